//! wa-kpi
pub mod analysis;
pub mod dimensions;
pub mod facts;
pub mod inspection;
pub mod kpis;
pub mod lists;
pub mod render;
pub mod report;
pub mod request;
pub mod settings;
pub mod sources;
pub mod suggest;
pub mod tables;
pub mod timeline;
pub mod units;
