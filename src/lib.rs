//! wa-kpi
pub mod analysis;
pub mod dimensions;
pub mod facts;
pub mod kpis;
pub mod lists;
pub mod report;
pub mod request;
pub mod settings;
pub mod sources;
pub mod tables;
pub mod units;
