//! Values on the command line: names that the registries know, zones, shares of one. What is unknown is said in one
//! sentence, with the nearest known name.
//!
//! Not responsible for periods (`request::period`).

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail, ensure};
use chrono_tz::{TZ_VARIANTS, Tz};
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use crate::demo::Size;
use crate::dimensions::{DIMENSIONS, Dimension};
use crate::kpis::{self, Catalogue, Kpi, Section};
use crate::render::{RENDERERS, Renderer, check, renderer_of};
use crate::request::filter::Filter;
use crate::settings::zoned;
use crate::sources::{Source, sources};
use crate::suggest;

/// A value out of a registry: its ids are the possible values of help and completion.
#[derive(Clone)]
pub struct Known<T> {
    ids: fn() -> Vec<&'static str>,
    find: fn(&str) -> Result<T>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Known<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let find = self.find;
        TypedValueParser::parse_ref(&move |text: &str| find(text), command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.ids)().into_iter().map(PossibleValue::new)))
    }
}

/// A KPI of the catalogue.
pub fn kpi() -> Known<&'static Kpi> {
    let find = |id: &str| {
        kpis::kpi(id).ok_or_else(|| anyhow!(suggest::unknown("KPI", id, kpi_ids(), "`wa-kpi kpis` lists them")))
    };
    Known { ids: kpi_ids, find }
}

/// The ids of the catalogue.
pub fn kpi_ids() -> Vec<&'static str> {
    kpis::catalogue().map(|kpi| kpi.id).collect()
}

/// A figure: those of the catalogue are completed, those of the settings are looked up once these are read.
pub fn figure() -> Known<String> {
    Known { ids: kpi_ids, find: |id| Ok(id.to_owned()) }
}

/// Figures of the catalogue or of the settings.
pub fn kpis(ids: &[String], catalogue: Catalogue) -> Result<()> {
    let Some(id) = ids.iter().find(|id| catalogue.get(id).is_none()) else { return Ok(()) };
    let known = catalogue.iter().map(|kpi| kpi.id);
    bail!(suggest::unknown("KPI", id, known, "`wa-kpi kpis` lists them"))
}

/// A section of the catalogue.
pub fn section() -> Known<Section> {
    let find = |id: &str| {
        let found = Section::ALL.iter().copied().find(|section| section.id() == id);
        found.ok_or_else(|| one_of("section", id, &section_ids()))
    };
    Known { ids: section_ids, find }
}

/// The ids of sections.
pub fn section_ids() -> Vec<&'static str> {
    Section::ALL.iter().map(|section| section.id()).collect()
}

/// A dimension.
pub fn dimension() -> Known<&'static Dimension> {
    let find = |id: &str| crate::dimensions::dimension(id).ok_or_else(|| one_of("dimension", id, &dimension_ids()));
    Known { ids: dimension_ids, find }
}

/// The ids of dimensions.
pub fn dimension_ids() -> Vec<&'static str> {
    DIMENSIONS.iter().map(|dimension| dimension.id).collect()
}

/// A source: the built-in ones are completed, those of the settings are looked up once these are read.
pub fn source() -> Known<String> {
    Known { ids: source_ids, find: |id| Ok(id.to_owned()) }
}

/// The ids of the built-in sources.
pub fn source_ids() -> Vec<&'static str> {
    sources().map(|source| source.id).collect()
}

/// The source of an id, built in or of one's own.
pub fn source_of(id: &str, own: &[&'static Source]) -> Result<&'static Source> {
    let mut all = own.iter().copied().chain(sources());
    let ids = all.clone().map(|source| source.id);
    all.find(|source| source.id == id)
        .ok_or_else(|| anyhow!(suggest::unknown("source", id, ids, "`wa-kpi sources` lists them")))
}

/// A format of reports.
pub fn format() -> Known<&'static Renderer> {
    fn ids() -> Vec<&'static str> {
        RENDERERS.iter().map(|renderer| renderer.id).collect()
    }
    let find = |id: &str| crate::render::renderer(id).ok_or_else(|| one_of("format", id, &ids()));
    Known { ids, find }
}

/// A format of verdicts.
pub fn verdict_format() -> Known<&'static check::Renderer> {
    fn ids() -> Vec<&'static str> {
        check::RENDERERS.iter().map(|renderer| renderer.id).collect()
    }
    let find = |id: &str| check::renderer(id).ok_or_else(|| one_of("format", id, &ids()));
    Known { ids, find }
}

/// The formats of rows and columns, in words.
pub fn formats_with_layouts() -> String {
    let with: Vec<&str> = RENDERERS.iter().filter(|renderer| renderer.layouts).map(|renderer| renderer.id).collect();
    let (last, others) = with.split_last().map_or(("", [].as_slice()), |(last, others)| (*last, others));
    format!("{} or {last}", others.join(", "))
}

/// A time zone, whatever its case.
pub fn zone() -> Known<Tz> {
    fn ids() -> Vec<&'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name()).collect()
    }
    Known { ids, find: zoned::zone }
}

fn one_of(what: &str, word: &str, ids: &[&'static str]) -> anyhow::Error {
    anyhow!(suggest::unknown(what, word, ids.iter().copied(), &format!("expected one of {}", ids.join(", "))))
}

/// A file to write, by its extension; `-` is standard output.
pub fn output(path: &str) -> Result<(PathBuf, Option<&'static Renderer>), String> {
    by_extension(path, renderer_of, RENDERERS.iter().map(|renderer| renderer.extension))
}

/// The same for a verdict.
pub fn verdict_output(path: &str) -> Result<(PathBuf, Option<&'static check::Renderer>), String> {
    by_extension(path, check::renderer_of, check::RENDERERS.iter().filter_map(|renderer| renderer.extension))
}

fn by_extension<R>(
    path: &str,
    find: fn(&Path) -> Option<R>,
    extensions: impl Iterator<Item = &'static str>,
) -> Result<(PathBuf, Option<R>), String> {
    if path == "-" {
        return Ok((PathBuf::from(path), None));
    }
    let expected = || extensions.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ");
    let found = find(Path::new(path)).map(|renderer| (PathBuf::from(path), Some(renderer)));
    found.ok_or_else(|| format!("{path}: the extension decides the format: expected one of {}", expected()))
}

/// A condition on dimensions.
pub fn filter(text: &str) -> Result<Filter, String> {
    Filter::parse(text).map_err(|error| format!("--where: {error}"))
}

/// A share of one, both ends excluded.
pub fn confidence(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or_else(|| format!("--confidence: expected a number between 0 and 1 such as 0.95, found \"{text}\""))
}

/// A number of customers.
pub fn customers(text: &str) -> Result<u64, String> {
    let number = text.parse::<u64>().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("--min-group: expected a number of customers such as 10, found \"{text}\""))
}

/// A number of threads.
pub fn threads(text: &str) -> Result<usize, String> {
    let number = text.parse::<NonZeroUsize>().map(NonZeroUsize::get).ok().filter(|number| *number <= 1024);
    number.ok_or_else(|| format!("--threads: expected a number from 1 to 1024, found \"{text}\""))
}

/// The size of an invented shop, in messages.
pub fn shop(text: &str) -> Result<Size, String> {
    let size = text.replace([',', '_'], "").parse().ok().and_then(Size::of);
    let (least, most) = Size::BOUNDS;
    size.ok_or_else(|| format!("--messages: expected a number from {least} to {most}, found \"{text}\""))
}

/// A size of memory in bytes: `8G`, `500M`, `1.5GB`, `800000`.
pub fn size(text: &str) -> Result<u64, String> {
    const UNITS: [char; 4] = ['K', 'M', 'G', 'T'];
    let upper = text.trim().to_ascii_uppercase();
    let bare = upper.strip_suffix("IB").or_else(|| upper.strip_suffix('B')).unwrap_or(&upper);
    let power = UNITS.iter().position(|unit| bare.ends_with(*unit)).map_or(0, |place| place as i32 + 1);
    let digits = if power > 0 { &bare[..bare.len() - 1] } else { bare };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = digits.parse::<f64>().ok().filter(|number| plain && *number > 0.0);
    let bytes = number.map(|number| number * 1024_f64.powi(power)).filter(|bytes| (1.0..1e18).contains(bytes));
    bytes
        .map(|bytes| bytes as u64)
        .ok_or_else(|| format!("--memory: expected a size such as 8G or 500M, found \"{text}\""))
}

/// Up to three different dimensions.
pub fn dimensions(by: &[&'static Dimension]) -> Result<Vec<&'static Dimension>> {
    for (place, dimension) in by.iter().enumerate() {
        ensure!(!by[..place].contains(dimension), "--by names {} twice", dimension.id);
    }
    if by.len() > 3 {
        bail!("--by takes up to three dimensions, found {}", by.len());
    }
    Ok(by.to_vec())
}
