//! The probes of the test `hostile`, for the fuzz targets.

#[path = "../../tests/hostile/probes/mod.rs"]
pub mod probes;
