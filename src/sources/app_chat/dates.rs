//! The order of day, month and year in the dates of one chat: what the phone was set to, worked out over the whole file.
//!
//! Not responsible for zones.

use chrono::NaiveDate;

use super::header::Number;
use crate::sources::values::{DAY, DateOrder, TimeProblem};
use crate::tables::message::Millis;
use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};

type Date = [Number; 3];

/// The order of the dates: proven by a number above twelve, as the user says, or told by the course of the chat.
pub(super) fn order(dates: &[Date], said: Option<DateOrder>) -> Result<DateOrder, TimeProblem> {
    if dates.iter().any(|[first, ..]| first.is_year()) {
        return Ok(YearMonthDay);
    }
    let above = |place: usize, other: usize| {
        dates.iter().filter(|date| date[place].value > 12 && date[other].value <= 12).count()
    };
    // A pasted line may have another order: the more frequent one is the phone's.
    let proven = match (above(0, 1), above(1, 0)) {
        (first, second) if first > second => Some(DayMonthYear),
        (first, second) if second > first => Some(MonthDayYear),
        _ => None,
    };
    match said {
        Some(YearMonthDay) if !dates.iter().any(|[.., last]| last.is_year()) => Ok(YearMonthDay),
        // What the user says is said of all files of a run, and of dates that could be read two ways.
        said => proven
            .or(said.filter(|said| *said != YearMonthDay))
            .or_else(|| by_course(dates))
            .ok_or(TimeProblem::Ambiguous),
    }
}

/// The order that makes sense of the course of a chat, which runs from early to late.
fn by_course(dates: &[Date]) -> Option<DateOrder> {
    if dates.iter().all(|[first, second, _]| first.value == second.value) {
        return Some(DayMonthYear);
    }
    let falls = |order: DateOrder| {
        let days: Vec<Millis> = dates.iter().filter_map(|date| midnight(*date, order)).collect();
        days.windows(2).filter(|pair| pair[1] < pair[0]).count()
    };
    // Messages that were sent without a net stand a little late: one fall is no proof, three to none are.
    match (falls(DayMonthYear), falls(MonthDayYear)) {
        (0, 1..) => return Some(DayMonthYear),
        (1.., 0) => return Some(MonthDayYear),
        (few, many) if few * 4 <= many && many > 0 => return Some(DayMonthYear),
        (many, few) if few * 4 <= many && many > 0 => return Some(MonthDayYear),
        _ => {}
    }
    let changes = |place: usize| dates.windows(2).filter(|pair| pair[0][place].value != pair[1][place].value).count();
    // Whoever writes on six days writes rarely on the same day of six months.
    match (changes(0), changes(1)) {
        (many @ 6.., few) if few * 6 <= many => Some(DayMonthYear),
        (few, many @ 6..) if few * 6 <= many => Some(MonthDayYear),
        _ => None,
    }
}

/// The midnight that begins a day, as local milliseconds; nothing for a day that does not exist.
pub(super) fn midnight([first, second, third]: Date, order: DateOrder) -> Option<Millis> {
    let (year, month, day) = match order {
        YearMonthDay => (first, second, third),
        DayMonthYear => (third, second, first),
        MonthDayYear => (third, first, second),
    };
    let year = if year.is_year() { year.value } else { 2000 + year.value };
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.value, day.value)?;
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    // WhatsApp is of 2009.
    (2009..=2100).contains(&year).then_some(days * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        let number = |text: &str| Number { value: text.parse().unwrap(), digits: text.len() };
        let numbers: Vec<Number> = text.split('/').map(number).collect();
        numbers.try_into().unwrap()
    }

    fn order_of(dates: &str) -> Result<DateOrder, TimeProblem> {
        order_as(dates, None)
    }

    fn order_as(dates: &str, said: Option<DateOrder>) -> Result<DateOrder, TimeProblem> {
        order(&dates.split(' ').map(date).collect::<Vec<Date>>(), said)
    }

    const ASK: Result<DateOrder, TimeProblem> = Err(TimeProblem::Ambiguous);

    #[test]
    fn a_number_above_twelve_proves_the_order() {
        assert_eq!(order_of("1/2/26 29/1/26"), Ok(DayMonthYear));
        assert_eq!(order_of("1/2/26 1/29/26"), Ok(MonthDayYear));
        assert_eq!(order_of("2026/1/2"), Ok(YearMonthDay));
        assert_eq!(order_of("1/29/26 1/30/26 29/1/26"), Ok(MonthDayYear), "one of them was pasted");
    }

    #[test]
    fn a_number_that_falls_within_a_year_is_the_day() {
        assert_eq!(order_of("9/1/26 11/1/26 2/2/26"), Ok(DayMonthYear));
        assert_eq!(order_of("1/9/26 1/11/26 2/2/26"), Ok(MonthDayYear));
        assert_eq!(order_of("11/12/25 12/12/25 1/1/26"), ASK);
    }

    #[test]
    fn a_number_that_changes_much_more_often_is_the_day() {
        assert_eq!(order_of("1/3/26 2/3/26 3/3/26 5/3/26 6/3/26 8/3/26 9/3/26"), Ok(DayMonthYear));
        assert_eq!(order_of("3/1/26 3/2/26 3/3/26 3/5/26 3/6/26 3/8/26 3/9/26"), Ok(MonthDayYear));
        assert_eq!(order_of("1/3/26 2/3/26"), ASK);
        assert_eq!(order_of("3/4/26"), ASK);
        assert_eq!(order_of("3/3/26 4/4/26"), Ok(DayMonthYear), "all the same");
    }

    #[test]
    fn the_users_word_counts_unless_the_file_proves_it_wrong() {
        assert_eq!(order_as("3/4/26", Some(MonthDayYear)), Ok(MonthDayYear));
        assert_eq!(order_as("26/3/4", Some(YearMonthDay)), Ok(YearMonthDay));
        assert_eq!(order_as("26/3/2004", Some(YearMonthDay)), Ok(DayMonthYear));
        assert_eq!(order_as("9/1/26 11/1/26 2/2/26", Some(MonthDayYear)), Ok(MonthDayYear));
        assert_eq!(order_as("1/29/26", Some(DayMonthYear)), Ok(MonthDayYear));
        assert_eq!(order_as("2026/1/2", Some(DayMonthYear)), Ok(YearMonthDay), "no date of two readings");
    }

    #[test]
    fn years_have_two_digits_or_four_and_days_exist() {
        const THIRD_OF_APRIL: Millis = 1_775_174_400_000;
        assert_eq!(midnight(date("3/4/26"), DayMonthYear), Some(THIRD_OF_APRIL));
        assert_eq!(midnight(date("4/3/2026"), MonthDayYear), Some(THIRD_OF_APRIL));
        assert_eq!(midnight(date("2026/4/3"), YearMonthDay), Some(THIRD_OF_APRIL));
        assert_eq!(midnight(date("31/2/26"), DayMonthYear), None);
        assert_eq!(midnight(date("3/4/08"), DayMonthYear), None);
    }

    #[test]
    fn whatever_the_days_the_order_is_never_mistaken() {
        for (step, start) in (1..=20).flat_map(|step| (0..12).map(move |start| (step, start * 29))) {
            let day =
                |number: u64| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(start + number * step);
            for (length, (order, form)) in [3, 7, 20, 120]
                .into_iter()
                .flat_map(|length| [(length, (DayMonthYear, "%-d/%-m/%y")), (length, (MonthDayYear, "%-m/%-d/%y"))])
            {
                let dates: Vec<String> = (0..length).map(|number| day(number).format(form).to_string()).collect();
                let told = order_of(&dates.join(" "));
                assert!(told == Ok(order) || told == ASK && length < 120, "{length} days, every {step}: {told:?}");
            }
        }
    }
}
