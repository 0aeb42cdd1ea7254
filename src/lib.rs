//! wa-kpi
mod units; pub mod tables; pub mod lists;
