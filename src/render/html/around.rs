//! The pages of a site around one of them, and where they stand.

use std::collections::HashMap;

/// What one page of a site knows of the others.
#[derive(Debug, Clone, Default)]
pub struct Around<'a> {
    /// What the register is called.
    pub register: String,
    /// The way from this page to the folder of the site: empty, or `../`.
    pub root: &'static str,
    /// The pages above this one, from the first on: what they are called, and where they stand.
    pub trail: Vec<(String, String)>,
    /// Every report: what it is called, and where it stands.
    pub reports: &'a [(String, String)],
    /// The items that have a page, by what people call them.
    pub items: Option<&'a HashMap<String, u32>>,
    /// The ministries that have a page.
    pub ministries: Option<&'a HashMap<String, String>>,
}

impl Around<'_> {
    /// Returns the page of what a cell of a column names, where it has one.
    pub(super) fn page_of(&self, column: &str, words: &str) -> Option<String> {
        let of_report = || self.reports.iter().find(|(title, _)| title == words).map(|(_, page)| page.clone());
        let page = match column {
            "ministerie" => self.ministries?.get(words).cloned(),
            "rapport" => of_report(),
            _ => self.items?.get(words).map(|no| item_page(*no)),
        };
        page.map(|page| format!("{}{page}", self.root))
    }
}

/// Returns where the page of an item stands.
pub fn item_page(no: u32) -> String {
    format!("item/{no}.html")
}

/// Returns where the page of something with a name stands: its letters and digits, in small letters.
pub fn named_page(folder: &str, name: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    let signs = name
        .to_lowercase()
        .chars()
        .map(plain)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect::<String>();
    let name: String = signs.split_whitespace().collect::<Vec<_>>().join("-").chars().take(80).collect();
    format!("{folder}/{}.html", if name.is_empty() { "naamloos" } else { &name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_file_without_anything_strange() {
        assert_eq!(named_page("ministerie", "Financiën"), "ministerie/financien.html");
        assert_eq!(named_page("ministerie", "../../Économie & Zó/.."), "ministerie/economie-zo.html");
        assert_eq!(named_page("ministerie", "…"), "ministerie/naamloos.html");
    }
}
