//! Markdown: a page as headings, tables and lists that read well before anything renders them.
//!
//! GitHub's dialect. Names are escaped, so none becomes markup, a link to a person or an issue. Not responsible for
//! what stands on the page (`page`).

use super::page::{Grid, Line, Page, Part};
use super::table::widest;
use super::widths::fits;
use super::{Renderer, Style};
use crate::report::Report;

/// `--format md`
pub static RENDERER: Renderer = Renderer {
    id: "md",
    extension: "md",
    doc: "Markdown, for an issue or a wiki",
    binary: false,
    layouts: false,
    render,
    draws: false,
};

/// Tables beyond this are hard to read; intervals and receipts are left out where groups stand side by side.
const WIDTH: usize = 140;

fn render(report: &Report, style: &Style) -> anyhow::Result<Vec<u8>> {
    // The same wherever it is written: nobody's screen decides.
    let style = Style { width: WIDTH, color: false, ..*style };
    Ok(write(&Page::of(report, &style)).into_bytes())
}

/// A page as Markdown.
pub fn write(page: &Page) -> String {
    let mut blocks: Vec<String> = Vec::new();
    for (place, part) in page.parts.iter().enumerate() {
        match part {
            Part::Heading(name, about) => {
                let level = if place == 0 { "#" } else { "##" };
                blocks.push(format!("{level} {}", escape(name)));
                blocks.extend((!about.is_empty()).then(|| begun(about)));
            }
            Part::Grids(grids) => grids.iter().for_each(|grid| blocks.extend(table(grid))),
            Part::Either(full, short) => {
                let grids = if full.iter().all(|grid| fits(grid, WIDTH)) { full } else { short };
                grids.iter().for_each(|grid| blocks.extend(table(grid)));
            }
            Part::Text(text) => blocks.push(begun(text)),
            Part::Verbatim(lines) => blocks.push(verbatim(lines)),
            Part::Notes(notes) => blocks.push(list(notes.iter().map(|note| begun(note)))),
        }
    }
    blocks.join("\n\n") + "\n"
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
}

/// Lines as they are; the fence is longer than any inside.
fn verbatim(lines: &[String]) -> String {
    let longest = lines.iter().flat_map(|line| line.split(|letter| letter != '`')).map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    format!("{fence}\n{}\n{fence}", lines.join("\n").trim_matches('\n'))
}

/// A grid as a table, and what stands under its lines as a list.
fn table(grid: &Grid) -> Vec<String> {
    let is_empty = |column: usize| {
        grid.columns[column].title.is_empty() && grid.lines.iter().all(|line| text(line, column).is_empty())
    };
    let columns: Vec<usize> = (0..grid.columns.len()).filter(|&column| !is_empty(column)).collect();
    let titles = columns.iter().map(|&column| escape(&grid.columns[column].title)).collect::<Vec<_>>();
    let lines = grid.lines.iter().map(|line| columns.iter().map(|&column| cell(line, column)).collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = std::iter::once(titles).chain(lines).collect();
    let widths: Vec<usize> =
        (0..columns.len()).map(|place| widest(rows.iter().map(|row| row[place].as_str())).max(3)).collect();
    let right = |place: usize| grid.columns[columns[place]].right;
    let row = |cells: &[String]| {
        let padded = cells.iter().enumerate().map(|(place, cell)| {
            let rest = " ".repeat(widths[place] - widest([cell.as_str()]));
            if right(place) { format!("{rest}{cell}") } else { format!("{cell}{rest}") }
        });
        format!("| {} |", padded.collect::<Vec<_>>().join(" | "))
    };
    let rule = widths.iter().enumerate().map(|(place, &width)| {
        let dashes = "-".repeat(width - 1);
        if right(place) { format!("{dashes}:") } else { format!(":{dashes}") }
    });
    let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
    let drawn: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
    let table = [&drawn[..1], &[rule], &drawn[1..]].concat().join("\n");
    let below = grid.lines.iter().filter(|line| !line.below.is_empty());
    let below: Vec<String> =
        below.map(|line| format!("{}: {}", escape(text(line, 0)), escape(&line.below.join(" ")))).collect();
    std::iter::once(table).chain((!below.is_empty()).then(|| list(below.into_iter()))).collect()
}

fn text(line: &Line, column: usize) -> &str {
    line.cells.get(column).map_or("", |cell| cell.text.as_str())
}

/// A cell; what is set in under a line above it stays so.
fn cell(line: &Line, column: usize) -> String {
    let text = text(line, column);
    let set_in = if column == 0 && text.starts_with(' ') { "&nbsp;&nbsp;" } else { "" };
    format!("{set_in}{}", escape(text.trim()))
}

/// The text at the beginning of a paragraph, where a number or a dash would begin a list.
fn begun(text: &str) -> String {
    let escaped = escape(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &escaped[..digits], &escaped[digits..]),
        Some(b'-' | b'+' | b'*' | b'=' | b'#') if digits == 0 => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// The text as it is to be seen.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    let is_repeated = |mark: char| text.matches(mark).count() > 1;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match letter {
            '\\' | '[' | ']' | '|' => escaped.extend(['\\', letter]),
            // Alone it means nothing, nor between the letters of a word.
            '`' | '*' | '~' | '$' if is_repeated(letter) => escaped.extend(['\\', letter]),
            '_' if is_repeated('_') && !(before.is_alphanumeric() && next.is_alphanumeric()) => {
                escaped.push_str("\\_");
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // Neither tells a person nor links to an issue.
            '@' | '#' if next.is_alphanumeric() && !before.is_alphanumeric() => {
                escaped.push(letter);
                escaped.push_str("<!-- -->");
            }
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(letter),
        }
        before = letter;
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{self, grouped, row};

    fn shown(report: &Report, style: &Style) -> String {
        String::from_utf8(render(report, style).unwrap()).unwrap()
    }

    #[test]
    fn a_section_is_a_heading_and_a_table_that_reads_as_text_too() {
        let text = shown(&fixture::october(), &fixture::style(40));
        let begin = text.find("## Delivery").unwrap();
        let section = &text[begin..text.find("## Engagement").unwrap()];
        insta::assert_snapshot!(section.trim_end(), @r"
        ## Delivery

        Do our messages arrive?

        |                    |  value | interval   |         counted |             |
        | :----------------- | -----: | :--------- | --------------: | :---------- |
        | Messages sent      | 12,412 |            |                 |             |
        | Messages delivered | 11,790 |            |                 |             |
        | Delivery rate      |  95.0% | 94.6–95.4% | 11,790 / 12,412 | 12 immature |
        | Failure rate       |  0.42% | 0.32–0.55% |     52 / 12,412 |             |

        |                  | mean | interval  | p50 | p90 |      n |
        | :--------------- | ---: | :-------- | --: | --: | -----: |
        | Delivery latency | 4.2s | 3.8s–4.6s |  2s |  9s | 11,790 |
        ");
        assert!(text.starts_with("# WhatsApp KPIs\n\n2026-10-01 to 2026-10-31"));
        assert!(text.contains("\n- 1 more figure is shown"));
    }

    #[test]
    fn names_are_shown_as_they_are_and_never_become_markup() {
        for (name, escaped) in [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("a|b", "a\\|b"),
            ("`code` *bold* _it_ utm_source", "\\`code\\` \\*bold\\* \\_it\\_ utm_source"),
            ("[x](http://y)", "\\[x\\](http://y)"),
            ("@team #12 me@shop.example", "@<!-- -->team #<!-- -->12 me@shop.example"),
            ("a & b &lt;", "a &amp; b &amp;lt;"),
            ("~~gone~~", "\\~\\~gone\\~\\~"),
            ("*~5%", "*~5%"),
        ] {
            assert_eq!(escape(name), escaped);
            let mut report = fixture::october();
            report.by = vec!["campaign".to_owned()];
            let groups =
                [name, "other"].map(|name| grouped(row("open_rate", "share", Some(0.25)), &[("campaign", Some(name))]));
            report.rows = std::iter::once(row("open_rate", "share", Some(0.5))).chain(groups).collect();
            let text = shown(&report, &fixture::style(80));
            let line = text.lines().find(|line| line.contains(escaped)).unwrap();
            let bars = line.replace("\\|", "").matches('|').count();
            assert_eq!(bars, text.lines().find(|line| line.contains("(all)")).unwrap().matches('|').count());
        }
    }

    #[test]
    fn paragraphs_never_begin_a_list_or_heading_by_chance() {
        assert_eq!(begun("1. of May"), "1\\. of May");
        assert_eq!(begun("-5"), "\\-5");
        assert_eq!(begun("# title"), "\\# title");
        assert_eq!(begun("* small"), "\\* small");
        assert_eq!(begun("12 more"), "12 more");
    }

    #[test]
    fn definitions_stand_under_the_table() {
        let style = Style { explain: true, ..fixture::style(80) };
        let text = shown(&fixture::october(), &style);
        assert!(text.contains("\n- Delivery rate: The definition of this figure"), "{text}");
    }

    #[test]
    fn fences_are_longer_than_those_inside() {
        assert_eq!(verbatim(&["a ```` b".to_owned()]), "`````\na ```` b\n`````");
    }
}
