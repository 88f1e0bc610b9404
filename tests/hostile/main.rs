//! Files that are damaged or made to do harm: each gives something or an error with its name, and none stops the next.
//!
//! `GESTAND_HOSTILE=10000 cargo test --release --test hostile` tries each reader so often; `GESTAND_HOSTILE_SEED=7` tries others.
//! The fuzz targets (`fuzz/`) try the same probes.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

mod harm;
mod letters;
mod mutate;
mod probes;
mod readers;
mod seeds;
