//! The word by which a cell or a label says how an item stands ("Afgerond.", "Loopt", "Nieuwe planning: december 2026").

use crate::model::claim::Claim;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// The openings of a cell, the fuller meaning before the plainer.
static OPENINGS: LazyLock<Vec<(Claim, Short)>> = LazyLock::new(|| {
    let of = |words: &str| short(&format!(r"(?i)^(?:{words})(?:$|[^\w])"));
    vec![
        (Claim::Deels, of("deels|gedeeltelijk|ten dele|grotendeels|tussentijdse? afdoening|half")),
        (
            Claim::NietUitgevoerd,
            of(
                "vervallen|komt te vervallen|is vervallen|(?:wordt|worden|is|zal|kan) (?:\\w+ )?niet (?:uitgevoerd|worden uitgevoerd|nagekomen|opgevolgd)|niet (?:uitgevoerd|uitvoerbaar|nagekomen|voldaan|haalbaar|overgenomen)|afgewezen|ingetrokken|(?:de regering|het kabinet) (?:ziet geen aanleiding|voert .{0,30} niet uit|zal .{0,40} niet)",
            ),
        ),
        (
            Claim::Uitgesteld,
            of(
                "vertraagd|vertraging|uitgesteld|verschoven|uitstel|opgeschoven|nieuwe (?:planning|termijn|deadline|datum)|(?:was|waren|stond) (?:voorzien|gepland|toegezegd|aangekondigd)|de kamer zou|later dan",
            ),
        ),
        (
            Claim::Afgedaan,
            of(
                "afgedaan|afgerond|afgehandeld|uitgevoerd|voldaan|nagekomen|gereed|klaar|voltooid|gerealiseerd|beantwoord|verzonden|verstuurd|geheel (?:uitgevoerd|voldaan)|(?:is|zijn) (?:hiermee |daarmee |inmiddels )?(?:afgerond|afgedaan|uitgevoerd|voldaan|nagekomen|verzonden|gereed)|(?:de|uw|beide) (?:tweede |eerste )?kamers? (?:is|zijn|werd|heeft)|gesprek (?:gehouden|gevoerd)|brief (?:is )?(?:verzonden|verstuurd|gestuurd)|bij brief van|per brief van|kamer (?:is )?(?:geïnformeerd|ingelicht)|(?:uitvoering|invulling|gevolg) gegeven|\\w+ (?:is |zijn )?(?:verzonden|verstuurd|gehouden|gepubliceerd|aangeboden)|met (?:de )?brief van|zie (?:de )?brief|zie kamerstuk",
            ),
        ),
        (
            Claim::InUitvoering,
            of(
                "loopt|lopend|lopende|in (?:behandeling|uitvoering|voorbereiding|ontwikkeling|bewerking|onderzoek|procedure)|openstaand|open|staat open|onderhanden|gaande|nog (?:niet|in|te)|(?:de|uw) (?:tweede |eerste )?kamer (?:wordt|ontvangt|zal|krijgt)|(?:wordt|worden) (?:\\w+ )?(?:meegenomen|uitgevoerd|betrokken|verwerkt|opgepakt|voorbereid|uitgewerkt)|planning|gepland|ter hand genomen|in overleg|volgt|volgen|wordt gemeld|wordt bezien|wordt vervolgd",
            ),
        ),
    ]
});

/// Returns what a cell says by its opening words; none where it opens otherwise.
pub(super) fn claim_of(cell: &str) -> Option<Claim> {
    let cell = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
    OPENINGS.iter().find(|(_, pattern)| pattern.is_match(cell)).map(|(claim, _)| *claim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_opens_with_how_it_stands() {
        for (cell, claim) in [
            ("Afgerond. De Kamer is geïnformeerd.", Some(Claim::Afgedaan)),
            ("De Kamer is op 3 juni geïnformeerd", Some(Claim::Afgedaan)),
            ("Deels gereed", Some(Claim::Deels)),
            ("Loopt", Some(Claim::InUitvoering)),
            ("De Kamer wordt voor de zomer geïnformeerd.", Some(Claim::InUitvoering)),
            ("Was voorzien voor maart. Nieuwe planning: mei.", Some(Claim::Uitgesteld)),
            ("Wordt niet uitgevoerd", Some(Claim::NietUitgevoerd)),
            ("Vervallen; de gemeente heeft het project stopgezet.", Some(Claim::NietUitgevoerd)),
            ("Kamerstuk 36 998, nr. 12", None),
            ("Opening van de dijk", None),
            ("Commissiedebat Water, 3 maart 2025", None),
        ] {
            assert_eq!(claim_of(cell), claim, "{cell}");
        }
    }
}
