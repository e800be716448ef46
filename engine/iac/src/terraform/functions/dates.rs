//! Functions over points in time, given as RFC 3339 text.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

use super::{Arguments, Outcome, Stop, text, whole};

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: fn(Arguments<'_>) -> Outcome = match name {
        "formatdate" => |a| {
            let (format, time) = (a.text(0)?, read(&a.text(1)?)?);
            text(written(&format, &time)?)
        },
        "timeadd" => |a| {
            let (time, duration) = (read(&a.text(0)?)?, duration(&a.text(1)?)?);
            match time.checked_add(duration) {
                Ok(time) => text(rfc3339(&time)),
                Err(_) => Err(Stop::error("timeadd() beyond the calendar")),
            }
        },
        "timecmp" => |a| {
            let order = read(&a.text(0)?)?.timestamp().cmp(&read(&a.text(1)?)?.timestamp());
            whole(order as i128)
        },
        _ => return None,
    };
    Some(function(arguments))
}

/// A point in time with the offset it was written with.
fn read(text: &str) -> Result<ZonedDateTime, Stop> {
    let bad = || Stop::error(format!("'{text}' is no time of RFC 3339"));
    let time: Timestamp = text.parse().map_err(|_| bad())?;
    let offset = match text.get(text.len().saturating_sub(6)..) {
        Some(tail) if tail.starts_with(['+', '-']) => {
            let number =
                |range| tail.get(range).and_then(|digits: &str| digits.parse::<i32>().ok());
            let (hours, minutes) = number(1..3).zip(number(4..6)).ok_or_else(bad)?;
            let seconds = (hours * 60 + minutes) * 60;
            let sign = if tail.starts_with('-') { -1 } else { 1 };
            Offset::from_seconds(sign * seconds).map_err(|_| bad())?
        }
        _ => Offset::UTC,
    };
    Ok(time.to_zoned_datetime(TimeZone::fixed(offset)))
}

/// A duration as Go writes it: `1h30m`, `-2.5s`, `100ms`.
fn duration(text: &str) -> Result<SignedDuration, Stop> {
    let bad = || Stop::error(format!("'{text}' is no duration"));
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut total = 0f64;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(bad)?;
        let number: f64 = rest[..end].parse().map_err(|_| bad())?;
        let units = [
            ("ns", 1e-9),
            ("us", 1e-6),
            ("µs", 1e-6),
            ("ms", 1e-3),
            ("s", 1.0),
            ("m", 60.0),
            ("h", 3600.0),
        ];
        let unit = units.iter().find(|(unit, _)| rest[end..].starts_with(unit)).ok_or_else(bad)?;
        total += number * unit.1;
        rest = &rest[end + unit.0.len()..];
    }
    let total = if negative { -total } else { total };
    SignedDuration::try_from_secs_f64(total).map_err(|_| bad())
}

fn rfc3339(time: &ZonedDateTime) -> String {
    format!("{}{}", time.strftime("%Y-%m-%dT%H:%M:%S"), zone(time, true))
}

fn zone(time: &ZonedDateTime, utc_as_letter: bool) -> String {
    let seconds = time.offset().seconds();
    if seconds == 0 && utc_as_letter {
        return "Z".to_owned();
    }
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Terraform's own letters: `YYYY-MM-DD'T'hh:mm:ssZ`.
fn written(format: &str, time: &ZonedDateTime) -> Result<String, Stop> {
    let mut out = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            rest = quoted(&rest[1..], &mut out)?;
            continue;
        }
        let end = rest.find(|c| c != first).unwrap_or(rest.len());
        let token = &rest[..end];
        rest = &rest[end..];
        let pattern = match token {
            "YYYY" => "%Y",
            "YY" => "%y",
            "MMMM" => "%B",
            "MMM" => "%b",
            "MM" => "%m",
            "M" => "%-m",
            "DD" => "%d",
            "D" => "%-d",
            "EEEE" => "%A",
            "EEE" => "%a",
            "hh" => "%H",
            "h" => "%-H",
            "HH" => "%I",
            "H" => "%-I",
            "AA" => "%p",
            "aa" => "%P",
            "mm" => "%M",
            "m" => "%-M",
            "ss" => "%S",
            "s" => "%-S",
            "ZZZZZ" => {
                out.push_str(&zone(time, false));
                continue;
            }
            "ZZZZ" | "ZZZ" => {
                let utc = token == "ZZZ" && time.offset().seconds() == 0;
                out.push_str(&if utc {
                    "UTC".to_owned()
                } else {
                    zone(time, false).replace(':', "")
                });
                continue;
            }
            "Z" => {
                out.push_str(&zone(time, true));
                continue;
            }
            _ if first.is_ascii_alphabetic() => {
                return Err(Stop::error(format!("formatdate() with '{token}'")));
            }
            literal => {
                out.push_str(literal);
                continue;
            }
        };
        out.push_str(&time.strftime(pattern).to_string());
    }
    Ok(out)
}

fn quoted<'t>(text: &'t str, out: &mut String) -> Result<&'t str, Stop> {
    let mut rest = text;
    loop {
        let end = rest.find('\'').ok_or_else(|| Stop::error("formatdate() with an open quote"))?;
        out.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        // Two quotes are one.
        match rest.strip_prefix('\'') {
            Some(after) => {
                out.push('\'');
                rest = after;
            }
            None => return Ok(rest),
        }
    }
}
