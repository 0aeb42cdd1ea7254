//! `wa-kpi report`: compute KPIs over exports; print them or write reports.

use std::path::PathBuf;

use anyhow::Result;

use super::measure::{Measured, Reading, accept, measure, remark_on_memory};
use super::output::{self, Color};
use super::rejects;
use crate::kpis::Catalogue;
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
    let measured = measure(&options.reading, &options.request, &options.settings)?;
    accept(&measured.records(), options.reading.strict, "report on")?;
    publish(&measured, options)
}

fn publish(measured: &Measured, options: &Options) -> Result<()> {
    let selected = !options.request.selection.kpis.is_empty() || !options.request.selection.sections.is_empty();
    let style = Style {
        all: options.all || selected,
        explain: options.explain,
        catalogue: options.catalogue,
        ..output::screen(options.color)
    };
    let on_screen = options.format.or_else(|| default_format(options));
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
    printed.map_or(Ok(()), |bytes| output::print(&bytes))
}

/// A table, unless all that is asked for are files.
fn default_format(options: &Options) -> Option<&'static Renderer> {
    (options.files.is_empty() || options.standard_output).then(|| RENDERERS[0])
}
