//! How an item stands, in sentences, as a ministry writes it in an annex.

use super::{Lang, Material, proof};
use crate::model::evidence::in_one_line;
use crate::model::standing::Standing;
use crate::model::status::Status;

/// Returns names as a sentence has them: "Smit, Okafor en Van Dalen".
pub(super) fn names(names: &[String], lang: Lang) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} {} {last}", all.join(", "), lang.pick("en", "and")),
    }
}

/// Returns how an item stands.
pub(super) fn stand(item: &Standing, material: &Material) -> String {
    let sentences = if item.status.is_open() { open(item, material) } else { ended(item, material) };
    sentences.join(" ")
}

/// Returns the end of an item: by which letter, on whose word, and why.
fn ended(item: &Standing, material: &Material) -> Vec<String> {
    let lang = material.lang;
    let letter = proof::by_letter(item, material);
    let by_source = if item.decided { "" } else { lang.pick(", volgens de bron", ", according to the source") };
    // Why something is not done belongs in an annex; why someone here took it for done does not.
    let reason = material.reason(item).filter(|_| item.status != Status::Afgedaan);
    let reason = reason.map(|reason| sentence(&in_one_line(reason)));
    let head = match item.status {
        Status::Afgedaan => lang.pick("Afgerond.", "Finished."),
        Status::NietUitgevoerd => lang.pick("Niet uitgevoerd.", "Not carried out."),
        Status::Vervallen => lang.pick("Vervallen.", "Lapsed."),
        _ => lang.pick("Status onbekend.", "Status unknown."),
    };
    match letter {
        Some(letter) => {
            let told = lang.pick("De Kamer is geïnformeerd", "The Chamber was informed");
            [head.to_owned(), format!("{told} {letter}{by_source}.")].into_iter().chain(reason).collect()
        }
        None => {
            let head = head.trim_end_matches('.');
            let day =
                item.ended_on().map_or_else(String::new, |day| format!(" {} {}", lang.pick("op", "on"), lang.day(day)));
            [format!("{head}{day}{by_source}.")].into_iter().chain(reason).collect()
        }
    }
}

/// Returns what is still to come: how far it is, until when, and how often that was put off.
fn open(item: &Standing, material: &Material) -> Vec<String> {
    let lang = material.lang;
    let letter = proof::by_letter(item, material);
    let told = letter.is_some();
    let mut sentences: Vec<String> = Vec::new();
    let head = match item.status {
        Status::InBehandeling => Some(lang.pick("In behandeling", "In progress")),
        Status::DeelsAfgedaan => Some(lang.pick("Deels afgerond", "Partly finished")),
        Status::AfdoeningVoorgesteld => {
            Some(lang.pick("Afdoening voorgesteld, nog niet bevestigd", "Settlement proposed, not yet confirmed"))
        }
        _ => None,
    };
    if let Some(head) = head {
        let by = lang.pick("de Kamer is geïnformeerd", "the Chamber was informed");
        sentences.push(letter.map_or_else(|| format!("{head}."), |letter| format!("{head}; {by} {letter}.")));
    }
    let again = item.status != Status::Openstaand && told;
    sentences.push(until(item, again, material));
    match (item.postponed, lang) {
        (0, _) => {}
        (1, Lang::Nl) => sentences.push("De termijn is één keer verschoven.".into()),
        (times, Lang::Nl) => sentences.push(format!("De termijn is {times} keer verschoven.")),
        (1, Lang::En) => sentences.push("The term was moved once.".into()),
        (times, Lang::En) => sentences.push(format!("The term was moved {times} times.")),
    }
    sentences
}

/// Returns until when the Chamber waits, in the words of the term, with the day they mean.
fn until(item: &Standing, again: bool, material: &Material) -> String {
    let lang = material.lang;
    let none = lang.pick("Er is geen termijn genoemd.", "No term was named.");
    let Some(termijn) = &item.termijn else { return none.into() };
    let head = match (lang, again) {
        (Lang::Nl, false) => "De Kamer wordt geïnformeerd; termijn",
        (Lang::Nl, true) => "De Kamer wordt nader geïnformeerd; termijn",
        (Lang::En, false) => "The Chamber will be informed; term",
        (Lang::En, true) => "The Chamber will be informed further; term",
    };
    let words = in_one_line(&termijn.text);
    let day = termijn.last.map(|last| lang.day(last));
    let passed = item.days_late(material.today).map(|_| lang.pick("verstreken", "passed").to_owned());
    // A wording that is itself a day is not said twice.
    let said = [day.clone(), termijn.last.map(|last| last.to_string())];
    let bare = words.is_empty() || said.iter().flatten().any(|said| *said == words);
    let (words, day) = if bare { (day, None) } else { (Some(words.clone()), day.filter(|day| !words.contains(day))) };
    let Some(words) = words else { return none.into() };
    let aside: Vec<String> = day.into_iter().chain(passed).collect();
    if aside.is_empty() { format!("{head}: {words}.") } else { format!("{head}: {words} ({}).", aside.join(", ")) }
}

/// Returns words as a sentence: with a capital in front and a stop behind.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let capital: String =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if capital.ends_with(['.', '!', '?']) || capital.is_empty() { capital } else { format!("{capital}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::item::Kind;
    use crate::model::termijn::Termijn;
    use crate::report::sample::{day, ended, material, proof, standing};

    #[test]
    fn what_is_under_way_says_until_when_in_its_own_words() {
        let mut item = standing(1, Kind::Toezegging, None, None, None);
        let asked = material(&[], "2025-07-01");
        assert_eq!(stand(&item, &asked), "Er is geen termijn genoemd.");
        item.termijn = Some(Termijn { text: "voor het zomerreces".into(), ..Termijn::on(day("2025-07-03")) });
        assert_eq!(stand(&item, &asked), "De Kamer wordt geïnformeerd; termijn: voor het zomerreces (3 juli 2025).");
        item.termijn = Some(Termijn { text: "uiterlijk 3 juli 2025".into(), ..Termijn::on(day("2025-07-03")) });
        assert_eq!(stand(&item, &asked), "De Kamer wordt geïnformeerd; termijn: uiterlijk 3 juli 2025.");
        item.termijn = Some(Termijn::on(day("2025-07-03")));
        assert_eq!(stand(&item, &asked), "De Kamer wordt geïnformeerd; termijn: 3 juli 2025.");
        (item.status, item.postponed) = (Status::DeelsAfgedaan, 2);
        let later = Material { today: day("2025-08-01"), ..asked };
        assert_eq!(
            stand(&item, &later),
            "Deels afgerond. De Kamer wordt geïnformeerd; termijn: 3 juli 2025 (verstreken). De termijn is 2 keer verschoven."
        );
    }

    #[test]
    fn what_has_ended_says_by_which_letter_or_on_whose_word() {
        let mut item = ended(1, Kind::Motie, Status::Afgedaan, "2025-05-01");
        let mut asked = material(&[], "2025-07-01");
        assert_eq!(stand(&item, &asked), "Afgerond op 1 mei 2025.");
        item.evidence = Some(2);
        asked.proofs.insert(2, proof("36998-21", Some(day("2025-05-01")), "Klaar."));
        assert_eq!(
            stand(&item, &asked),
            "Afgerond. De Kamer is geïnformeerd per brief van 1 mei 2025 (36 998, nr. 21)."
        );
        item.status = Status::NietUitgevoerd;
        asked.reasons.insert(item.status_seq, "de wet staat het niet toe".into());
        assert!(stand(&item, &asked).ends_with("(36 998, nr. 21). De wet staat het niet toe."));
        (item.decided, item.evidence, item.status) = (false, None, Status::Afgedaan);
        let asked = Material { reasons: Default::default(), lang: Lang::En, ..asked };
        assert_eq!(stand(&item, &asked), "Finished, according to the source.");
    }

    #[test]
    fn names_stand_as_in_a_sentence() {
        let all = ["Smit", "Okafor", "Van Dalen"].map(str::to_owned);
        assert_eq!(names(&all, Lang::Nl), "Smit, Okafor en Van Dalen");
        assert_eq!(names(&all[..1], Lang::En), "Smit");
    }
}
