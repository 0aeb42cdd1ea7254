//! The terminal table of invented reports, at several widths.

use super::*;
use crate::render::fixture::{by_campaign, compared, grouped, october, row, style};

fn shown(report: &Report, style: Style) -> String {
    String::from_utf8(render(report, &style).unwrap()).unwrap()
}

fn section(report: &Report, style: Style, from: &str, to: &str) -> String {
    let text = shown(report, style);
    text[text.find(from).unwrap()..text.find(to).unwrap()].trim_end().to_owned()
}

#[test]
fn a_report_at_80_columns() {
    insta::assert_snapshot!(shown(&october(), style(80)), @r#"
        WhatsApp KPIs  2026-10-01 to 2026-10-31 · Europe/Berlin · as of 2026-10-31 23:59

        Delivery  Do our messages arrive?
                                      value  interval            counted
          Messages sent              12,412
          Messages delivered         11,790
          Delivery rate               95.0%  94.6–95.4%  11,790 / 12,412  12 immature
          Failure rate                0.42%  0.32–0.55%      52 / 12,412

                                       mean  interval            p50     p90       n
          Delivery latency             4.2s  3.8s–4.6s            2s      9s  11,790

        Engagement  Do customers react?
                                      value  interval            counted
          Reply rate                  23.1%  22.3–23.9%   2,310 / 10,000  1,204 immature
          Messages per recipient       1.18  1.16–1.20   11,790 / 10,000

        Response  How fast do we answer?
                                       mean  interval            p50     p90       n
          First response time        12m 4s  10m 51s–13m 16s  8m 10s  31m 2s     812
          First response time, by    1h 35m  1h 25m–1h 44m    1h 14m   1d 2h     640
          an agent

                                      value  interval            counted
          Longest response time       2d 4h                      n = 812
          Waits unanswered             4.1%  3.0–5.7%           35 / 847  9 immature

        Inputs  records = used + duplicates + ignored + rejected
                                       records    used  duplicates  ignored  rejected
          exports/sends-2026-10.csv     12,500  12,412          80        0         8
          …/webhooks-2026-10.jsonl.gz   61,004  58,700       2,300        4         0
          all                           73,504  71,112       2,380        4         8

        Notes
          •  Open rate: a lower bound: read receipts can be off
          •  exports/readme.txt: nothing recognised it; skipped
          •  Open rate: n/a – needs read receipts: no loaded source reports reads
          •  Opt-in rate: n/a – needs contacts with consent: a canonical contacts file
          •  Fewer than 30 units, shown with --all: Block rate (a proxy) (n = 24)
          •  1 more figure is shown with --all or --section
          •  immature: some units' windows are not over; the figure may still change
    "#);
}

#[test]
fn wider_screens_keep_names_and_files_on_one_line() {
    insta::assert_snapshot!(section(&october(), style(140), "Response", "Notes"), @r#"
        Response  How fast do we answer?
                                              mean  interval            p50     p90       n
          First response time               12m 4s  10m 51s–13m 16s  8m 10s  31m 2s     812
          First response time, by an agent  1h 35m  1h 25m–1h 44m    1h 14m   1d 2h     640

                                             value  interval            counted
          Longest response time              2d 4h                      n = 812
          Waits unanswered                    4.1%  3.0–5.7%           35 / 847  9 immature

        Inputs  records = used + duplicates + ignored + rejected
                                             source         records    used  duplicates  ignored  rejected
          exports/sends-2026-10.csv          send-log        12,500  12,412          80        0         8
          exports/webhooks-2026-10.jsonl.gz  meta-webhooks   61,004  58,700       2,300        4         0
          all                                                73,504  71,112       2,380        4         8
    "#);
}

#[test]
fn groups_stand_under_each_other_whatever_the_width_of_their_letters() {
    insta::assert_snapshot!(section(&by_campaign(), style(140), "Delivery", "Engagement"), @r#"
        Delivery  Do our messages arrive?
                             Messages   Messages  Delivery  Failure  Delivery
          campaign               sent  delivered      rate     rate   latency    p50    p90
          (all)                12,412     11,790    ~95.0%    0.42%      4.2s     2s     9s
          (none)                3,103      2,948    ~95.0%    0.42%      4.2s     2s     9s
          春のセール            3,103      2,948    ~91.2%    0.40%      4.0s   1.9s   8.6s
          spring 🌷👍🏽 sale      3,103      2,948    ~96.9%    0.43%      4.3s   2.0s   9.2s
          b�[31mlack friday     3,103      2,948   *~85.5%   *0.38%     *3.8s  *1.8s  *8.1s
    "#);
}

#[test]
fn a_matrix_too_wide_for_the_screen_is_cut_between_figures() {
    insta::assert_snapshot!(section(&by_campaign(), style(80), "Delivery", "Engagement"), @r#"
        Delivery  Do our messages arrive?
                             Messages   Messages  Delivery  Failure
          campaign               sent  delivered      rate     rate
          (all)                12,412     11,790    ~95.0%    0.42%
          (none)                3,103      2,948    ~95.0%    0.42%
          春のセール            3,103      2,948    ~91.2%    0.40%
          spring 🌷👍🏽 sale      3,103      2,948    ~96.9%    0.43%
          b�[31mlack friday     3,103      2,948   *~85.5%   *0.38%

                             Delivery
          campaign            latency    p50    p90
          (all)                  4.2s     2s     9s
          (none)                 4.2s     2s     9s
          春のセール             4.0s   1.9s   8.6s
          spring 🌷👍🏽 sale       4.3s   2.0s   9.2s
          b�[31mlack friday     *3.8s  *1.8s  *8.1s
    "#);
}

#[test]
fn a_single_figure_by_group_has_its_interval_and_receipt_beside_it() {
    let mut report = by_campaign();
    report.rows.retain(|row| row.kpi == "reply_rate");
    insta::assert_snapshot!(section(&report, style(80), "Engagement", "Inputs"), @r#"
        Engagement  Do customers react?
                               Reply
          campaign              rate  interval           counted
          (all)               ~23.1%  22.3–23.9%  2,310 / 10,000
          (none)              ~23.1%  22.3–23.9%  2,310 / 10,000
          春のセール          ~22.2%  21.4–23.0%  2,310 / 10,000
          spring 🌷👍🏽 sale    ~23.6%  22.7–24.4%  2,310 / 10,000
          b�[31mlack friday  *~20.8%  20.1–21.5%  2,310 / 10,000
    "#);
}

#[test]
fn definitions_stand_under_their_figures() {
    let mut report = october();
    report.rows.retain(|row| row.section == "delivery" && row.unit == "share");
    let style = Style { explain: true, all: true, ..style(80) };
    insta::assert_snapshot!(section(&report, style, "Delivery", "Inputs"), @r#"
        Delivery  Do our messages arrive?
                         value  interval            counted
          Delivery rate  95.0%  94.6–95.4%  11,790 / 12,412  12 immature
            The definition of this figure in full, long enough that it has to go over to
            a second line on a terminal of 80 columns.
          Failure rate   0.42%  0.32–0.55%      52 / 12,412
            The definition of this figure in full, long enough that it has to go over to
            a second line on a terminal of 80 columns.
          Open rate        n/a
            needs read receipts: no loaded source reports reads
            The definition of this figure in full, long enough that it has to go over to
            a second line on a terminal of 80 columns.
    "#);
}

#[test]
fn where_every_figure_is_small_all_are_shown_and_marked() {
    let mut report = october();
    report.rows.retain(|row| row.kpi == "block_rate" || row.kpi == "messages_sent");
    assert!(shown(&report, style(80)).contains("2 / 24  small"));
    assert!(!shown(&october(), style(80)).contains("2 / 24"));
    assert!(shown(&october(), Style { all: true, ..style(80) }).contains("2 / 24  small"));
}

#[test]
fn many_files_are_accounted_for_source_by_source() {
    let mut report = october();
    let hundred = report.inputs.iter().cycle().take(100).cloned().collect();
    report.inputs = hundred;
    insta::assert_snapshot!(section(&report, style(80), "Inputs", "Notes"), @r#"
        Inputs  records = used + duplicates + ignored + rejected
                                       records       used  duplicates  ignored  rejected
          50 files of meta-webhooks  3,050,200  2,935,000     115,000      200         0
          50 files of send-log         625,000    620,600       4,000        0       400
          all                        3,675,200  3,555,600     119,000      200       400
    "#);
}

#[test]
fn no_line_is_wider_than_the_screen() {
    // Changes take a column more.
    let cases = [(72, false), (80, false), (80, true), (100, true), (140, true), (200, true)];
    for (width, with_changes) in cases {
        for all in [false, true] {
            for report in [october(), by_campaign()] {
                let report = if with_changes { compared(report) } else { report };
                let text = shown(&report, Style { all, explain: all, ..style(width) });
                let long: Vec<&str> = text.lines().filter(|line| widest([*line]) > width).collect();
                assert!(long.is_empty(), "{width}: {long:#?}");
            }
        }
    }
}

#[test]
fn colours_change_no_letter_and_are_absent_unless_asked_for() {
    let plain = shown(&by_campaign(), style(100));
    assert!(!plain.contains('\u{1b}'));
    let coloured = shown(&by_campaign(), Style { color: true, ..style(100) });
    let mut bare = String::new();
    for (place, piece) in coloured.split('\u{1b}').enumerate() {
        bare.push_str(if place == 0 { piece } else { piece.split_once('m').unwrap().1 });
    }
    let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
    assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
}

#[test]
fn changes_stand_beside_their_values() {
    let mut report = compared(october());
    report.rows.retain(|row| row.section != "engagement");
    insta::assert_snapshot!(section(&report, style(100), "Delivery", "Inputs"), @r#"
        Delivery  Do our messages arrive?
                                             value      change  interval            counted
          Messages sent                     12,412      +1,128
          Messages delivered                11,790      +1,072
          Delivery rate                      95.0%   ▲ +8.6 pp  94.6–95.4%  11,790 / 12,412  12 immature
          Failure rate                       0.42%  ▲ +0.04 pp  0.32–0.55%      52 / 12,412

                                              mean     change  interval            p50     p90       n
          Delivery latency                    4.2s    ▲ +0.4s  3.8s–4.6s            2s      9s  11,790

        Response  How fast do we answer?
                                              mean     change  interval            p50     p90       n
          First response time               12m 4s   ▲ +1m 5s  10m 51s–13m 16s  8m 10s  31m 2s     812
          First response time, by an agent  1h 35m  ▲ +8m 40s  1h 25m–1h 44m    1h 14m   1d 2h     640

                                             value      change  interval            counted
          Longest response time              2d 4h   ▲ +4h 47m                      n = 812
          Waits unanswered                    4.1%  ▲ +0.37 pp  3.0–5.7%           35 / 847  9 immature
    "#);
    assert!(shown(&report, style(80)).contains("▲ ▼ hardly chance"));
}

#[test]
fn changes_of_groups_stand_beside_theirs() {
    let mut report = compared(by_campaign());
    report.rows.retain(|row| ["messages_sent", "delivery_rate"].contains(&row.kpi.as_str()));
    insta::assert_snapshot!(section(&report, style(80), "Delivery", "Inputs"), @r#"
        Delivery  Do our messages arrive?
                             Messages          Delivery
          campaign               sent  change      rate     change
          (all)                12,412  +1,128    ~95.0%  ▲ +8.6 pp
          (none)                3,103    +282    ~95.0%  ▲ +8.6 pp
          春のセール            3,103    +282    ~91.2%  ▲ +8.3 pp
          spring 🌷👍🏽 sale      3,103    +282    ~96.9%  ▲ +8.8 pp
          b�[31mlack friday     3,103    +282   *~85.5%    +7.8 pp
    "#);
}

#[test]
fn good_and_bad_news_are_coloured() {
    let mut report = compared(october());
    report.rows.retain(|row| row.kpi == "delivery_rate");
    let text = shown(&report, Style { color: true, ..style(100) });
    assert!(text.contains("\u{1b}[38;5;10m▲ +8.6 pp"), "{text:?}");
}

#[test]
fn columns_stand_under_each_other_whatever_the_script_of_names() {
    // Each name with the columns that terminals give it.
    let names = [
        ("plain", 5),
        ("春のセール", 10),
        ("👨\u{200d}👩\u{200d}👧\u{200d}👦 days", 7),
        ("عرض الربيع", 10),
        ("cafe\u{301}", 4),
    ];
    let mut report = october();
    report.by = vec!["campaign".to_owned()];
    let groups = names
        .iter()
        .map(|(name, _)| grouped(row("open_rate", "share", Some(0.25)).part(25.0, 100.0), &[("campaign", Some(name))]));
    report.rows = std::iter::once(row("open_rate", "share", Some(0.5)).part(50.0, 100.0)).chain(groups).collect();
    let text = shown(&report, style(100));
    let end = |line: &str, name: &str, width: usize| {
        let figure = line.find('%').unwrap();
        line[..figure].chars().count() + width - name.chars().count()
    };
    let total = text.lines().find(|line| line.contains("(all)")).unwrap();
    for (name, width) in names {
        let line = text.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}\n{text}"));
        assert_eq!(end(line, name, width), end(total, "(all)", 5), "{text}");
    }
}
