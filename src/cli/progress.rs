//! The bar that shows that something is going on.

use super::session::Session;
use indicatif::{ProgressBar, ProgressStyle};

/// Returns a bar that counts things; hidden where nobody looks.
pub(super) fn bar(session: &Session, things: &str) -> ProgressBar {
    if !session.shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template(&format!("{{spinner}} {{human_pos}} {things}  {{elapsed}}"));
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar
}
