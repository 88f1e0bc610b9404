//! What can be wrong with an answer: something that passes, or something that asking again does not mend.

use crate::error::Error;
use std::time::Duration;

/// Why an answer cannot be used.
#[derive(Debug)]
pub(super) enum Fault {
    /// Asking again may help: the source was busy, the line broke, the answer was cut or is not what was asked for.
    Passing {
        /// What was wrong with it.
        what: String,
        /// How long the source asks to wait.
        wait: Option<Duration>,
    },
    /// It will not.
    Lasting(Error),
}

impl Fault {
    /// Returns one that may pass.
    pub(super) fn passing(what: impl Into<String>) -> Self {
        Self::Passing { what: what.into(), wait: None }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Lasting(error)
    }
}
