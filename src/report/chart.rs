//! What is drawn of a page, as numbers; a form that has pictures draws them.

use chrono::NaiveDate;

/// How numbers are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Bars that lie, one for each label: labels are long.
    Bars,
    /// Bars that stand, one for each label: labels are in order, such as classes of age.
    Columns,
    /// Lines over labels that are in order, such as months.
    Lines,
}

/// One row of numbers of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it counts.
    pub name: String,
    /// A number for each label of the chart.
    pub values: Vec<i64>,
}

/// Numbers that are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same in a sentence with its main numbers, for who does not see it.
    pub about: String,
    /// How it is drawn.
    pub kind: Kind,
    /// What each number is of, in the order in which they are drawn.
    pub labels: Vec<String>,
    /// The numbers; of more than one the bars of a label lie in one line, one behind the other.
    pub series: Vec<Series>,
}

/// The months from one day to another, both in it, as `2025-01`; at the most `most`, the last ones.
pub fn months(from: NaiveDate, until: NaiveDate, most: usize) -> Vec<String> {
    let mut months = Vec::new();
    let mut day = from;
    while day <= until {
        let month = day.format("%Y-%m").to_string();
        if months.last() != Some(&month) {
            months.push(month);
        }
        let Some(next) = day.checked_add_months(chrono::Months::new(1)) else { break };
        // From the 31st the day moves forward within a month; the first of the month never does.
        day = chrono::Datelike::with_day(&next, 1).unwrap_or(next);
    }
    months.split_off(months.len().saturating_sub(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_one_another_also_from_the_last_day_of_one() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(months(day("2024-12-31"), day("2025-03-01"), 99), ["2024-12", "2025-01", "2025-02", "2025-03"]);
        assert_eq!(months(day("2024-12-31"), day("2025-03-01"), 2), ["2025-02", "2025-03"]);
        assert!(months(day("2025-03-02"), day("2025-03-01"), 2).is_empty());
    }
}
