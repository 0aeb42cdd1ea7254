//! `wa-kpi report`: compute KPIs over exports; print them or write reports.

use std::path::PathBuf;

use anyhow::Result;

use super::measure::{Measured, Reading, accept, measure, remark_on_memory};
use super::output::{self, Color};
use super::rejects;
use crate::kpis::Catalogue;
use crate::render::sheet::Layout;
use crate::render::{RENDERERS, Renderer, Style};
use crate::request::Request;
use crate::settings::Settings;

/// What is asked of `report`.
#[derive(Debug)]
pub struct Options {
    /// What to read.
    pub reading: Reading,
    /// What to compute.
    pub request: Request,
    /// Windows, targets, hours, words.
    pub settings: Settings,
    /// All figures of the run.
    pub catalogue: Catalogue,
    /// How what goes to standard output is written; none = the default, or nothing where files are written.
    pub format: Option<&'static Renderer>,
    /// The files to write, each with its renderer.
    pub files: Vec<(PathBuf, &'static Renderer)>,
    /// Whether standard output was named as one of the files.
    pub standard_output: bool,
    /// Where rejected records are written.
    pub rejects: Option<PathBuf>,
    /// How figures become rows, in formats of rows and columns.
    pub layout: Layout,
    /// The definition under each figure.
    pub explain: bool,
    /// Every figure in the table.
    pub all: bool,
    /// When colours are used.
    pub color: Color,
    /// No remarks on standard error.
    pub quiet: bool,
}

/// Lines of text files are as long as this.
const FILE_WIDTH: usize = 100;

/// Reads, measures, and writes every report that is asked for.
pub fn run(options: &Options) -> Result<()> {
    let outputs = options.files.iter().map(|(path, _)| path).chain(&options.rejects);
    output::spare_inputs(&options.reading.load.inputs, outputs)?;
    if let Some(renderer) = on_screen(options) {
        output::spare_terminal(renderer)?;
    }
    let measured = measure(&options.reading, &options.request, &options.settings)?;
    accept(&measured.records(), options.reading.strict, "report on")?;
    publish(&measured, options)
}

fn publish(measured: &Measured, options: &Options) -> Result<()> {
    let selected = !options.request.selection.kpis.is_empty() || !options.request.selection.sections.is_empty();
    let style = Style {
        all: options.all || selected,
        explain: options.explain,
        layout: options.layout,
        catalogue: options.catalogue,
        ..output::screen(options.color)
    };
    let on_screen = on_screen(options);
    let printed = on_screen.map(|renderer| (renderer.render)(&measured.report, &style)).transpose()?;

    let in_files = Style { width: FILE_WIDTH, color: false, ..style };
    let mut files = Vec::new();
    for (path, renderer) in &options.files {
        files.push((path.clone(), (renderer.render)(&measured.report, &in_files)?));
    }
    if let Some(path) = &options.rejects {
        files.push((path.clone(), rejects::csv(&measured.rejections)?));
    }
    output::write(files)?;
    if !options.quiet {
        remark_on_memory(measured.excess);
    }
    // Whoever reads the table sees the accounting there.
    if !options.quiet && on_screen.is_none_or(|renderer| renderer.id != RENDERERS[0].id) {
        rejects::remark(&measured.report.inputs, options.rejects.is_some());
    }
    printed.map_or(Ok(()), |bytes| output::show(&bytes))
}

/// What goes to standard output: a table, unless all that is asked for are files.
fn on_screen(options: &Options) -> Option<&'static Renderer> {
    let table = (options.files.is_empty() || options.standard_output).then(|| RENDERERS[0]);
    options.format.or(table)
}
