//! KPIs from the logs that WhatsApp Business leaves behind: every figure with its definition and its receipt.
//!
//! ```text
//!   export files                                                         terminal, CSV, JSON
//!        │                                                                        ▲
//!    [sources]      a format a folder: recognised by content                  [render]    lays out, never computes
//!        │ partial records                                                        │
//!    [tables]       merged by key, customers known by all their names         [report]    figures as plain data
//!        │ rows, split over shards by customer                                    ▲
//!    [timeline]     one walk through all that happened to a customer          [analysis]  sums first, one division last
//!        │ what depends on order: waits, replies, conversations                   ▲
//!    [facts] ─────▶ columns of yes/no, whole numbers or nothing ─────▶ [kpis]: which of them a figure reads
//! ```
//!
//! # The six words
//!
//! - A **source** is a kind of export file. It recognises its files and hands in partial records of the tables.
//! - A **table** has fixed columns. Records of one key are merged here and nowhere else: a send log that names the
//!   campaign and a webhook that names the state become one message.
//! - A **timeline** is everything one customer did and received, in order. Whatever depends on order is found in one
//!   walk over it, so customers can be walked side by side, in any number of shards.
//! - A **fact** is a column derived from it, of one grain (message, recipient, wait, conversation, customer). Nothing
//!   means: not in the population, or not known.
//! - A **KPI** is one reading of facts: a count, share, ratio, mean or quantile. It is data, one literal in a list;
//!   help, documents, intervals and tests derive from it.
//! - A **report** is what was measured, by group, with receipts, reasons and notes. Renderers show it.
//!
//! # What always holds
//!
//! 1. No row stops the reading: what is not understood is counted, kept with its line, and told. Only a file that
//!    cannot be opened or recognised is an error.
//! 2. For every input, records = used + duplicates + ignored + rejected.
//! 3. Facts are never floats. Times and spans are whole milliseconds, money whole millionths, so sums are exact in any
//!    order.
//! 4. A division happens once, at the end; without a denominator there is no value, and the reason is told.
//! 5. Every value carries what it was counted from.
//! 6. Renderers add nothing, so two of them cannot disagree.
//! 7. The same input gives the same bytes, whatever the order of files, the number of threads and shards, and the
//!    memory that rows may take. Every list has an order that somebody chose.
//!
//! # The modules
//!
//! A module knows only those above it (`tests/it/tidy.rs` sees to that); [`sources`] and [`facts`](mod@facts) do not
//! know each other. clap stays in [`cli`], drawing tables in [`render`], printing in [`commands`].
//!
//! | module | holds |
//! |---|---|
//! | [`demo`] | an invented shop: one story, and every export that tells it |
//! | [`progress`] | how far a run has come |
//! | [`units`] | what figures are measured in, and how they are written |
//! | [`lists`] | opt-out and closing words, words of mood, error codes, dialling prefixes, as versioned text files |
//! | [`suggest`] | "did you mean" |
//! | [`settings`] | windows, targets, opening hours, words of one's own; `wa-kpi.toml` |
//! | [`dimensions`] | what figures can be broken down by |
//! | [`request`] | what is asked: figures, groups, period |
//! | [`tables`] | rows, merging, identity |
//! | [`sources`] | recognising, reading, values as people write them; a folder a format |
//! | [`timeline`] | shards, order, the walk |
//! | [`facts`](mod@facts) | a file a grain |
//! | [`kpis`] | the catalogue; a file a section |
//! | [`report`] | the report's shape, which other programs build on |
//! | [`inspection`] | what files hold, as data |
//! | [`verdict`] | what became of rules, as data |
//! | [`comparison`] | arms side by side, as data |
//! | [`analysis`] | measuring, quantiles, intervals, assembling; rules |
//! | [`docs`] | the catalogue and the sources as documents, the schemas of reports and settings |
//! | [`render`] | the page, and a file a format |
//! | [`conversion`] | everything that was read as sheets: the canonical tables and facts, as CSV and Parquet |
//! | [`commands`] | a file a subcommand |
//! | [`cli`] | the words of the command line |
//!
//! To add a figure, write one literal in a file of [`kpis`], and a fact if it needs a new one. To add a format of
//! exports, write one folder under [`sources`] and one word in its list. If a further place has to change, the design has failed
//! there: mend the design. Why things are so stands in `docs/decisions.md`.

pub mod analysis;
pub mod cli;
pub mod commands;
pub mod comparison;
pub mod conversion;
pub mod demo;
pub mod dimensions;
pub mod docs;
pub mod facts;
pub mod inspection;
pub mod kpis;
pub mod lists;
pub mod progress;
pub mod render;
pub mod report;
pub mod request;
pub mod settings;
pub mod sources;
pub mod suggest;
pub mod tables;
pub mod timeline;
pub mod units;
pub mod verdict;
