//! Reads settings from `wa-kpi.toml`.
//!
//! What is wrong is told in one sentence with file, line and what is expected. Not responsible for finding the file nor
//! for what settings mean.

mod hours;
mod money;
mod own;
mod rates;
mod readable;
mod schema;
mod sentence;
mod shape;
mod template;
mod times;
mod words;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::own::OwnSource;
use super::{Settings, Targets, Windows};
use readable::{As, Table};
pub use schema::schema;
use sentence::Told;
pub use template::{Known, KnownSource, template};
use times::Length;

/// How the file is called where nobody says so.
pub const NAME: &str = "wa-kpi.toml";

/// Reads a settings file.
pub fn read(path: &Path) -> Result<Settings> {
    let shown = path.display().to_string();
    let text = text_of(path, &shown)?;
    parse(&text, &shown, path.parent().unwrap_or(Path::new("")))
}

/// Reads a format of exports from a text of its own: the keys of one `[[source]]` table. `path` names it in errors.
pub fn source(text: &str, path: &str) -> Result<OwnSource> {
    let told = Told { path, text };
    let value: shape::Source = toml::from_str(text).map_err(|error| told.found(&error))?;
    own::source(value, 0, &told)
}

/// The text of a file beside or like the settings.
fn text_of(path: &Path, shown: &str) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("{shown}: cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow!("{shown}: is not UTF-8: save it as UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads settings from a text. Paths in it are relative to a folder.
fn parse(text: &str, path: &str, folder: &Path) -> Result<Settings> {
    let told = Told { path, text };
    let file: shape::File = toml::from_str(text).map_err(|error| told.found(&error))?;
    let timezone = file.timezone.map(|zone| zone.0);
    let sla = keys(file.sla);
    let lists = keys(file.lists);
    let money = money::money(file.currency, file.rates, file.margin, &told)?;
    Ok(Settings {
        path: path.to_owned(),
        timezone,
        windows: windows(keys(file.windows)),
        targets: Targets {
            first_response: length(sla.first_response),
            response: length(sla.response),
            resolution: length(sla.resolution),
        },
        hours: file.hours.map(|hours| hours::hours(hours, timezone, &told)).transpose()?,
        rate_card: file
            .rate_card
            .map(|card| rates::read(&card.value.file, folder, &told))
            .transpose()?
            .unwrap_or_default(),
        spending: money::spending(file.spend, money.currency.as_deref(), &told)?,
        money,
        attribution: keys(file.attribution).model.map(|model| model.0).unwrap_or_default(),
        final_steps: keys(file.flow).final_steps,
        business: file.business,
        senders: file.senders,
        opt_out_words: lists.opt_out,
        closing_words: lists.closing,
        language: file.language.map(|language| language.0).unwrap_or_default(),
        checks: own::checks(file.check, &told)?,
        kpis: own::kpis(file.kpi, &told)?,
        sources: own::sources(file.source, &told)?,
    })
}

/// The keys of a table, or none of them.
fn keys<T: Default>(table: Option<Table<T>>) -> T {
    table.map(|table| table.value).unwrap_or_default()
}

fn length(length: Option<As<Length>>) -> Option<i64> {
    length.map(|length| length.0.0)
}

fn windows(written: shape::Windows) -> Windows {
    let default = Windows::default();
    Windows {
        reply: length(written.reply).unwrap_or(default.reply),
        click: length(written.click).unwrap_or(default.click),
        conversion: length(written.conversion).unwrap_or(default.conversion),
        session_gap: length(written.session_gap).unwrap_or(default.session_gap),
        late_answer: length(written.late_answer).unwrap_or(default.late_answer),
        opt_out: length(written.opt_out).unwrap_or(default.opt_out),
        reopen: length(written.reopen).unwrap_or(default.reopen),
        retention: length(written.retention).unwrap_or(default.retention),
        churn: length(written.churn).unwrap_or(default.churn),
        after_resolve: default.after_resolve,
    }
}

#[cfg(test)]
mod tests;
