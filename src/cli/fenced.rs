//! `gestand fenced`: the process in which files become text, started by the program itself.

use super::Answer;
use crate::error::{Error, Result};
use crate::read::fence;

#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run() -> Result<Answer> {
    fence::serve().map_err(|cause| Error::machine(format!("the pipe to it broke ({cause})")).caused_by(cause))?;
    Ok(Answer::Yes)
}
