//! An inspection as a page: each file with its accounting and columns, then which KPIs the files can feed.
//!
//! Not responsible for finding anything out.

use super::page::{Cell, Column, Grid, Kind, Line, Page, Part, faint, plain, strong, warning};
use super::{Style, table, words};
use crate::inspection::{FileInspection, Inspection, StrangerInspection, Tally};

/// The inspection as text for a terminal.
pub fn text(inspection: &Inspection, style: &Style) -> String {
    table::lay_out(&page(inspection), style)
}

fn page(inspection: &Inspection) -> Page {
    let mut parts = Vec::new();
    for (place, file) in inspection.files.iter().enumerate() {
        let like = |other: &&FileInspection| {
            other.account.source == file.account.source && other.columns == file.columns && !file.columns.is_empty()
        };
        let known = inspection.files[..place].iter().find(like);
        parts.push(Part::Heading(words::clean(&file.account.path), words::clean(&file.account.source)));
        parts.push(Part::Grids(file_grids(file, known)));
    }
    if !inspection.unrecognised.is_empty() {
        parts.push(Part::Heading("Not recognised".to_owned(), "skipped".to_owned()));
        parts.push(Part::Notes(inspection.unrecognised.iter().map(|path| words::clean(path)).collect()));
    }
    inspection.strangers.iter().for_each(|stranger| parts.extend(suggested(stranger)));
    if !inspection.feeds.is_empty() {
        parts.push(Part::Heading(format!("Feeds {} KPIs", inspection.feeds.len()), String::new()));
        parts.push(Part::Text(words::clean(&inspection.feeds.join("  "))));
    }
    // Of files that nothing recognises everything would be missing.
    if !inspection.missing.is_empty() && !inspection.files.is_empty() {
        let count: usize = inspection.missing.iter().map(|missing| missing.kpis.len()).sum();
        parts.push(Part::Heading(format!("Does not feed {count} KPIs"), String::new()));
        let lines = inspection.missing.iter().map(|missing| Line {
            cells: vec![warning(words::clean(&missing.reason))],
            below: vec![words::clean(&missing.kpis.join("  "))],
        });
        parts.push(Part::Grids(vec![grid(vec![Column::words("")], lines.collect())]));
    }
    Page { parts }
}

/// What a file that nothing recognised looks like, and a source to start from.
fn suggested(stranger: &StrangerInspection) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut facts: Vec<Line> = Vec::new();
    if let Some(nearest) = &stranger.nearest {
        let told = format!("{}: {}", nearest.source, nearest.why);
        facts.push(vec![faint("nearest"), plain(words::clean(&told))].into());
    }
    if stranger.suggestion.is_some() {
        let told = "for wa-kpi.toml; docs/profiles.md explains it, `wa-kpi init` writes it";
        facts.push(vec![faint("to start from"), plain(told)].into());
    }
    if !facts.is_empty() {
        parts.push(Part::Heading(words::clean(&stranger.path), "what it looks like".to_owned()));
        parts.push(Part::Grids(vec![grid(vec![Column::words(""), Column::words("")], facts)]));
    }
    if let Some(suggestion) = &stranger.suggestion {
        let lines = suggestion.lines().map(words::clean);
        parts.push(Part::Verbatim(std::iter::once(String::new()).chain(lines).collect()));
    }
    parts
}

/// What a file is, and how its columns are understood, unless that was told of an earlier file.
fn file_grids(file: &FileInspection, known: Option<&FileInspection>) -> Vec<Grid> {
    let mut facts: Vec<Line> = Vec::new();
    let mut say = |name: &str, what: Cell| facts.push(vec![faint(name), what].into());
    say("recognised", plain(words::clean(&file.why)));
    say("records", strong(equation(file)));
    if !file.tables.is_empty() {
        say("feeds", plain(words::clean(&file.tables.join(", "))));
    }
    if let (Some(first), Some(last)) = (&file.first, &file.last) {
        say("span", plain(format!("{} to {}", words::clean(first), words::clean(last))));
    }
    for (name, tallies, tone) in [
        ("ignored", &file.ignored_because, plain as fn(String) -> Cell),
        ("unknown", &file.unknown, plain),
        ("rejected", &file.rejected_because, warning),
    ] {
        tallies.iter().for_each(|tally| say(name, tone(counted(tally))));
    }
    for rejection in &file.first_rejections {
        say("", plain(format!("line {}: {}", rejection.line, words::clean(&rejection.reason))));
    }
    if let Some(known) = known {
        say("columns", plain(format!("as in {}", words::clean(&known.account.path))));
        return vec![grid(vec![Column::words(""), Column::words("")], facts)];
    }
    let unused: Vec<&str> =
        file.columns.iter().filter(|column| column.becomes.is_none()).map(|column| column.column.as_str()).collect();
    if !unused.is_empty() {
        say("not used", plain(words::clean(&unused.join(", "))));
    }
    let used: Vec<Line> = file
        .columns
        .iter()
        .filter_map(|column| Some((&column.column, column.becomes.as_ref()?)))
        .map(|(column, becomes)| Line::from(vec![plain(words::clean(column)), plain(words::clean(becomes))]))
        .collect();
    let mut grids = vec![grid(vec![Column::words(""), Column::words("")], facts)];
    if !used.is_empty() {
        grids.push(grid(vec![Column::words("column"), Column::words("understood as")], used));
    }
    grids
}

fn grid(columns: Vec<Column>, lines: Vec<Line>) -> Grid {
    let names = columns.len();
    Grid { columns, lines, kind: Kind::Free { names } }
}

/// `100 = 95 used + 3 duplicates + 1 ignored + 1 rejected`
fn equation(file: &FileInspection) -> String {
    let account = &file.account;
    let part = |count: u64, name: &str| format!("{} {name}", words::units(count));
    let parts = [
        part(account.used, "used"),
        part(account.duplicates, "duplicates"),
        part(account.ignored, "ignored"),
        part(account.rejected, "rejected"),
    ];
    format!("{} = {}", words::units(account.records), parts.join(" + "))
}

fn counted(tally: &Tally) -> String {
    format!("{} × {}", words::units(tally.count), words::clean(&tally.what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::{ColumnInspection, Missing, NearestInspection, RejectedLine};
    use crate::render::fixture;

    fn inspection() -> Inspection {
        let column = |column: &str, becomes: Option<&str>| ColumnInspection {
            column: column.to_owned(),
            becomes: becomes.map(str::to_owned),
        };
        let tally = |what: &str, count| Tally { what: what.to_owned(), count };
        Inspection {
            files: vec![FileInspection {
                account: fixture::october().inputs.remove(0),
                why: "header names message_id, customer and campaign".to_owned(),
                tables: vec!["messages".to_owned()],
                columns: vec![
                    column("Msg ID", Some("messages.message_id")),
                    column("Phone", Some("messages.customer")),
                    column("Internal ref", None),
                ],
                first: Some("2026-10-01T06:00:12Z".to_owned()),
                last: Some("2026-10-31T22:59:12Z".to_owned()),
                ignored_because: Vec::new(),
                rejected_because: vec![tally("no time", 7), tally("no customer", 1)],
                first_rejections: vec![RejectedLine { line: 1_017, reason: "no time".to_owned() }],
                unknown: vec![tally("status \"queued-eu\"", 12)],
            }],
            unrecognised: ["exports/crm.csv", "exports/readme.txt"].map(str::to_owned).to_vec(),
            strangers: vec![StrangerInspection {
                path: "exports/crm.csv".to_owned(),
                nearest: Some(NearestInspection {
                    source: "campaign-csv".to_owned(),
                    why: "has customer (`Telefon`), lacks status (such as `state`)".to_owned(),
                    has: vec!["customer (`Telefon`)".to_owned()],
                    lacks: vec!["status (such as `state`)".to_owned()],
                }),
                suggestion: Some("[[source]]\nid = \"crm\"\n".to_owned()),
            }],
            feeds: ["messages_sent", "delivery_rate", "open_rate"].map(str::to_owned).to_vec(),
            missing: vec![Missing {
                reason: "needs contacts with consent: a canonical contacts file".to_owned(),
                kpis: ["opt_in_rate", "sends_without_consent"].map(str::to_owned).to_vec(),
            }],
        }
    }

    #[test]
    fn an_inspection_tells_what_each_file_is_and_what_all_of_them_feed() {
        insta::assert_snapshot!(text(&inspection(), &fixture::style(80)), @r#"
        exports/sends-2026-10.csv  send-log
          recognised  header names message_id, customer and campaign
          records     12,500 = 12,412 used + 80 duplicates + 0 ignored + 8 rejected
          feeds       messages
          span        2026-10-01T06:00:12Z to 2026-10-31T22:59:12Z
          unknown     12 × status "queued-eu"
          rejected    7 × no time
          rejected    1 × no customer
                      line 1017: no time
          not used    Internal ref

          column  understood as
          Msg ID  messages.message_id
          Phone   messages.customer

        Not recognised  skipped
          •  exports/crm.csv
          •  exports/readme.txt

        exports/crm.csv  what it looks like
          nearest        campaign-csv: has customer (`Telefon`), lacks status (such as
                         `state`)
          to start from  for wa-kpi.toml; docs/profiles.md explains it, `wa-kpi init`
                         writes it

            [[source]]
            id = "crm"

        Feeds 3 KPIs
          messages_sent  delivery_rate  open_rate

        Does not feed 2 KPIs
          needs contacts with consent: a canonical contacts file
            opt_in_rate  sends_without_consent
    "#);
    }
    #[test]
    fn columns_are_told_once() {
        let mut inspection = inspection();
        let mut second = inspection.files[0].clone();
        second.account.path = "exports/sends-2026-11.csv".to_owned();
        inspection.files.push(second);
        let text = text(&inspection, &fixture::style(80));
        assert_eq!(text.matches("understood as").count(), 1);
        assert!(text.contains("  columns     as in exports/sends-2026-10.csv\n"), "{text}");
    }
}
