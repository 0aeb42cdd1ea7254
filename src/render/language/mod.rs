//! The languages of reports: one table of texts, looked up by the English text that stands in the code.
//!
//! English is the identity, so a text that the table lacks stays English: names from exports and settings, definitions,
//! formulas. Ids, dates and machine formats know no language. Not responsible for how a number is written
//! ([`Numerals`] says it, [`numerals`] holds the marks of each language).
//!
//! The words are those of people who work with WhatsApp, CRM and contact centres. The glossary:
//!
//! | English | German | Spanish | Chinese | Russian |
//! |---|---|---|---|---|
//! | message, sent | Nachricht, gesendet | mensaje, enviado | 消息, 发送 | сообщение, отправлено |
//! | delivery rate | Zustellrate | tasa de entrega | 送达率 | доставляемость |
//! | open rate | Öffnungsrate | tasa de apertura | 已读率 | доля прочитанных |
//! | reply (of a customer) | Antwort | respuesta | 回复 | ответ клиента |
//! | response (of the business) | Reaktion | respuesta | 响应 | ответ |
//! | click-through rate | Klickrate | tasa de clics | 点击率 | кликабельность |
//! | recipient | Empfänger | destinatario | 接收人 | получатель |
//! | opt-in, opt-out | Opt-in, Abmeldung | suscripción, baja | 订阅, 退订 | согласие, отписка |
//! | conversation | Konversation | conversación | 会话 | диалог |
//! | wait | Wartezeit | espera | 等待 | ожидание |
//! | agent, bot | Agent, Bot | agente, bot | 客服, 机器人 | оператор, бот |
//! | hand-off, escalation | Übergabe, Eskalation | transferencia, escalamiento | 转人工 | передача оператору |
//! | abandonment, drop-off | Abbruch | abandono | 放弃, 流失 | брошенные, выбывшие |
//! | resolution, reopened | Lösung, wiedereröffnet | resolución, reabierta | 解决, 重开 | решение, повторно открыт |
//! | conversion | Conversion | conversión | 转化 | конверсия |
//! | lead | Lead | lead | 线索 | лид |
//! | revenue, spend | Umsatz, Ausgaben | ingresos, gasto | 收入, 花费 | выручка, расходы |
//! | retention, churn | Kundenbindung, Abwanderung | retención, abandono (churn) | 留存, 流失 | удержание, отток |
//! | target (SLA) | Zielzeit | objetivo (SLA) | 目标时限 (SLA) | норматив (SLA) |

mod numerals;
mod pattern;
#[cfg(test)]
mod tests;
mod texts;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kpis::{Kpi, Section};
use crate::settings::Language;
use crate::units::{Numerals, Unit};
use pattern::Pattern;

/// A text in every language.
#[derive(Debug)]
pub struct Text {
    /// As it stands in the code: the key.
    english: &'static str,
    /// German, Spanish, Chinese, Russian.
    others: [&'static str; 4],
}

impl Text {
    fn get(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::German => self.others[0],
            Language::Spanish => self.others[1],
            Language::Chinese => self.others[2],
            Language::Russian => self.others[3],
        }
    }
}

/// The table by its English texts.
static BY_ENGLISH: LazyLock<HashMap<&str, &Text>> =
    LazyLock::new(|| texts::all().map(|text| (text.english, text)).collect());

/// The sentences that have values in them, the surest first.
static PATTERNS: LazyLock<Vec<(Pattern, &Text)>> = LazyLock::new(|| {
    let with_values = texts::sentences().filter(|text| text.english.contains('{'));
    let mut patterns: Vec<(Pattern, &Text)> = with_values.map(|text| (Pattern::of(text.english), text)).collect();
    patterns.sort_by_key(|(pattern, _)| std::cmp::Reverse(pattern.weight()));
    patterns
});

/// Between the reasons of one note.
const REASONS: &str = "; it ";

impl Language {
    /// A text of the code in this language; one that the table lacks stays as it is.
    pub fn say(self, english: &str) -> &str {
        if self == Language::English {
            return english;
        }
        BY_ENGLISH.get(english).map_or(english, |text| text.get(self))
    }

    /// The same of a text with `{}` in it, and what stands there.
    pub fn fill(self, english: &'static str, values: &[&str]) -> String {
        pattern::fill(self.say(english), values)
    }

    /// A sentence of a report, whose values are already in it: a note, a reason, the name of a KPI.
    pub fn tell(self, sentence: &str) -> String {
        if self == Language::English {
            return sentence.to_owned();
        }
        if let Some(text) = BY_ENGLISH.get(sentence) {
            return text.get(self).to_owned();
        }
        let found = PATTERNS.iter().find_map(|(pattern, text)| Some((pattern.values(sentence)?, text)));
        let Some((values, text)) = found else { return sentence.to_owned() };
        let values: Vec<String> = values.into_iter().map(|value| self.value(value)).collect();
        pattern::fill(text.get(self), &values.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The name of a KPI; those of the settings have one already.
    pub fn name(self, kpi: &Kpi) -> String {
        if kpi.section == Section::Own { kpi.name.to_owned() } else { self.tell(kpi.name) }
    }

    /// What stands in a sentence: text of the code is told in this language, too.
    fn value(self, value: pattern::Value) -> String {
        match value {
            pattern::Value::Name(name) => name.to_owned(),
            pattern::Value::Period(period) => ["{} to {}", "{} until {}"]
                .into_iter()
                .find_map(|english| Some((english, Pattern::of(english).values(period)?)))
                .map_or(period.to_owned(), |(english, bounds)| {
                    let bounds: Vec<String> = bounds.into_iter().map(|bound| self.value(bound)).collect();
                    self.fill(english, &bounds.iter().map(String::as_str).collect::<Vec<_>>())
                }),
            pattern::Value::Text(text) => text.split(REASONS).map(|one| self.tell(one)).collect::<Vec<_>>().join("; "),
        }
    }

    /// How numbers are written.
    pub fn numerals(self) -> &'static Numerals {
        numerals::of(self)
    }

    /// A number with thousands separators and a fixed number of decimals.
    pub fn grouped(self, value: f64, decimals: usize) -> String {
        self.numerals().grouped(value, decimals)
    }

    /// A whole number of things.
    pub fn units(self, number: u64) -> String {
        self.grouped(number as f64, 0)
    }

    /// A value of a unit.
    pub fn show(self, unit: Unit, value: f64) -> String {
        unit.show_in(value, self.numerals())
    }

    /// A span of time, in seconds.
    pub fn duration(self, seconds: f64) -> String {
        self.numerals().duration(seconds)
    }
}
