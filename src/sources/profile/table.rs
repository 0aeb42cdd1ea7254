//! Profiles of CSV: which lines are the header, which rows are of no use, and the walk over the rows of a block.
//!
//! Preambles before the header, footers and totals after the rows, and a header that comes again are known. Not
//! responsible for what values mean (`cells`).

use std::borrow::Cow;
use std::sync::Arc;

use csv::ByteRecord;

use super::cells::{Manners, Raw, hand_in};
use super::reference::{Part, Reference, find, noted, plain, sum};
use super::{Name, Profile, Rows, Target};
use crate::settings::own::OwnFormat;
use crate::sources::input::Sample;
use crate::sources::json::{nested, text_of};
use crate::sources::records::{Cells, Record, Taker, Zoneless};
use crate::sources::rows::{self, DELIMITERS};
use crate::sources::values::{self, TimeRules, decimal_millionths};
use crate::sources::{Block, ColumnUse, Read, Recognised, Rules, Shape, dates, headers};
use crate::tables::columns::{ColumnKind, MESSAGES};
use crate::tables::intake::Intake;

/// Looks for a header by which a kind of rows is recognised.
pub(super) fn recognise(profile: &'static Profile, sample: &Sample, rules: &Rules) -> Option<Recognised> {
    let delimiters = profile.own.delimiter.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let tables = delimiters.into_iter().filter_map(|delimiter| Header::find(profile, sample, delimiter));
    let header = tables.max_by_key(|header| header.bound.iter().flatten().count())?;
    let bound = header.bound.iter().flatten().count();
    let known: Vec<&str> =
        header.kinds().flat_map(|rows| &rows.recognise).filter_map(|names| header.named(names)).collect();
    let known = headers::list(&known);
    let columns = header.columns();
    let reader = TableReader::new(header, sample, rules);
    Some(Recognised {
        certainty: profile.certainty(2 * bound),
        why: format!("the header names {known}"),
        columns,
        reader: Arc::new(reader),
    })
}

/// Whether text begins with a comment.
fn is_commented(text: &[u8]) -> bool {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text).starts_with(b"#")
}

/// Whether a line is one quoted text, such as the title that stands below a report: no piece of a broken row.
fn is_lone(line: &str, row: &ByteRecord) -> bool {
    let is_quoted = |line: &str| line.len() > 1 && line.starts_with('"') && line.ends_with('"');
    row.len() == 1 && is_quoted(line.trim())
}

/// A header and where it stands.
struct Header {
    profile: &'static Profile,
    delimiter: u8,
    names: Vec<String>,
    /// By slot: the field that holds the column.
    bound: Vec<Option<usize>>,
    /// Where the first row begins.
    end: usize,
}

impl Header {
    fn find(profile: &'static Profile, sample: &Sample, delimiter: u8) -> Option<Header> {
        let headers = sample.lines(delimiter).iter().filter_map(|line| {
            let field = |name: &Name| {
                let found = line.normal.iter().position(|known| *known == name.normal && !known.is_empty());
                found.filter(|_| name.format == OwnFormat::Csv)
            };
            let bound: Vec<Option<usize>> = profile.names.iter().map(field).collect();
            let header = Header { profile, delimiter, names: Vec::new(), bound, end: line.end };
            header.kinds().next()?;
            Some(Header { names: line.names.clone(), ..header })
        });
        headers.into_iter().next()
    }

    /// The kinds of rows that the header has.
    fn kinds(&self) -> impl Iterator<Item = &'static Rows> {
        self.profile.rows.iter().filter(|rows| self.has(rows))
    }

    /// Whether the header has what a kind of rows asks for.
    fn has(&self, rows: &Rows) -> bool {
        let has_one = |names: &[Part]| names.iter().any(|part| self.bound[part.slot].is_some());
        rows.format == OwnFormat::Csv && rows.recognise.iter().all(|names| has_one(names)) && !has_one(&rows.without)
    }

    /// The first of some names that the header has.
    fn named(&self, names: &[Part]) -> Option<&str> {
        let field = names.iter().find_map(|part| self.bound[part.slot])?;
        self.names.get(field).map(String::as_str)
    }

    /// What became of each column.
    fn columns(&self) -> Vec<ColumnUse> {
        let mut becomes: Vec<Vec<String>> = vec![Vec::new(); self.names.len()];
        for rows in self.kinds() {
            let Some(table) = rows.table else { continue };
            let uses = rows.columns.iter().map(|(target, references)| (target.name(table), references));
            let whens = rows.when.iter().map(|(references, _)| ("(which rows)".to_owned(), references));
            for (name, references) in uses.chain(whens) {
                for part in references.iter().flat_map(Reference::named) {
                    if let Some(field) = self.bound[part.slot]
                        && !becomes[field].contains(&name)
                    {
                        becomes[field].push(name.clone());
                    }
                }
            }
        }
        let joined = |names: Vec<String>| (!names.is_empty()).then(|| names.join(", "));
        let uses = self.names.iter().zip(becomes);
        uses.map(|(name, becomes)| ColumnUse { column: name.clone(), becomes: joined(becomes) }).collect()
    }

    /// The fields that hold values of a kind.
    fn fields(&self, wanted: ColumnKind) -> Vec<usize> {
        let mut fields = Vec::new();
        for rows in self.kinds() {
            let Some(table) = rows.table else { continue };
            for (target, references) in &rows.columns {
                let kind = match target {
                    Target::Column(place) => table.columns[*place].kind,
                    Target::StateAt | Target::EndsBefore(_) => ColumnKind::Time,
                    _ => ColumnKind::Text,
                };
                if kind == wanted {
                    let parts = references.iter().flat_map(Reference::named);
                    fields.extend(parts.filter_map(|part| self.bound[part.slot]));
                }
            }
        }
        fields
    }
}

/// Reads the rows of one file.
struct TableReader {
    header: Header,
    manners: Manners,
    times: TimeRules,
    /// Whether dates may need an order that the file has not proven yet.
    order: dates::Order,
    zoneless: Zoneless,
}

impl TableReader {
    fn new(header: Header, sample: &Sample, rules: &Rules) -> TableReader {
        let own = &header.profile.own;
        let (rows, _) = rows::Rows::new(&sample.head[header.end.min(sample.head.len())..], header.delimiter).take(2000);
        let texts = |fields: Vec<usize>| -> Vec<String> {
            let cells = rows.iter().flat_map(|row| fields.iter().filter_map(|&field| row.get(field)));
            cells.map(|cell| text_of(cell).into_owned()).collect()
        };
        let numbers = texts(header.fields(ColumnKind::Decimal));
        let mark = values::proven_mark(numbers.iter().map(String::as_str)).unwrap_or_default();
        let times = TimeRules {
            input_tz: own.timezone.or(rules.times.input_tz),
            date_order: header.profile.date_order().or(rules.times.date_order),
            ..rules.times
        };
        let written = texts(header.fields(ColumnKind::Time));
        let order = dates::Order::new(times.date_order, written.iter().map(String::as_str), sample.complete);
        let preamble = sample.head.get(..header.end).unwrap_or_default();
        let span = headers::span_of_preamble(&text_of(preamble)).or_else(|| headers::span_of_name(&sample.path));
        let manners = Manners { mark, span };
        TableReader { header, manners, times, order, zoneless: Zoneless::default() }
    }

    fn ordered(&self) -> TimeRules {
        TimeRules { date_order: self.order.get(), ..self.times }
    }
}

/// A row, by the slots of the profile.
struct Fields<'r> {
    header: &'r Header,
    row: &'r ByteRecord,
}

impl Fields<'_> {
    fn field(&self, part: &Part) -> Cow<'_, str> {
        let field = self.header.bound[part.slot].and_then(|field| self.row.get(field));
        let text = field.map(text_of).unwrap_or_default();
        if part.path.is_empty() {
            return text;
        }
        let value = match nested(&text) {
            Some(value) => find(&value, &part.path).map(Cow::into_owned),
            None => noted(&text, &part.path).map(str::to_owned).or_else(|| {
                let text = serde_json::Value::String(text.into_owned());
                find(&text, &part.path).map(Cow::into_owned)
            }),
        };
        Cow::Owned(value.unwrap_or_default())
    }
}

impl Raw for Fields<'_> {
    fn get(&self, reference: &Reference) -> Cow<'_, str> {
        let value = match reference.parts.as_slice() {
            [part] if reference.is_sum => {
                let field = self.field(&Part { path: Vec::new(), ..part.clone() });
                Cow::Owned(nested(&field).and_then(|value| sum(&value, &part.path)).unwrap_or_default())
            }
            _ => reference.join(|part| self.field(part)),
        };
        negated(value, reference)
    }

    fn has(&self, rows: &Rows) -> bool {
        self.header.has(rows)
    }
}

/// A number with its sign turned where its name asks for that.
pub(super) fn negated<'v>(value: Cow<'v, str>, reference: &Reference) -> Cow<'v, str> {
    match decimal_millionths(&value).filter(|_| reference.is_negated) {
        Some(number) => Cow::Owned(plain(-number)),
        None => value,
    }
}

impl Read for TableReader {
    fn shape(&self) -> Shape {
        Shape::Csv { delimiter: self.header.delimiter }
    }

    fn skip(&self) -> usize {
        self.header.end
    }

    fn is_scouting(&self) -> bool {
        self.order.is_open()
    }

    fn scout(&self, block: &Block) {
        let fields = self.header.fields(ColumnKind::Time);
        let mut rows = rows::Rows::new(&block.bytes, self.header.delimiter);
        let mut record = ByteRecord::new();
        while let Ok(Some(_)) = rows.next(&mut record) {
            let cells = fields.iter().filter_map(|&field| record.get(field)).map(text_of).collect::<Vec<_>>();
            self.order.see(cells.iter().map(Cow::as_ref));
            if !self.order.is_open() {
                return;
            }
        }
    }

    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()> {
        let rules = self.ordered();
        let mut taker = Taker::new(&MESSAGES, &[], block, rules, &self.zoneless, intake).asking(rules);
        let mut rows = rows::Rows::new(&block.bytes, self.header.delimiter);
        let mut row = ByteRecord::new();
        // Behind a comment another table may follow, until the header comes again.
        let mut is_other = false;
        while let Some(place) = rows.next(&mut row)? {
            let text = text_of(&block.bytes[place.clone()]);
            let is_exact = matches!(text, Cow::Borrowed(_));
            let record = Record { position: block.offset + place.start as u64, text: &text, is_exact };
            let lone = is_lone(&text, &row) && self.header.names.len() > 2;
            let useless = headers::useless(&row, &self.header.names).or(lone.then_some(headers::FOOTER));
            is_other = match useless {
                Some(headers::AGAIN) => false,
                Some(_) => is_other || row.len() == 1 && is_commented(&block.bytes[place]),
                None => is_other,
            };
            if let Some(reason) = useless.or(is_other.then_some("a row of another table")) {
                taker.ignore(&Cells::new(&MESSAGES, record), reason);
                continue;
            }
            if row.len() < self.header.names.len() || headers::has_more(&row, self.header.names.len()) {
                let reason = format!(
                    "the row has {} fields and the header {}: quote fields that hold the delimiter",
                    row.len(),
                    self.header.names.len()
                );
                taker.reject(&Cells::new(&MESSAGES, record), &reason);
                continue;
            }
            let fields = Fields { header: &self.header, row: &row };
            hand_in(self.header.profile, &fields, record, &self.manners, &mut taker, &rules);
            if let Some(question) = taker.question.take() {
                anyhow::bail!(question);
            }
        }
        Ok(())
    }
}
