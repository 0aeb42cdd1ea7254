//! Fact frames.
