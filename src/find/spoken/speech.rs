//! What those in office promise in the turns of a debate, each told with who asked for it.

use super::agenda::Debate;
use super::asked::Around;
use super::moved::Moved;
use super::promise::{self, Promise};
use super::turn::Turn;
use super::{chair, colleague, subject};
use crate::find::masked::Masked;
use crate::find::phrase::Hit;
use crate::find::reading::Reader;
use crate::model::speaker::Role;
use std::ops::Range;

impl Reader<'_> {
    /// Returns what is promised in one debate, of as many as are left to be heard.
    pub(super) fn promises_in(&self, debate: &Debate<'_>, moved: &[Moved], left: &mut usize) -> Vec<Promise> {
        let prose = self.prose.body.as_str();
        let mut promises = Vec::new();
        let mut before: Option<Turn> = None;
        let moved = moved.iter().find(|moved| debate.span.contains(&moved.span.start));
        let late = |turn: &Turn| moved.is_some_and(|moved| moved.span.end <= turn.words.start);
        for (number, turn) in debate.turns.iter().enumerate() {
            match turn.speaker.role {
                // The chair gives the floor, and the answer is still to the one who asked; or asks what was asked once more.
                Role::Voorzitter if before.is_none() => before = chair::relayed(prose, turn, &debate.members),
                Role::Voorzitter => {}
                Role::Lid => before = Some(turn.clone()),
                Role::Ander => before = None,
                Role::Bewindspersoon => {
                    let from = self.sentences.partition_point(|span| span.start < turn.words.start);
                    let until = self.sentences.partition_point(|span| span.start < turn.words.end);
                    let sentences = &self.sentences[from..until.max(from)];
                    let asked = before.take();
                    let around = Around::of(prose, sentences, asked.as_ref(), &debate.members, late(turn));
                    let mut said = self.promises_of((number, turn), &around, from, *left);
                    *left -= said.len();
                    promises.append(&mut said);
                }
            }
        }
        promises
    }

    /// Returns what the second half of a sentence promises: "Ik ga hier niet over, maar ik zal het overbrengen."
    fn but(&self, span: &Range<usize>, around: &Around<'_>, index: usize) -> Option<(Masked, (Hit, usize))> {
        let (before, _) = around.prose[span.clone()].rsplit_once(", maar ")?;
        let masked = Masked::of(around.prose, span.start + before.len() + 2..span.end, &self.mentions).past_followed();
        promise::hit(&masked, around, index).map(|found| (masked, found))
    }

    /// Returns what one turn promises, whose first sentence is that of the text by its place.
    fn promises_of(
        &self,
        (number, turn): (usize, &Turn),
        around: &Around<'_>,
        from: usize,
        most: usize,
    ) -> Vec<Promise> {
        let &Around { prose, sentences, before, members, .. } = around;
        let mut promises = Vec::new();
        let (mut named, mut counted) = (0, 0);
        for (index, span) in sentences.iter().enumerate() {
            if promises.len() == most {
                break;
            }
            let masked = Masked::of(prose, span.clone(), &self.mentions).past_followed();
            let own = promise::hit(&masked, around, index).map(|found| (masked.clone(), found));
            let own = own.or_else(|| self.but(span, around, index));
            let in_own_words = own.is_some();
            let said = own.or_else(|| promise::hit_otherwise(&masked, around, index));
            let Some((read, (hit, end))) = said else { continue };
            // What is promised by naming its day is kept later: "In 2016 doe ik dat" is none.
            if promise::is_by_its_day(&hit) && self.day().is_some() && self.term_within(span).is_none() {
                continue;
            }
            let about = around.antecedent(index).map(|span| &prose[span]);
            let asker = around.member(index, end);
            let names = |span: &&Range<usize>| !members.named(&prose[(*span).clone()]).is_empty();
            named += sentences[counted..=index].iter().filter(names).count();
            counted = index + 1;
            let owed_by = colleague::who(&masked, prose).map(str::to_owned);
            let fresh = before.zip(asker.as_ref()).is_some_and(|(turn, asker)| turn.speaker.is(asker));
            promises.push(Promise {
                span: span.clone(),
                sentence: from + index,
                last: from + index,
                named,
                turn: number,
                from: around.paragraph(index),
                asked: around.answered(index),
                maker: turn.speaker.clone(),
                asker,
                owed_by,
                fresh,
                subject: subject::of(&prose[span.clone()], about),
                phrase: hit.phrase,
                sure: in_own_words && promise::is_sure(&hit, &read),
            });
        }
        promises
    }
}

#[cfg(test)]
mod tests {
    use crate::find::reading::read;
    use crate::model::item::Kind;
    use crate::read::Text;

    /// Returns what is promised in a debate, each by its sentence.
    fn promises(debate: &str) -> Vec<String> {
        let reading = read(&Text::new("dag", format!("Aan de orde is het debat Dijken.\n{debate}")));
        reading.items.iter().filter(|item| item.kind == Kind::Toezegging).map(|item| item.quote.text.clone()).collect()
    }

    #[test]
    fn what_is_denied_might_be_is_over_or_is_of_others_is_no_promise() {
        let acts = [
            ("dat", "uitzoeken", "uit te zoeken", "uitzoek", "uitgezocht"),
            ("de Kamer daarover", "informeren", "te informeren", "informeer", "geïnformeerd"),
            ("dat met de schippers", "bespreken", "te bespreken", "bespreek", "besproken"),
        ];
        let asked = "De heer Smit (ABC):\nKan de minister dat toezeggen?\nMinister De Vos:\n";
        for (what, act, to, does, done) in acts {
            for words in [
                format!("Ik heb {what} {done}."),
                format!("Ik zal {what} niet {act}."),
                format!("Ik ben niet bereid om {what} {to}."),
                format!("Als ik {what} {does}, dan verandert er niets."),
                format!("Ik snap dat u wilt dat ik {what} {does}."),
                format!("Dat betekent niet dat ik {what} ga {act}."),
                format!("Ik laat het aan de schippers om {what} {to}."),
                format!("De schippers zullen {what} {act}."),
                format!("Straks zal ik {what} {act}."),
                format!("Ik zal zo {what} {act}."),
                format!("Ik had {what} willen {act}."),
                format!("Het is aan de schippers om {what} {to}."),
            ] {
                assert_eq!(promises(&format!("{asked}{words}")), [""; 0], "{words}");
            }
        }
    }

    #[test]
    fn what_comes_beside_a_promise_is_one_more() {
        let asked = "De heer Smit (ABC):\nKrijgen wij de stukken over de sluis?\nMinister De Vos:\n";
        let said = promises(&format!(
            "{asked}Ik stuur de Kamer een brief over de sluis. Daarvoor zal ik ook een tijdlijn aan de Kamer sturen."
        ));
        assert_eq!(said.len(), 2, "{said:?}");
        let said = promises(&format!("{asked}Ik stuur de Kamer een brief over de sluis. Dat zal ik ook doen."));
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn what_is_heard_of_an_act_is_one_more_and_of_a_promise_in_so_many_words_is_not() {
        let asked = "De heer Smit (ABC):\nKrijgen wij duidelijkheid over de sluis?\nMinister De Vos:\n";
        let said = |words: &str| promises(&format!("{asked}{words}")).len();
        assert_eq!(said("Ik ga dat bij de havenmeester na. Daar zal ik de Kamer in mei over informeren."), 2);
        assert_eq!(said("Ik zeg u toe dat ik dat naga. Daar zal ik de Kamer in mei over informeren."), 1);
    }

    #[test]
    fn a_paragraph_on_another_point_promises_another_thing() {
        let asked = "De heer Smit (ABC):\nKrijgen wij duidelijkheid over de sluis?\nMinister De Vos:\n";
        let said = |opening: &str| {
            promises(&format!(
                "{asked}Daar kom ik schriftelijk op terug.\n{opening} Ik zal de havenmeester vragen dat opnieuw te bekijken."
            ))
        };
        assert_eq!(said("Ten aanzien van de boeien ligt het anders.").len(), 2);
        assert_eq!(said("Het ligt ingewikkeld.").len(), 1);
    }

    #[test]
    fn two_colleagues_owe_two_things() {
        let asked = "De heer Smit (ABC):\nKrijgen wij duidelijkheid over de sluis?\nMinister De Vos:\n";
        let said = promises(&format!(
            "{asked}De minister van Financiën stuurt u een brief over de sluis. De minister van Defensie stuurt u die brief over de sluis ook."
        ));
        assert_eq!(said.len(), 2, "{said:?}");
    }

    #[test]
    fn of_two_moties_a_promise_is_two() {
        let of = |number: u8| {
            format!(
                "De motie op stuk nr. {number} verzoekt om een plan: graag aanhouden. Er komt een brief over de sluizen.\n"
            )
        };
        let said = promises(&format!("De heer Smit (ABC):\nWat vindt hij?\nMinister De Vos:\n{}{}", of(7), of(8)));
        assert_eq!(said.len(), 2, "{said:?}");
        let said = promises(&format!("De heer Smit (ABC):\nWat vindt hij?\nMinister De Vos:\n{}{}", of(7), of(7)));
        assert_eq!(said.len(), 1, "{said:?}");
        let three = "De moties op de stukken nrs. 5, 6 en 8 vragen om een plan. Er komt een brief over de sluizen.\n";
        for (number, expected) in [(7, 2), (8, 1)] {
            let said =
                promises(&format!("De heer Smit (ABC):\nWat vindt hij?\nMinister De Vos:\n{three}{}", of(number)));
            assert_eq!(said.len(), expected, "{number} {said:?}");
        }
    }

    #[test]
    fn what_stands_beside_a_promise_in_its_sentence_undoes_it_only_in_its_own_clause() {
        for (words, expected) in [
            ("Ik ga hier niet over, maar ik zal die vraag overbrengen aan de havenmeester.", 1),
            ("Ik verwacht u conform de motie-Smit in mei te informeren.", 1),
            ("Daar zal ik in de brief die ik al heb toegezegd op terugkomen.", 1),
            ("Ik zal de Kamer over de uitvoering van de motie-Smit informeren.", 1),
            ("Ik kom daar voor het debat schriftelijk op terug.", 1),
            ("Ik ga zo'n proef opzetten in drie havens.", 1),
            ("De minister van Financiën weet daarvan. Zij zal u daarover informeren.", 1),
            ("De schippers weten daarvan. Zij zullen u daarover informeren.", 0),
            ("Mijn collega zal dat met de schippers bespreken.", 0),
            ("De minister van Financiën komt met een brief over de sluizen.", 1),
            ("Voor de zomer laat het kabinet u weten hoe het verder moet.", 1),
            ("Het kabinet laat u gaan.", 0),
            ("Dat zal ik nagaan. In tweede termijn kom ik daarop terug.", 0),
            ("De havenmeester zegt: wij gaan dat onderzoeken.", 0),
            ("Het is te vroeg om te zeggen: wij gaan dat onderzoeken.", 0),
        ] {
            let said = promises(&format!("De heer Smit (ABC):\nKan dat worden uitgezocht?\nMinister De Vos:\n{words}"));
            assert_eq!(said.len(), expected, "{words} {said:?}");
        }
    }

    #[test]
    fn what_was_said_most_plainly_is_the_evidence() {
        let said = promises(
            "De heer Smit (ABC):\nKomt er duidelijkheid over de sluis bij Terhaven?\nMinister De Vos:\nDat zal ik over de sluis bij Terhaven doen.\nDe heer Smit (ABC):\nWanneer dan, over die sluis bij Terhaven?\nMinister De Vos:\nIk stuur de Kamer voor de zomer een brief over de sluis bij Terhaven.",
        );
        assert_eq!(said, ["Ik stuur de Kamer voor de zomer een brief over de sluis bij Terhaven."]);
    }

    #[test]
    fn a_new_question_may_bring_a_new_promise() {
        let said = promises(
            "De heer Smit (ABC):\nKomt er een brief over de sluis bij Terhaven?\nMinister De Vos:\nJa, die brief over de sluis stuur ik de Kamer in mei.\nDe heer Smit (ABC):\nEn gaat de minister met de schippers praten?\nMinister De Vos:\nDat doe ik graag.",
        );
        assert_eq!(said.len(), 2, "{said:?}");
    }

    #[test]
    fn the_letter_that_comes_is_the_one_that_was_promised() {
        let said = promises(
            "De heer Smit (ABC):\nKomt er een brief over de sluis bij Terhaven?\nMinister De Vos:\nJa, ik stuur de Kamer een brief over de sluis.\nMevrouw Van Dalen (DEF):\nEn wat gebeurt er met de oevers?\nMinister De Vos:\nDie brief komt eraan.",
        );
        assert_eq!(said, ["Ja, ik stuur de Kamer een brief over de sluis."]);
    }

    #[test]
    fn what_comes_back_or_from_others_is_not_certain_unless_promised_in_so_many_words() {
        for (words, certain) in [
            ("Voor de zomer krijgt u een overzicht van de sluizen.", vec![true]),
            ("Ieder halfjaar krijgt u een overzicht van de sluizen.", vec![false]),
            ("Ik zeg u toe dat u ieder halfjaar een overzicht van de sluizen krijgt.", vec![true]),
            ("Over de sluizen zeg ik u niks toe.", vec![]),
            ("Er komt in mei een overzicht van de sluizen, dat ik u stuur.", vec![true]),
            ("Er komt in mei een overzicht van de sluizen, die de minister van Financiën u stuurt.", vec![false]),
        ] {
            let debate = format!(
                "Verslag van een commissiedebat, 10 januari 2025\n\nDe heer Smit (ABC):\nKrijgen wij een overzicht?\n\nMinister De Vos:\n{words}\n"
            );
            let reading = read(&Text::new("dag", debate));
            assert_eq!(reading.items.iter().map(|item| item.agreed).collect::<Vec<_>>(), certain, "{words}");
        }
    }

    #[test]
    fn once_the_moties_lie_there_who_comes_back_does_so_later() {
        let asked = "De heer Smit (ABC):\nHoe staat het met de sluis?\n";
        let answer = "Minister De Vos:\nIk kom dus graag terug op hoe dat vorm kan krijgen.";
        assert_eq!(promises(&format!("{asked}{answer}")), [""; 0]);
        let moved = "De voorzitter:\nDeze motie is voorgesteld door het lid Smit.\nZij krijgt nr. 7 (36998).\n";
        assert_eq!(promises(&format!("{asked}{moved}{answer}")).len(), 1);
    }

    #[test]
    fn an_answer_may_be_no_more_than_its_term() {
        let asked = "De heer Smit (ABC):\nKan dat alsnog op papier: gebouw, maatregel, datum?\nMinister De Vos:\n";
        assert_eq!(promises(&format!("{asked}Kan. Binnen twee weken.")), ["Binnen twee weken."]);
        assert_eq!(promises("Minister De Vos:\nDe bouw begon. Binnen twee weken."), [""; 0]);
        let told =
            "Minister De Vos:\nDe heer Smit hoort graag wanneer de stukken komen. Rond de zomer, is het antwoord.";
        assert_eq!(promises(told).len(), 1);
        let relayed = format!(
            "{asked}Dat hangt ervan af.\nDe voorzitter:\nDe heer Smit vraagt wanneer de stukken komen.\nMinister De Vos:\nBinnen een maand."
        );
        assert_eq!(promises(&relayed), ["Binnen een maand."]);
        assert_eq!(
            promises(&format!("{asked}Dat kan ik niet beloven, maar ik zal het de Kamer laten weten.")).len(),
            1
        );
    }
}
