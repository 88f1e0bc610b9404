//! HTML: one page that stands by itself, with its style, its script and its pictures in it. It asks for nothing from anywhere.

mod around;
mod chart;
mod guard;
mod life;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use around::{Around, item_page, named_page};

use crate::error::{Error, Result};
use crate::report::{Lang, Life, Page};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use std::sync::LazyLock;

/// The style of every page, and that of pages with tables and charts.
const BASE: &str = include_str!("base.css");
const TABLES: &str = include_str!("tables.css");
const LIFE: &str = include_str!("life.css");
/// The script that sorts and filters.
const SCRIPT: &str = include_str!("table.js");

static TEMPLATES: LazyLock<std::result::Result<Environment<'static>, minijinja::Error>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    // The ending .html has every value escaped.
    let page = concat!(include_str!("head.html"), include_str!("page.html"), include_str!("foot.html"));
    templates.add_template("page.html", page)?;
    let life = concat!(include_str!("head.html"), include_str!("life.html"), include_str!("foot.html"));
    templates.add_template("life.html", life)?;
    Ok(templates)
});

static PAGE: LazyLock<Value> = LazyLock::new(|| dress(&[BASE, TABLES], Some(SCRIPT)));
static ITEM: LazyLock<Value> = LazyLock::new(|| dress(&[BASE, LIFE], None));

/// Returns the style and the script of a page, and the policy that allows these alone.
fn dress(styles: &[&str], script: Option<&str>) -> Value {
    let style: String = styles.iter().map(|style| packed(style)).collect();
    let script = script.map(packed);
    context! { policy => guard::policy(&style, script.as_deref()), style, script }
}

/// Returns a text without indentation, empty lines and lines of comment.
fn packed(text: &str) -> String {
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
    lines.fold(String::new(), |packed, line| packed + line + "\n")
}

/// Returns a page as HTML, by itself or as one of a site.
///
/// Errors: none that a page could cause; a template that cannot be followed.
pub fn page(page: &Page, around: Option<&Around>) -> Result<String> {
    let view = view::of(page, around);
    let title = view.name(words::of(page.lang));
    filled(("page.html", &PAGE), page.lang, around, &title, &view)
}

/// Returns the page of one item of a site.
///
/// Errors: as those of [`page`].
pub fn life(life: &Life, around: &Around) -> Result<String> {
    let view = life::of(life, around);
    filled(("life.html", &ITEM), life.lang, Some(around), &view.label, &view)
}

fn filled(
    (name, dress): (&str, &Value),
    lang: Lang,
    around: Option<&Around>,
    title: &str,
    view: &impl serde::Serialize,
) -> Result<String> {
    let site = around.map(|around| {
        let (trail, reports) = (Value::from(Serde(&around.trail)), Value::from(Serde(around.reports)));
        context! { register => around.register.as_str(), root => around.root, trail, reports }
    });
    let templates = TEMPLATES.as_ref().map_err(|cause| unfilled(name, cause))?;
    let template = templates.get_template(name).map_err(|cause| unfilled(name, &cause))?;
    let (t, view) = (Value::from(Serde(words::of(lang))), Value::from(Serde(view)));
    let values = context! { dress, t, site, title, view };
    template.render(values).map_err(|cause| unfilled(name, &cause))
}

fn unfilled(name: &str, cause: &minijinja::Error) -> Error {
    Error::machine(format!("the template {name} cannot be followed ({cause})"))
}
