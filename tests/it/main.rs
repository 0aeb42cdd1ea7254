//! The integration tests, one binary: the house rules, the example shop, the README, manners, the oracle.

mod errors;
mod formats;
mod golden;
mod invariance;
mod library;
mod manners;
mod oracle;
mod program;
mod readme;
mod registry;
mod shared_data;
mod shop;
mod tidy;
