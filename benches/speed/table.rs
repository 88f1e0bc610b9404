//! The figures as a table of Markdown.

use std::path::Path;
use std::time::Duration;

/// One figure.
pub struct Row {
    work: String,
    against: String,
    ours: Duration,
    theirs: Option<Duration>,
    most: Option<f64>,
    within: Option<Duration>,
    held: Option<u64>,
    instructions: Option<u64>,
}

impl Row {
    /// A pair, and how many times the other's time it may take.
    pub fn of(work: &str, against: &str, ours: Duration, theirs: Option<Duration>, most: f64) -> Self {
        let most = Some(most).filter(|most| most.is_finite());
        Self {
            work: work.into(),
            against: against.into(),
            ours,
            theirs,
            most,
            within: None,
            held: None,
            instructions: None,
        }
    }

    /// A time of its own, and how long it may be.
    pub fn alone(work: &str, ours: Duration, within: Duration) -> Self {
        Self {
            work: work.into(),
            against: "–".into(),
            ours,
            theirs: None,
            most: None,
            within: Some(within),
            held: None,
            instructions: None,
        }
    }

    /// Adds the most memory it held, in MiB.
    pub fn held(self, held: Option<u64>) -> Self {
        Self { held, ..self }
    }

    /// Adds how many instructions it took.
    pub fn counted(self, instructions: Option<u64>) -> Self {
        Self { instructions, ..self }
    }

    fn line(&self) -> String {
        let ratio = self.theirs.map(|theirs| self.ours.as_secs_f64() / theirs.as_secs_f64());
        let bound = match (self.most, self.within) {
            (Some(most), _) => format!("{most}×"),
            (None, Some(within)) => shown(within),
            (None, None) => "–".into(),
        };
        let met = match (ratio.zip(self.most), self.within) {
            (Some((ratio, most)), _) => ratio <= most,
            (None, Some(within)) => self.ours <= within,
            (None, None) => true,
        };
        let of = |value: Option<String>| value.unwrap_or_else(|| "not at hand".into());
        format!(
            "| {} | {} | {} | {} | {} | {bound}{} | {} | {} |\n",
            self.work,
            self.against,
            shown(self.ours),
            if self.within.is_some() { "–".into() } else { of(self.theirs.map(shown)) },
            ratio.map_or_else(|| "–".into(), |ratio| format!("{ratio:.2}×")),
            if met { "" } else { " **missed**" },
            self.held.map_or_else(|| "–".into(), |held| format!("{held} MiB")),
            self.instructions.map_or_else(|| "–".into(), |count| format!("{:.1} M", count as f64 / 1e6)),
        )
    }
}

fn shown(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 1_000.0 { format!("{ms:.1} ms") } else { format!("{:.2} s", ms / 1e3) }
}

/// Returns rows under a heading.
pub fn section(heading: &str, rows: &[Row]) -> String {
    let head = "| work | against | gestand | the other | ratio | at most | memory | instructions |\n|---|---|---|---|---|---|---|---|\n";
    format!("### {heading}\n{head}{}\n", rows.iter().map(Row::line).collect::<String>())
}

/// Writes the figures into the page, between its marks.
pub fn keep(page: &Path, figures: &str) {
    const MARKS: [&str; 2] = ["<!-- measured -->\n", "<!-- end of what was measured -->"];
    let text = std::fs::read_to_string(page).unwrap();
    let (before, rest) = text.split_once(MARKS[0]).unwrap();
    let (_, after) = rest.split_once(MARKS[1]).unwrap();
    std::fs::write(page, format!("{before}{}{figures}{}{after}", MARKS[0], MARKS[1])).unwrap();
}
