//! The plain forms: every usual way to name a motie or a toezegging, in every usual sentence that says how it stands. None of them may
//! be missed, whatever rarer forms are.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::find::reading;
use gestand::model::claim::Claim;
use gestand::read::Text;

/// Ways to name one, as they stand within a sentence.
const NAMED: [&str; 18] = [
    "de toezegging aan het lid Smit over de dijkkaart",
    "de toezegging over de dijkkaart aan het lid Smit",
    "de toezegging over de dijkkaart (lid Smit, commissiedebat Water 3 maart 2025)",
    "mijn toezegging aan het lid Smit over de dijkkaart",
    "de aan het lid Smit gedane toezegging over de dijkkaart",
    "de toezegging die ik het lid Smit heb gedaan over de dijkkaart",
    "de in het commissiedebat van 3 maart 2025 gedane toezegging over de dijkkaart",
    "de toezegging uit het commissiedebat Water van 3 maart 2025 over de dijkkaart",
    "de toezegging over de dijkkaart uit het commissiedebat Water van 3 maart 2025",
    "de toezegging over de dijkkaart die ik in het commissiedebat van 3 maart 2025 deed,",
    "de toezegging van 3 maart 2025 aan het lid Smit over de dijkkaart",
    "de toezegging TZ202503-014 over de dijkkaart",
    "de motie van het lid Smit over de dijkkaart",
    "de motie-Smit over de dijkkaart",
    "de motie Smit c.s. over de dijkkaart (Kamerstuk 36 998, nr. 12)",
    "de gewijzigde motie van de leden Smit en Vos over de dijkkaart",
    "de bij het debat van 3 maart 2025 ingediende motie van het lid Smit over de dijkkaart",
    "de door het lid Smit ingediende motie over de dijkkaart",
];

/// Sentences that say how it stands.
const SAYS: [(Claim, &str); 19] = [
    (Claim::Afgedaan, "Hiermee is {} afgedaan."),
    (Claim::Afgedaan, "Met deze brief voldoe ik aan {}."),
    (Claim::Afgedaan, "Met deze brief kom ik {} na."),
    (Claim::Afgedaan, "Hiermee geef ik uitvoering aan {}."),
    (Claim::Afgedaan, "Hiermee doe ik {} gestand."),
    (Claim::Afgedaan, "Ik beschouw {} hiermee als afgedaan."),
    (Claim::Afgedaan, "Daarmee is aan {} voldaan."),
    (Claim::InUitvoering, "Aan {} wordt gewerkt."),
    (Claim::InUitvoering, "De uitvoering van {} loopt."),
    (Claim::InUitvoering, "Ik werk aan de uitvoering van {}."),
    (Claim::InUitvoering, "De uitvoering van {} is in volle gang."),
    (Claim::Uitgesteld, "Voor {} is meer tijd nodig."),
    (Claim::Uitgesteld, "De uitvoering van {} is vertraagd."),
    (Claim::NietUitgevoerd, "Ik voer {} niet uit."),
    (Claim::NietUitgevoerd, "Ik zie af van uitvoering van {}."),
    (Claim::NietUitgevoerd, "Ik zal {} niet uitvoeren."),
    (Claim::NietUitgevoerd, "Aan {} geef ik geen uitvoering."),
    (Claim::Geciteerd, "Ik ken {}."),
    (Claim::Geciteerd, "Er is gesproken over {}."),
];

/// Sentences that bring one up.
const BROUGHT_UP: [&str; 12] = [
    "Tijdens het commissiedebat van 3 maart 2025 heb ik het lid Smit toegezegd de Kamer te informeren over de dijkkaart.",
    "In het commissiedebat van 3 maart 2025 heb ik toegezegd de dijkkaart te laten onderzoeken.",
    "Mijn ambtsvoorganger heeft in het debat van 3 maart 2025 toegezegd de dijkkaart te bezien.",
    "De minister van Financiën heeft het lid Smit op 3 maart 2025 toegezegd de dijkkaart te bezien.",
    "Ik heb het lid Smit (ABC) toegezegd terug te komen op de dijkkaart.",
    "Aan uw Kamer is in het commissiedebat van 3 maart 2025 toegezegd dat de dijkkaart wordt onderzocht.",
    "Op verzoek van het lid Smit heb ik in het debat van 3 maart 2025 toegezegd een brief te sturen over de dijkkaart.",
    "Het lid Smit heeft in een motie verzocht de dijkkaart te vernieuwen (Kamerstuk 36 998, nr. 12).",
    "In de motie-Smit c.s. (Kamerstuk 36 998, nr. 12) wordt de regering verzocht de dijkkaart te vernieuwen.",
    "De motie van de leden Smit en Vos (36 998, nr. 12) verzoekt de regering de dijkkaart te vernieuwen.",
    "Uw Kamer heeft de motie van het lid Smit (Kamerstuk 36 998, nr. 12) over de dijkkaart aangenomen.",
    "Met de motie van het lid Smit (Kamerstuk 36 998, nr. 12) vraagt uw Kamer om een nieuwe dijkkaart.",
];

/// What the next sentences say of it.
const THEN: [(Claim, &str); 13] = [
    (Claim::Afgedaan, "Met deze brief doe ik dat."),
    (Claim::Afgedaan, "Met deze brief geef ik hier invulling aan."),
    (Claim::Afgedaan, "Hiermee beschouw ik dit als afgedaan."),
    (Claim::Afgedaan, "Dit onderzoek is op 1 juli 2025 aan uw Kamer gestuurd. Daarmee is hieraan voldaan."),
    (Claim::InUitvoering, "Hieraan wordt gewerkt."),
    (Claim::InUitvoering, "Het onderzoek loopt nog."),
    (Claim::InUitvoering, "Uw Kamer ontvangt hierover voor het kerstreces een brief."),
    (Claim::Uitgesteld, "Dit vraagt meer tijd. Uw Kamer ontvangt de brief uiterlijk 1 december."),
    (Claim::Uitgesteld, "Het onderzoek is vertraagd."),
    (Claim::Uitgesteld, "Helaas is het niet gelukt dit voor de zomer af te ronden."),
    (Claim::NietUitgevoerd, "Ik zie hiervan af."),
    (Claim::NietUitgevoerd, "Hier geef ik geen uitvoering aan."),
    (Claim::Geciteerd, ""),
];

/// Reads a letter of one passage: the claims of its items.
fn claims(passage: &str) -> Vec<Claim> {
    let letter = format!(
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 20 september 2025\n\nGeachte voorzitter,\n\n{passage}\n"
    );
    reading::read(&Text::new("brief", letter)).items.iter().map(|item| item.claim).collect()
}

fn missed(passages: impl Iterator<Item = (Claim, String)>) -> Vec<String> {
    passages
        .filter_map(|(claim, passage)| {
            let read = claims(&passage);
            (read != [claim]).then(|| format!("{passage}\n    is {claim}, read as {read:?}"))
        })
        .collect()
}

#[test]
fn every_name_is_read_in_every_sentence() {
    let all = SAYS.iter().flat_map(|(claim, says)| NAMED.iter().map(|named| (*claim, says.replace("{}", named))));
    let missed = missed(all);
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_is_brought_up_is_told_by_the_sentences_after_it() {
    let all = THEN.iter().flat_map(|(claim, then)| BROUGHT_UP.iter().map(move |up| (*claim, format!("{up} {then}"))));
    let missed = missed(all);
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn two_in_one_sentence_are_two_items() {
    for (says, passage) in [
        (
            [Claim::Afgedaan, Claim::Afgedaan],
            "Hiermee zijn de toezegging aan het lid Smit over de dijkkaart en de motie-Vos over de sluizen (Kamerstuk 36 998, nr. 13) afgedaan.",
        ),
        (
            [Claim::Afgedaan, Claim::Afgedaan],
            "Hiermee beschouw ik de motie-Smit over dijken en de motie-Vos over sluizen als uitgevoerd.",
        ),
        (
            [Claim::Afgedaan, Claim::InUitvoering],
            "De motie-Smit over dijken (Kamerstuk 36 998, nr. 12) is uitgevoerd. Aan de motie-Vos over sluizen (Kamerstuk 36 998, nr. 13) wordt gewerkt.",
        ),
    ] {
        assert_eq!(claims(passage), says, "{passage}");
    }
}

#[test]
fn a_heading_of_one_and_the_text_below_it_are_one_item() {
    for (claim, passage) in [
        (
            Claim::Afgedaan,
            "Toezegging dijkkaart\nTijdens het commissiedebat Water van 3 maart 2025 heb ik het lid Smit toegezegd de dijkkaart te onderzoeken. Het onderzoek gaat hierbij. Hiermee beschouw ik de toezegging als afgedaan.",
        ),
        (
            Claim::Afgedaan,
            "Toezegging: onderzoek dijkkaart\nGedaan aan: lid Smit\nDebat: commissiedebat Water, 3 maart 2025\nStatus: afgedaan",
        ),
        (
            Claim::Uitgesteld,
            "Toezegging dijkkaart (lid Smit, commissiedebat Water 3 maart 2025)\nToegezegd was dat uw Kamer het onderzoek voor de zomer zou ontvangen. Dit is niet gelukt. Uw Kamer ontvangt het onderzoek in november.",
        ),
        (
            Claim::Deels,
            "Motie-Smit over de dijkkaart (Kamerstuk 36 998, nr. 12)\nHet eerste deel van de motie is uitgevoerd. Aan het tweede deel wordt nog gewerkt.",
        ),
    ] {
        assert_eq!(claims(passage), [claim], "{passage}");
    }
}
