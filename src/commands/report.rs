//! `wa-kpi report`: compute KPIs over exports; print them or write reports.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::append;
use super::measure::{Measured, Reading, accept, measure, remark_on_memory};
use super::output::{self, Color, Content};
use super::rejects::{self, Texts};
use crate::kpis::Catalogue;
use crate::render::sheet::Layout;
use crate::render::{RENDERERS, Renderer, Style, csv};
use crate::report::Report;
use crate::request::Request;
use crate::settings::Settings;
use crate::sources::app_chat;
use crate::tables::identity::{is_phone, normalise};
use crate::tables::pseudonym::Pseudonyms;

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
    /// Whether CSV files keep the rows that they hold already.
    pub append: bool,
    /// Whether standard output was named as one of the files.
    pub standard_output: bool,
    /// Where rejected records are written.
    pub rejects: Option<PathBuf>,
    /// How their texts are written.
    pub texts: Texts,
    /// What stands for customers and ids; none = they themselves.
    pub pseudonyms: Option<Pseudonyms>,
    /// How figures become rows, in formats of rows and columns.
    pub layout: Layout,
    /// The definition under each figure.
    pub explain: bool,
    /// Every figure in the table.
    pub all: bool,
    /// When colours are used.
    pub color: Color,
}

/// The dimension whose values are the business's own numbers.
const BUSINESS: &str = "business";

/// Lines of text files are as long as this.
const FILE_WIDTH: usize = 100;

/// Reads, measures, and writes every report that is asked for.
pub fn run(options: &Options) -> Result<()> {
    let outputs = options.files.iter().map(|(path, _)| path).chain(&options.rejects);
    output::spare_inputs(&options.reading.load.inputs, outputs)?;
    if let Some(renderer) = on_screen(options) {
        output::spare_terminal(renderer)?;
    }
    let mut measured = measure(&options.reading, &options.request, &options.settings)?;
    if let Some(pseudonyms) = &options.pseudonyms {
        hide_numbers(&mut measured.report, pseudonyms);
    }
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
    let mut files: Vec<(PathBuf, Content)> = Vec::new();
    for (path, renderer) in &options.files {
        let bytes = (renderer.render)(&measured.report, &in_files)?;
        let content: Content = match options.append && is_csv(renderer) {
            true => Box::new(move |into| {
                let joined = append::into_file(path, &bytes, &measured.report.by, options.catalogue)?;
                Ok(into.write_all(&joined)?)
            }),
            false => output::whole(bytes),
        };
        files.push((path.clone(), content));
    }
    if let Some(path) = &options.rejects {
        files.push((path.clone(), output::whole(rejects::csv(&measured.rejections, options.texts)?)));
    }
    output::deliver_and_show(files, printed.as_deref())?;
    remark_on_memory(measured.excess);
    // Whoever reads the table sees the accounting there.
    if on_screen.is_none_or(|renderer| renderer.id != RENDERERS[0].id) {
        rejects::remark(&measured.report.inputs, options.rejects.is_some());
    }
    let period = &measured.report.period;
    if options.append && (period.since.is_none() || period.until.is_none()) {
        output::remark(
            "the period is open, so the next such run replaces these rows: collect periods with --since and --until, \
             or with --last",
        );
    }
    Ok(())
}

/// Puts pseudonyms in the place of the only names of people that a report may show: groups that look like a phone
/// number, such as agents without a name, and files of chats. The business's own numbers stay.
fn hide_numbers(report: &mut Report, pseudonyms: &Pseudonyms) {
    let is_hidden = |dimension: &str, value: &str| dimension != BUSINESS && is_phone(&normalise(value));
    let rows = report.rows.iter_mut().chain(&mut report.drawn.campaigns);
    for (dimension, value) in rows.flat_map(|row| &mut row.group) {
        if let Some(value) = value.as_mut().filter(|value| is_hidden(dimension, value)) {
            *value = pseudonyms.customer(value);
        }
    }
    // A chat's file is named after the customer.
    for input in report.inputs.iter_mut().filter(|input| input.source == app_chat::SOURCE.id) {
        input.path = pseudonyms.id("chat", &input.path);
    }
    let groups = report.breakdowns.values_mut().flatten().filter_map(|row| row.get_mut("group")?.as_object_mut());
    for (dimension, value) in groups.flatten() {
        if let Some(name) = value.as_str().filter(|value| is_hidden(dimension, value)) {
            *value = pseudonyms.customer(name).into();
        }
    }
}

fn is_csv(renderer: &Renderer) -> bool {
    renderer.id == csv::RENDERER.id
}

/// Refuses to append where nothing can be appended to.
pub fn ensure_appendable(files: &[(PathBuf, &'static Renderer)]) -> Result<()> {
    let tables: Vec<&PathBuf> = files.iter().filter(|(_, renderer)| is_csv(renderer)).map(|(path, _)| path).collect();
    ensure!(
        !tables.is_empty(),
        "--append adds to a CSV file and none is written: name one with -o, such as -o kpis.csv"
    );
    for path in tables {
        let is_device = std::fs::metadata(path).is_ok_and(|known| !known.is_file());
        ensure!(!is_device, "cannot append to {}: it is no file, expected a CSV file or a new name", path.display());
    }
    Ok(())
}

/// What goes to standard output: a table, unless all that is asked for are files.
fn on_screen(options: &Options) -> Option<&'static Renderer> {
    let table = (options.files.is_empty() || options.standard_output).then(|| RENDERERS[0]);
    options.format.or(table)
}
