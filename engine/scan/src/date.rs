//! Days of the calendar: until when something is accepted.
//!
//! For: reading `2027-01-31`, today, and comparing them. Not for: times and time zones: a day ends at midnight UTC.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day of the Gregorian calendar. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// From `2027-01-31`; `None` for what is no day of the calendar.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        let number = |from: usize, to: usize| {
            let digits = &text.as_bytes()[from..to];
            digits.iter().all(u8::is_ascii_digit).then(|| {
                digits.iter().fold(0u16, |number, digit| number * 10 + u16::from(digit - b'0'))
            })
        };
        let (year, month, day) =
            if shape { (number(0, 4)?, number(5, 7)?, number(8, 10)?) } else { return None };
        let days = days_of(year, month)?;
        (1..=days).contains(&day).then_some(Date { year, month: month as u8, day: day as u8 })
    }

    /// Today in UTC; where the environment sets `SOURCE_DATE_EPOCH` (seconds), the day that says, so that a run can be
    /// repeated.
    pub fn today() -> Date {
        let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
        let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        Date::of_seconds(set.unwrap_or_else(now))
    }

    /// The day of a second since 1970 (UTC).
    pub fn of_seconds(seconds: u64) -> Date {
        let mut days = seconds / 86_400;
        let mut year: u16 = 1970;
        while days >= days_of_year(year) && year < 9999 {
            days -= days_of_year(year);
            year += 1;
        }
        let mut month = 1;
        while let Some(length) = days_of(year, month).filter(|length| days >= u64::from(*length)) {
            days -= u64::from(length);
            month += 1;
        }
        Date { year, month: month.min(12) as u8, day: days.min(30) as u8 + 1 }
    }
}

impl Date {
    /// Days from `earlier` to this one; negative where that is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        self.number() - earlier.number()
    }

    /// Days since the year 0.
    fn number(self) -> i64 {
        let years: i64 = (0..self.year).map(|year| days_of_year(year) as i64).sum();
        let months: i64 = (1..u16::from(self.month))
            .filter_map(|month| days_of(self.year, month))
            .map(i64::from)
            .sum();
        years + months + i64::from(self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_of_year(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of(year: u16, month: u16) -> Option<u16> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_calendar_are_read_and_others_are_not() {
        for good in ["2027-01-31", "2024-02-29", "1970-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for bad in
            ["2027-02-29", "2027-13-01", "2027-1-31", "2027-01-00", "27-01-31", "", "2027-01-3é"]
        {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn seconds_become_days() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_798_675_199, "2026-12-30"),
            (1_798_761_599, "2026-12-31"),
        ] {
            assert_eq!(Date::of_seconds(seconds).to_string(), day);
        }
        assert!(Date::of_seconds(u64::MAX).to_string().starts_with("9999"));
    }

    #[test]
    fn order_is_that_of_time() {
        let date = |text| Date::parse(text).unwrap();
        assert!(date("2026-12-31") < date("2027-01-01"));
        assert!(date("2027-01-31") > date("2027-01-30"));
        assert_eq!(date("2024-03-01").days_since(date("2023-03-01")), 366);
        assert_eq!(date("2024-02-28").days_since(date("2024-02-29")), -1);
    }
}
