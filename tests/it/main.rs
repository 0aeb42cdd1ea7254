//! The integration tests, one binary: the catalogue, the example shop, what people see, manners, settings, errors, documents, the
//! house rules, and the oracle.

mod append;
mod arms;
mod check;
mod compare;
mod comparing;
mod convert;
mod demo;
mod documents;
mod errors;
mod faults;
mod filter;
mod formats;
mod fuzzed;
mod golden;
mod init;
mod inputs;
mod invariance;
mod junit;
mod library;
mod logs;
mod manners;
mod manual;
mod memory;
mod oracle;
mod own_sources;
mod packed;
#[cfg(unix)]
mod pipeline;
mod privacy;
mod program;
mod prometheus;
mod readme;
mod registry;
mod renderers;
mod settings;
mod shared_data;
mod shop;
mod simulation;
mod stories;
mod terminal;
mod tidy;
mod traps;
