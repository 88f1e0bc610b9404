//! How a command answers: in words for people, or as JSON for programs (docs/json.md).

use super::session::Session;
use crate::error::Result;
use crate::model::standing::Standing;
use crate::model::status::Status;
use crate::model::termijn::Termijn;
use chrono::NaiveDate;
use serde::Serialize;

// Options of every command that answers in words or as JSON.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// table (words for people) or json (docs/json.md)
    #[arg(long, default_value = "table", value_parser = ["table", "json"])]
    format: String,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl Form {
    /// Tells whether JSON is asked for.
    pub(super) fn is_json(&self) -> bool {
        self.json || self.format == "json"
    }

    /// Answers with a value as JSON, or with what `words` says.
    pub(super) fn answer(
        &self,
        value: &impl Serialize,
        words: impl FnOnce() -> String,
        session: &Session,
    ) -> Result<()> {
        if self.is_json() { session.say_json(std::slice::from_ref(value)) } else { session.say(&words()) }
    }
}

/// Where an item stands once a command has recorded something of it, as JSON tells it.
#[derive(Debug, Serialize)]
pub(super) struct Stands {
    /// What people call it.
    item: String,
    /// The register's own number of it.
    no: u32,
    status: Status,
    since: NaiveDate,
    termijn: Option<Termijn>,
    /// The events that were recorded, in order.
    events: Vec<u64>,
}

impl Stands {
    /// Returns where it stands now, and by which events.
    pub(super) fn of(now: &Standing, events: Vec<u64>) -> Self {
        let Standing { no, status, since, .. } = *now;
        Self { item: now.label(), no, status, since, termijn: now.termijn.clone(), events }
    }
}
