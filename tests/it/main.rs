//! The integration tests, one binary: the catalogue, the example shop, what people see, manners, settings, errors, documents, the
//! house rules, and the oracle.

mod check;
mod compare;
mod convert;
mod demo;
mod documents;
mod errors;
mod filter;
mod formats;
mod fuzzed;
mod golden;
mod init;
mod inputs;
mod invariance;
mod junit;
mod library;
mod manners;
mod manual;
mod memory;
mod oracle;
mod own_sources;
mod packed;
#[cfg(unix)]
mod pipeline;
mod program;
mod readme;
mod registry;
mod renderers;
mod settings;
mod shared_data;
mod shop;
mod stories;
mod terminal;
mod tidy;
mod traps;
