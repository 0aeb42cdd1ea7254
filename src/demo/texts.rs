//! What people write to the shop and read from it. Invented.

use super::people::Language;
use super::random::Random;

/// Texts by language, in the order of [`Language`].
pub type Texts = [&'static [&'static str]; 3];

pub const QUESTIONS: Texts = [
    &[
        "Hallo, wann kommt mein Paket an?",
        "Habt ihr den Rauchtee wieder da?",
        "Ist der Ingwertee ohne Zucker?",
        "Kann ich die Adresse noch ändern?",
        "Welche Temperatur braucht der weiße Tee?",
        "Eine Dose war leider verbeult, was machen wir?",
        "Gibt es die Kanne auch in Blau?",
    ],
    &["Hola, ¿cuándo llega mi pedido?", "¿Tienen té sin teína?", "¿Puedo cambiar la dirección de envío?"],
    &["Oi, quando chega o meu pedido?", "Vocês têm chá de hibisco?", "Posso trocar o endereço de entrega?"],
];

pub const MORE: Texts = [
    &["Bestellnummer ist 4711-L", "Und noch etwas: geht das auch als Geschenk?", "Ich meine die große Packung"],
    &["El pedido es el 4712-L", "Es para un regalo"],
    &["O pedido é o 4713-L", "É para presente"],
];

pub const REPLIES: Texts = [
    &[
        "Klingt lecker, was kostet das mit Versand?",
        "Gibt es das auch mit grünem Tee?",
        "Bis wann gilt das Angebot?",
        "Ja bitte, eine Packung für mich",
        "Wie löse ich das ein?",
    ],
    &["¡Qué rico! ¿Cuánto cuesta el envío?", "¿Hasta cuándo vale?"],
    &["Que delícia! Quanto fica com frete?", "Vale até quando?"],
];

/// To a bot that did not understand.
pub const FALLBACK: Texts = [
    &["Ich möchte mit einem Menschen sprechen", "Das war nicht meine Frage, kann jemand helfen?"],
    &["Quiero hablar con una persona"],
    &["Quero falar com uma pessoa"],
];

/// To the reminder of an unfinished search.
pub const RESUMED: Texts =
    [&["Ja, zeig mir meinen Tee", "Ich war noch gar nicht fertig"], &["Sí, quiero verlo"], &["Sim, quero ver"]];

pub const CLOSING: Texts =
    [&["Danke!", "Vielen Dank", "👍", "Alles klar", "Super"], &["Gracias", "Perfecto"], &["Obrigada", "Valeu!"]];

/// What agents type in the app: only these outbound texts reach the webhook log.
pub const AGENT: Texts = [
    &[
        "Ich habe es geändert, das Paket geht heute raus.",
        "Wir schicken Ihnen eine neue Dose.",
        "Ja, ab Freitag wieder.",
    ],
    &["Ya está cambiado, sale hoy.", "Sí, lo tenemos sin teína."],
    &["Já mudei, sai hoje.", "Temos sim, chega na sexta."],
];

/// One of the texts in the customer's language.
pub fn pick(texts: &Texts, language: Language, random: &mut Random) -> &'static str {
    random.pick(texts[language as usize])
}
