//! Reads and checks a language pack, and says where a fault stands.
//!
//! The TOML reader names the bytes of a fault but not always its key, and it
//! knows nothing of regular expressions or of there being twelve months; a
//! person who writes a pack needs file, line and key for each.

use regex::Regex;

use super::Pack;

/// What is wrong in the text of a pack, and where.
#[derive(Debug)]
pub(super) struct Fault {
    /// The 1-based line.
    pub(super) line: usize,
    /// The key with its table.
    pub(super) key: String,
    /// What is wrong.
    pub(super) message: String,
}

/// Reads a pack and checks its values.
pub(super) fn read(text: &str) -> Result<Pack, Fault> {
    let pack: Pack = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let (line, key) = place(text, at);
        Fault {
            line,
            key,
            message: error.message().to_owned(),
        }
    })?;
    match faults(&pack) {
        None => Ok(pack),
        Some((key, message)) => Err(Fault {
            line: line_of(text, key),
            key: key.to_owned(),
            message,
        }),
    }
}

/// Returns the first value that cannot be used, as key and message.
fn faults(pack: &Pack) -> Option<(&'static str, String)> {
    let count = |key, have: usize, want: usize| {
        (have != want).then(|| (key, format!("expected {want} lists, found {have}")))
    };
    let length = !(pack.length.is_finite() && pack.length > 0.0);
    None.or_else(|| length.then(|| ("length", "expected a number above 0".to_owned())))
        .or_else(|| count("dates.months", pack.dates.months.len(), 12))
        .or_else(|| count("dates.weekdays", pack.dates.weekdays.len(), 7))
        .or_else(|| patterns("dates.patterns", &pack.dates.patterns, false))
        .or_else(|| patterns("dates.decades", &pack.dates.decades, false))
        .or_else(|| patterns("dates.clock", &pack.dates.clock, false))
        .or_else(|| patterns("title.name", &pack.title.name, true))
        .or_else(|| terminators(&pack.sentences.terminators))
        .or_else(|| fractions(pack))
}

/// Returns the first pattern that is no regular expression or lacks its group.
fn patterns(key: &'static str, list: &[String], named: bool) -> Option<(&'static str, String)> {
    list.iter().find_map(|pattern| {
        let mut filled = pattern.clone();
        for (n, hole) in ["{d}", "{m}", "{month}", "{y}", "{yy}", "{h}", "{min}"]
            .iter()
            .enumerate()
        {
            // Not a group: a placeholder may occur twice.
            filled = filled.replace(hole, &format!("(?:{n})"));
        }
        match Regex::new(&filled) {
            Err(error) => Some((
                key,
                format!("`{pattern}` is no regular expression: {}", reason(&error)),
            )),
            Ok(regex) if named && !regex.capture_names().flatten().any(|name| name == "name") => {
                Some((key, format!("`{pattern}` has no group `(?P<name>...)`")))
            }
            Ok(_) => None,
        }
    })
}

/// Returns the last line of a regular expression error, which says why.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

fn terminators(list: &[String]) -> Option<(&'static str, String)> {
    let key = "sentences.terminators";
    let empty = list.is_empty() || list.iter().any(String::is_empty);
    let letters = list.iter().find(|mark| mark.contains(char::is_alphanumeric));
    letters
        .map(|mark| (key, format!("`{mark}` holds a letter or digit")))
        .or_else(|| empty.then(|| (key, "expected at least one mark, none empty".to_owned())))
}

fn fractions(pack: &Pack) -> Option<(&'static str, String)> {
    let good = |value: &str| match value.split_once('/') {
        Some((top, bottom)) => top.parse::<u32>().is_ok() && bottom.parse::<u32>().is_ok_and(|n| n > 0),
        None => value.parse::<f64>().is_ok(),
    };
    let bad = pack.numbers.fractions.iter().find(|(_, value)| !good(value));
    bad.map(|(word, value)| {
        (
            "numbers.fractions",
            format!("`{word}`: `{value}` is no fraction such as 1/3"),
        )
    })
}

/// Returns the line of a byte and the key that stands there or above it.
fn place(text: &str, at: usize) -> (usize, String) {
    let line = text.as_bytes()[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    let (mut table, mut key) = (String::new(), String::new());
    for content in text.lines().take(line) {
        if let Some(name) = header(content) {
            (table, key) = (name.to_owned(), String::new());
        } else if let Some(name) = key_of(content) {
            name.clone_into(&mut key);
        }
    }
    let parts: Vec<&str> = [table.as_str(), key.as_str()]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect();
    let key = if parts.is_empty() {
        "pack".to_owned()
    } else {
        parts.join(".")
    };
    (line, key)
}

/// Returns the line of a key such as `dates.months`, or of its table.
fn line_of(text: &str, key: &str) -> usize {
    let mut table = String::new();
    for (n, content) in text.lines().enumerate() {
        if let Some(name) = header(content) {
            name.clone_into(&mut table);
            if table == key {
                return n + 1;
            }
        } else if let Some(name) = key_of(content)
            && (format!("{table}.{name}") == key || (table.is_empty() && name == key))
        {
            return n + 1;
        }
    }
    1
}

/// Returns the name in a table header line.
fn header(line: &str) -> Option<&str> {
    line.trim_end()
        .strip_prefix('[')?
        .strip_suffix(']')
        .filter(|name| !name.contains(['"', '[', ',']))
}

/// Returns the key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end().trim_matches('"');
    let plain = !key.starts_with(char::is_whitespace) && !key.contains(['"', '\'', '[', ',', '#']);
    (plain && !key.is_empty()).then_some(key)
}
