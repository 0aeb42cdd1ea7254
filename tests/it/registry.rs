//! What holds for every figure of the catalogue: its worked example, its id, its range, its silence without data.

use std::collections::HashSet;

use wa_kpi::kpis::{Kpi, catalogue};
use wa_kpi::report::Row;

use crate::library::{by, folder_of, named, rows};
use crate::program::root;

fn row_of<'r>(rows: &'r [Row], kpi: &Kpi) -> &'r Row {
    rows.iter().find(|row| row.kpi == kpi.id && row.group.is_empty()).unwrap_or_else(|| panic!("{}: no row", kpi.id))
}

#[test]
fn every_worked_example_holds() {
    let mut wrong = Vec::new();
    for kpi in catalogue() {
        assert!(!kpi.example.given.is_empty(), "{} has no example", kpi.id);
        let folder = folder_of(kpi.example.given);
        let rows = rows(&[folder.path().to_owned()], &named(std::iter::once(kpi)));
        let (told, expected) = (row_of(&rows, kpi).value, kpi.example.then);
        let holds = told.map_or(expected.is_nan(), |told| (told - expected).abs() < 1e-9);
        if !holds {
            wrong.push(format!("{}: expected {expected}, told {told:?}", kpi.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ids_are_unique_words_in_snake_case() {
    let mut seen = HashSet::new();
    for Kpi { id, .. } in catalogue() {
        assert!(seen.insert(id), "{id} stands twice in the catalogue");
        let well_formed = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let words = id.split('_').all(|word| !word.is_empty());
        assert!(well_formed && words && id.starts_with(|first: char| first.is_ascii_lowercase()), "{id}");
    }
}

#[test]
fn every_figure_speaks_for_itself() {
    let mut names = HashSet::new();
    for kpi in catalogue() {
        assert!(names.insert(kpi.name), "{}: `{}` is another figure's name", kpi.id, kpi.name);
        assert!(kpi.question.ends_with('?'), "{}: `{}` is no question", kpi.id, kpi.question);
        for sentence in [Some(kpi.doc), kpi.caveat].into_iter().flatten() {
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{}: `{sentence}`", kpi.id);
        }
    }
}

#[test]
fn shares_and_their_intervals_lie_between_nothing_and_all() {
    let shop = [root().join("examples/shop")];
    for dimension in ["campaign", "agent", "country", "day"] {
        for row in rows(&shop, &by(dimension)) {
            let bounds = [row.low, row.value, row.high].map(|value| value.unwrap_or(f64::NAN));
            assert!(!bounds.windows(2).any(|pair| pair[0] > pair[1]), "{row:?}");
            // A return may well be more than what was spent.
            if row.unit == "share" && row.kpi != "roi" {
                assert!(bounds.iter().all(|bound| bound.is_nan() || (0.0..=1.0).contains(bound)), "{row:?}");
            }
            assert!(row.value.is_some() || row.reason.is_some(), "no value and no reason: {row:?}");
        }
    }
}

#[test]
fn tables_without_rows_give_no_value() {
    let headers: HashSet<String> = catalogue()
        .flat_map(|kpi| kpi.example.given)
        .map(|table| format!("{}\n", table.lines().next().unwrap_or_default()))
        .collect();
    for header in headers {
        let folder = folder_of(std::slice::from_ref(&header));
        for row in rows(&[folder.path().to_owned()], &named(catalogue())) {
            assert_eq!((row.value, row.reason.is_some()), (None, true), "{header}{row:?}");
        }
    }
}
