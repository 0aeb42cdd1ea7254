//! Facts as sheets: a row per unit of a grain, with what it is about, its dimensions and every fact, in the units of
//! reports.
//!
//! Not responsible for what a fact means (`facts`). Dimensions of the calendar are left to whoever reads the date.

use std::sync::Arc;

use super::archive::Archive;
use super::sheet::{Cell, Column, Form, Sheet};
use crate::analysis::prepare::Prepared;
use crate::analysis::spending::{Cuts, parts};
use crate::dimensions::{self, Axis, DIMENSIONS, Dimension};
use crate::facts::frame::{Amounts, Frame, MIXTURE, Wanted};
use crate::facts::references::{have_conversations, have_messages, references};
use crate::facts::{self, Fact, Grain, Kind, expense, message};
use crate::tables::texts::Text;

/// The facts of some shards.
#[derive(Default)]
pub struct Gathered {
    pieces: Vec<Piece>,
    /// Spend that messages account for themselves.
    covered: Vec<usize>,
}

/// The facts of one shard at one grain.
struct Piece {
    frame: Frame,
    /// The customers of the shard.
    customers: Arc<Vec<u32>>,
    /// What each row is about; empty where nothing is known of that.
    about: Vec<About>,
}

/// What a row is about.
#[derive(Clone, Copy, Default)]
struct About {
    /// The message, by the hash of its id; 0 = none.
    message: u64,
    /// The log's own conversation.
    conversation: Text,
    /// The first message of the conversation, which stands for one without an id.
    first: u64,
}

fn wanted() -> Wanted {
    let dimensions = DIMENSIONS.iter().filter(|dimension| !dimension.is_calendar());
    Wanted { facts: facts::all().collect(), dimensions: dimensions.collect() }
}

impl Gathered {
    /// The facts of a shard.
    pub fn of(prepared: &Prepared, messages: &message::Rows) -> Gathered {
        let message::Rows { shard, story, .. } = *messages;
        let wanted = wanted();
        let customers = Arc::new(shard.customers().map(|rows| rows.customer).collect::<Vec<u32>>());
        let id = |place: u32| shard.messages[place as usize].id();
        let mut firsts = vec![0; story.conversations.len()];
        for (place, found) in story.messages.iter().enumerate().rev() {
            if let Some(first) = firsts.get_mut(found.conversation as usize) {
                *first = id(place as u32);
            }
        }
        let pieces = Grain::ALL.map(|grain| {
            let about = references(grain, messages).into_iter().map(|reference| About {
                message: reference.message.map_or(0, id),
                conversation: reference.conversation.map_or(Text::NONE, |talk| story.conversations[talk as usize].id),
                first: reference.conversation.map_or(0, |talk| firsts[talk as usize]),
            });
            let frame = facts::build(grain, messages, &wanted, prepared.world.end);
            Piece { frame, customers: customers.clone(), about: about.collect() }
        });
        let covered = prepared.bills.as_ref().map(|spans| expense::covered(messages, &prepared.spends, spans));
        Gathered { pieces: pieces.into(), covered: covered.unwrap_or_default() }
    }

    /// Adds those of other shards.
    pub fn append(&mut self, other: Gathered) {
        self.pieces.extend(other.pieces);
        self.covered.extend(other.covered);
    }

    /// Adds the expenses that are in no message, each whole.
    pub fn add_spending(&mut self, prepared: &Prepared) {
        let cuts = Cuts { dimensions: &[], timezone: chrono_tz::Tz::UTC, bounds: Vec::new(), data: prepared.data };
        let parts = parts(&prepared.spends, &self.covered, &cuts, &prepared.world.money);
        let frame = Frame::of(&expense::Parts(&parts), &wanted());
        self.pieces.push(Piece { frame, customers: Arc::default(), about: Vec::new() });
    }
}

/// A sheet for every grain that has rows.
pub fn sheets<'a>(archive: &'a Archive, gathered: &'a Gathered) -> Vec<Sheet<'a>> {
    let sheet = |grain: Grain| {
        let pieces: Vec<&Piece> = gathered.pieces.iter().filter(|piece| piece.frame.grain == grain).collect();
        let rows = Arc::new(Addresses::of(pieces));
        let columns = columns(archive, grain, &rows);
        let first = |row| {
            let (piece, row) = rows.get(row);
            Cell::Time(piece.frame.keys[row].at)
        };
        Sheet::new(format!("facts-{}", grain.id()), columns, rows.places.len(), first)
    };
    Grain::ALL.into_iter().map(sheet).filter(|sheet| !sheet.is_empty()).collect()
}

/// Where every row of a grain stands: in which piece, and where there.
struct Addresses<'a> {
    pieces: Vec<&'a Piece>,
    places: Vec<(u32, u32)>,
}

impl<'a> Addresses<'a> {
    fn of(pieces: Vec<&'a Piece>) -> Addresses<'a> {
        let of_piece = |(number, piece): (usize, &&Piece)| {
            let number = number as u32;
            (0..piece.frame.len() as u32).map(move |row| (number, row))
        };
        let places = pieces.iter().enumerate().flat_map(of_piece).collect();
        Addresses { pieces, places }
    }

    fn get(&self, row: usize) -> (&'a Piece, usize) {
        let (piece, row) = self.places[row];
        (self.pieces[piece as usize], row as usize)
    }
}

fn columns<'a>(archive: &'a Archive, grain: Grain, rows: &Arc<Addresses<'a>>) -> Vec<Column<'a>> {
    let column = |name: &'static str, form: Form, find: fn(&'a Archive, &'a Piece, usize) -> Cell<'a>| {
        let rows = rows.clone();
        Column::new(name, form, move |row| {
            let (piece, row) = rows.get(row);
            find(archive, piece, row)
        })
    };
    // Readers of tables know by this column that it is none.
    let grain_id = grain.id();
    let mut columns = vec![Column::new("grain", Form::Text, move |_| Cell::text(grain_id))];
    columns.push(column("customer", Form::Text, |archive, piece, row| {
        let customer = piece.customers.get(piece.frame.keys[row].life as usize);
        customer.map_or(Cell::Nothing, |&customer| archive.name(customer))
    }));
    if grain.is_dated() {
        columns.push(column("at", Form::Time, |_, piece, row| Cell::Time(piece.frame.keys[row].at)));
    }
    if have_messages(grain) {
        columns.push(column("message_id", Form::Text, |archive, piece, row| {
            piece.about.get(row).map_or(Cell::Nothing, |about| archive.message_id(about.message))
        }));
    }
    if have_conversations(grain) {
        columns.push(column("conversation_id", Form::Text, |archive, piece, row| {
            let about = piece.about.get(row).copied().unwrap_or_default();
            match about.conversation.is_none() {
                true => archive.message_id(about.first),
                false => archive.conversation(about.conversation),
            }
        }));
    }
    let known = |dimension: &&Dimension| dimension.families.contains(&grain.family());
    for (place, dimension) in wanted().dimensions.into_iter().enumerate().filter(|(_, dimension)| known(dimension)) {
        let rows = rows.clone();
        columns.push(Column::new(dimension.id, Form::Text, move |row| {
            let (piece, row) = rows.get(row);
            piece.frame.dimensions[place].get(row).map_or(Cell::Nothing, |&text| match dimension.axis {
                Axis::Column(dimensions::Column::Agent) => archive.agent(text),
                Axis::Column(dimensions::Column::Business) => archive.business(text),
                _ => archive.text(text),
            })
        }));
    }
    facts::all().filter(|fact| fact.grain == grain).for_each(|fact| push_fact(&mut columns, archive, fact, rows));
    columns
}

/// A fact in the units of reports; beside an amount of money its currency.
fn push_fact<'a>(columns: &mut Vec<Column<'a>>, archive: &'a Archive, fact: &'static Fact, rows: &Arc<Addresses<'a>>) {
    let form = match fact.kind {
        Kind::Flag => Form::Boolean,
        Kind::Number => Form::Integer,
        Kind::Duration => Form::Decimal(3),
        Kind::Money | Kind::Score => Form::Decimal(6),
        Kind::Weight => Form::Decimal(9),
    };
    let values = || {
        let rows = rows.clone();
        let values: Vec<Option<Amounts>> = rows.pieces.iter().map(|piece| piece.frame.amounts(fact).ok()).collect();
        move |row: usize| {
            let (piece, row) = rows.places[row];
            (values[piece as usize], row as usize)
        }
    };
    let value = values();
    columns.push(Column::new(fact.id, form, move |row| match value(row) {
        (Some(Amounts::Flags(flags)), row) => Cell::flag(flags.get(row)),
        // What is added up over currencies without a rate is no amount.
        (Some(amounts), row) if amounts.tag(row) == MIXTURE => Cell::Nothing,
        (Some(amounts), row) => Cell::number(amounts.get(row)),
        (None, _) => Cell::Nothing,
    }));
    if fact.kind == Kind::Money {
        let value = values();
        columns.push(Column::new(format!("{}_currency", fact.id), Form::Text, move |row| match value(row) {
            (Some(amounts), row) if amounts.known().has(row) && amounts.tag(row) != MIXTURE => {
                archive.text(amounts.tag(row))
            }
            _ => Cell::Nothing,
        }));
    }
}
