//! The one door to standard error: what is logged anywhere in the program is written here, as text or as JSON.
//!
//! Whoever has something to tell uses the crate `log`. Not responsible for what is told; it is never a message's text,
//! a customer or a key.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use log::kv::{Error, Key, Value, VisitSource};
use log::{Level, LevelFilter, Log, Metadata, Record};
use serde_json::{Map, json};

/// How lines on standard error look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// The time: only the command line knows it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// How long the program has run.
    pub elapsed: fn() -> Duration,
    /// The moment, RFC 3339 in UTC.
    pub now: fn() -> String,
}

/// A record with this key ends a phase: beside it stands how long the phase took.
pub const PHASE: &str = "phase";

/// What writes the lines.
struct Writer {
    format: Format,
    clock: Clock,
    /// When the last phase ended.
    phase: Mutex<Duration>,
}

/// Lets lines through from a level on. The first call decides how they look.
pub fn start(level: LevelFilter, format: Format, clock: Clock) {
    static WRITER: OnceLock<Writer> = OnceLock::new();
    let writer = WRITER.get_or_init(|| Writer { format, clock, phase: Mutex::default() });
    // Whoever embeds the library may have a logger of their own.
    let _ = log::set_logger(writer);
    log::set_max_level(level);
}

impl Log for Writer {
    fn enabled(&self, metadata: &Metadata) -> bool {
        // Libraries talk to those who write programs with them.
        metadata.target().starts_with("wa_kpi")
    }

    fn log(&self, record: &Record) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let mut fields = Fields::default();
        // No field fails to be visited.
        let _ = record.key_values().visit(&mut fields);
        let elapsed = (self.clock.elapsed)();
        if fields.0.contains_key(PHASE) {
            let before = std::mem::replace(&mut *self.phase.lock().unwrap_or_else(PoisonError::into_inner), elapsed);
            fields.0.insert("took_seconds".to_owned(), seconds(elapsed.saturating_sub(before)));
        }
        let line = match self.format {
            Format::Text => text(record, elapsed, &fields),
            Format::Json => json(record, (self.clock.now)(), elapsed, fields),
        };
        // Nobody may be there to hear it.
        let _ = io::stderr().write_all(line.as_bytes());
    }

    fn flush(&self) {}
}

/// Remarks and errors as they have always looked; what `-v` adds shows when it happened.
fn text(record: &Record, elapsed: Duration, fields: &Fields) -> String {
    if record.level() <= Level::Warn {
        return format!("wa-kpi: {}\n", record.args());
    }
    let took = fields.0.get("took_seconds").map(|took| format!(" ({took} s)")).unwrap_or_default();
    format!("wa-kpi: {:.3} s: {}{took}\n", elapsed.as_secs_f64(), record.args())
}

fn json(record: &Record, now: String, elapsed: Duration, fields: Fields) -> String {
    let mut line = Map::new();
    line.insert("time".to_owned(), json!(now));
    line.insert("level".to_owned(), json!(record.level().as_str().to_lowercase()));
    line.insert("message".to_owned(), json!(record.args().to_string()));
    line.insert("elapsed_seconds".to_owned(), seconds(elapsed));
    line.extend(fields.0);
    format!("{}\n", serde_json::Value::Object(line))
}

/// To the millisecond.
fn seconds(span: Duration) -> serde_json::Value {
    json!(span.as_millis() as f64 / 1000.0)
}

/// What stands beside a message.
#[derive(Default)]
struct Fields(Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for Fields {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let value = value.to_u64().map_or_else(|| json!(value.to_string()), |number| json!(number));
        self.0.insert(key.to_string(), value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record<'a>(level: Level, message: std::fmt::Arguments<'a>) -> Record<'a> {
        Record::builder().level(level).target("wa_kpi::x").args(message).build()
    }

    #[test]
    fn remarks_have_no_time_and_what_is_told_on_demand_has() {
        let half = Duration::from_millis(500);
        let shown = |level| text(&record(level, format_args!("a remark")), half, &Fields::default());
        assert_eq!(shown(Level::Warn), "wa-kpi: a remark\n");
        assert_eq!(shown(Level::Error), "wa-kpi: a remark\n");
        assert_eq!(shown(Level::Info), "wa-kpi: 0.500 s: a remark\n");
    }

    #[test]
    fn a_line_of_json_is_one_object_whatever_stands_in_the_message() {
        let mut fields = Fields::default();
        fields.0.insert("records".to_owned(), json!(7));
        let record = record(Level::Info, format_args!("a \"b\"\nc"));
        let line = json(&record, "2026-10-31T22:59:12Z".to_owned(), Duration::from_millis(1), fields);
        assert_eq!(
            line,
            "{\"time\":\"2026-10-31T22:59:12Z\",\"level\":\"info\",\"message\":\"a \\\"b\\\"\\nc\",\
             \"elapsed_seconds\":0.001,\"records\":7}\n"
        );
    }
}
