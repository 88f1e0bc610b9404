//! What registers that are made up are made of.
#![allow(dead_code, unreachable_pub, reason = "each bench uses what it needs")]

/// The ministries.
pub const FIELDS: [&str; 12] = [
    "Financiën",
    "Defensie",
    "Buitenlandse Zaken",
    "Justitie en Veiligheid",
    "Infrastructuur en Waterstaat",
    "Economische Zaken",
    "Onderwijs, Cultuur en Wetenschap",
    "Volksgezondheid, Welzijn en Sport",
    "Sociale Zaken en Werkgelegenheid",
    "Binnenlandse Zaken en Koninkrijksrelaties",
    "Asiel en Migratie",
    "Landbouw, Visserij, Voedselzekerheid en Natuur",
];
/// The parties.
pub const PARTIES: [&str; 8] = ["VVD", "D66", "CDA", "SP", "PvdD", "SGP", "Volt", "BBB"];
/// What is promised something about.
pub const THINGS: [&str; 8] =
    ["de sluizen", "de dijken", "de veerponten", "het loodsgeld", "de musea", "de brandweer", "het zand", "de kades"];
