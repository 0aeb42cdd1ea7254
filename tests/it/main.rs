//! The integration tests, one binary: the house rules, the example shop, the README, other people's data.

mod formats;
mod program;
mod readme;
mod shared_data;
mod shop;
mod tidy;
