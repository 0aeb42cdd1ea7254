//! "Did you mean …?": the known name nearest to one that nobody knows, and the sentence that says so.
//!
//! Not responsible for knowing the names: the registries do.

/// The candidate that a misspelt word most likely means, if any is near enough.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let word = plain(word);
    let allowed = (word.chars().count() / 3).max(1);
    let mut contained = None;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let known = plain(candidate);
        let distance = strsim::damerau_levenshtein(&word, &known);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        if contained.is_none() && word.len() > 2 && known.contains(&word) {
            contained = Some(candidate);
        }
    }
    best.map(|(_, candidate)| candidate).or(contained)
}

/// One sentence about an unknown name: what was found, and the nearest known one or `otherwise`.
pub fn unknown<'a>(what: &str, word: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match nearest(word, candidates) {
        Some(candidate) => format!("there is no {what} \"{word}\": did you mean \"{candidate}\"?"),
        None => format!("there is no {what} \"{word}\": {otherwise}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["delivery_rate", "open_rate", "opt_out_rate", "delivery_latency_p90"];

    #[test]
    fn typing_errors_find_the_nearest_name() {
        assert_eq!(nearest("deliver_rate", KNOWN), Some("delivery_rate"));
        assert_eq!(nearest("Open-Rate", KNOWN), Some("open_rate"));
        assert_eq!(nearest("optout_rate", KNOWN), Some("opt_out_rate"));
    }

    #[test]
    fn a_part_of_a_name_finds_the_name() {
        assert_eq!(nearest("latency", KNOWN), Some("delivery_latency_p90"));
    }

    #[test]
    fn a_word_unlike_any_name_finds_none() {
        assert_eq!(nearest("weather", KNOWN), None);
        let said = unknown("KPI", "weather", KNOWN, "`wa-kpi kpis` lists them");
        assert_eq!(said, "there is no KPI \"weather\": `wa-kpi kpis` lists them");
    }
}
