//! Timelines: everything one customer did and received, in order of time. One walk over it finds what depends on
//! order: proofs of delivery, outreach, replies, conversations, waits, opt-outs.
//!
//! Customers are spread over shards and walked side by side; no customer's story depends on another's. Not
//! responsible for what a figure counts (`facts`, `kpis`): a story holds findings, no populations.

pub mod attribution;
pub mod clock;
pub mod consent;
pub mod conversations;
pub mod engagement;
pub mod money;
pub mod order;
pub mod outcome;
pub mod scout;
pub mod shard;
pub mod story;
pub mod surveys;
pub mod walk;
pub mod world;
