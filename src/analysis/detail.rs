//! Which counts stand where several exports tell the same messages: an account's totals, its bill, its templates.
//!
//! Of rows whose spans meet, those with less detail give way to those with more, figure by figure: only to rows that
//! tell the figure themselves. Not responsible for rows of which messages are there (`aggregates`).

use crate::tables::message::Millis;
use crate::tables::rows::{Aggregate, Counts};

/// How closely a row names the messages that it counts: by template, by campaign, by country or category, or not at
/// all. At the same level rows that count messages stand before those that know only what they cost.
fn detail(row: &Aggregate) -> (u8, bool) {
    let level = match row {
        row if !row.template.is_none() => 3,
        row if !row.campaign.is_none() => 2,
        row if !row.country.is_none() || row.category.is_some() => 1,
        _ => 0,
    };
    (level, row.counts != Counts::default())
}

/// Which of the rows stand for a figure; `tells` says whether a row knows it.
pub fn standing(rows: &[&Aggregate], tells: impl Fn(&Aggregate) -> bool) -> Vec<bool> {
    let mut by_detail: Vec<usize> = (0..rows.len()).filter(|&number| tells(rows[number])).collect();
    by_detail.sort_by_key(|&number| std::cmp::Reverse(detail(rows[number])));
    let mut stands = vec![false; rows.len()];
    let mut told = Spans::default();
    for equals in by_detail.chunk_by(|&one, &other| detail(rows[one]) == detail(rows[other])) {
        let free: Vec<usize> = equals.iter().copied().filter(|&number| !told.meet(rows[number])).collect();
        told.add(free.iter().map(|&number| (rows[number].since, rows[number].until)));
        free.into_iter().for_each(|number| stands[number] = true);
    }
    stands
}

/// Spans of time that do not meet each other, in order.
#[derive(Default)]
struct Spans(Vec<(Millis, Millis)>);

impl Spans {
    fn add(&mut self, more: impl Iterator<Item = (Millis, Millis)>) {
        self.0.extend(more);
        self.0.sort_unstable();
        self.0.dedup_by(|next, kept| {
            let meets = next.0 <= kept.1;
            kept.1 = if meets { kept.1.max(next.1) } else { kept.1 };
            meets
        });
    }

    fn meet(&self, row: &Aggregate) -> bool {
        let next = self.0.partition_point(|span| span.1 < row.since);
        self.0.get(next).is_some_and(|span| span.0 <= row.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::texts::Texts;
    use crate::tables::values::Category;

    fn row(template: &str, campaign: &str, category: Option<Category>, days: (i64, i64)) -> Aggregate {
        let texts = Texts::default();
        let counts = Counts { sent: Some(1), ..Counts::default() };
        Aggregate {
            since: days.0 * 10,
            until: days.1 * 10 - 1,
            template: texts.intern(template),
            campaign: texts.intern(campaign),
            country: texts.intern(""),
            category,
            counts,
            cost: None,
            currency: texts.intern(""),
            revenue: None,
        }
    }

    #[test]
    fn rows_with_less_detail_give_way_on_the_same_days_only() {
        let marketing = Some(Category::Marketing);
        let rows = [
            row("", "", None, (0, 1)),
            row("", "", None, (1, 2)),
            row("", "", None, (2, 3)),
            row("", "", marketing, (1, 2)),
            row("offer", "", None, (0, 1)),
            row("other", "", None, (0, 1)),
        ];
        let rows: Vec<&Aggregate> = rows.iter().collect();
        assert_eq!(standing(&rows, |row| row.counts.sent.is_some()), [false, false, true, true, true, true]);
        assert_eq!(standing(&rows, |row| row.template.is_none()), [true, false, true, true, false, false]);
    }

    #[test]
    fn a_row_that_gave_way_pushes_nobody_out() {
        let rows = [row("offer", "", None, (0, 1)), row("", "spring", None, (0, 9)), row("", "", None, (5, 6))];
        assert_eq!(standing(&rows.each_ref(), |_| true), [true, false, true]);
    }

    #[test]
    fn what_only_costs_gives_way_to_what_counts() {
        let bill = Aggregate { counts: Counts::default(), cost: Some(5), ..row("", "", None, (0, 1)) };
        let counted = Aggregate { cost: Some(5), ..row("", "", None, (0, 1)) };
        assert_eq!(standing(&[&bill, &counted], |row| row.cost.is_some()), [false, true]);
        assert_eq!(standing(&[&bill, &bill], |row| row.cost.is_some()), [true, true]);
    }
}
