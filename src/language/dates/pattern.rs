//! A pack's pattern made into an expression whose groups are known.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::{BuildError, Regex};
use regex_automata::util::captures::Captures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, PatternID};

use crate::language::digits::fold;
use crate::language::pack::Dates;

/// What a pattern reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Date,
    Decade,
    Clock,
}

/// Where a pattern can begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Figure,
    Month,
    Anywhere,
}

/// What a group of an expression holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Day,
    Month,
    MonthName,
    Year,
    ShortYear,
    Hour,
    Minute,
    Am,
    Pm,
    Half,
    Century(i16),
    Decade(i16),
}

/// A pattern. Compiling one takes a tenth of a millisecond and most are never
/// needed, so it is compiled when first it is.
#[derive(Debug)]
pub(super) struct Pattern {
    compiled: OnceLock<Compiled>,
    /// The expression, with and without the check of its end.
    whole: String,
    expression: String,
    pub(super) what: What,
    pub(super) start: Start,
    pub(super) needs_month: bool,
    pub(super) needs_figure: bool,
}

/// What a pattern becomes.
#[derive(Debug)]
struct Compiled {
    regex: Regex,
    groups: Vec<(usize, Field)>,
}

/// The characters of Chinese figures in words.
pub(super) const HAN_FIGURES: &str = "〇零一二三四五六七八九十两";

/// The expressions that placeholders stand for.
pub(super) struct Template {
    month: String,
    han: bool,
}

impl Template {
    /// Collects the month names of a pack.
    pub(super) fn new(dates: &Dates, han: bool) -> Template {
        let mut names: Vec<String> = dates.months.iter().flatten().map(|name| fold(name)).collect();
        names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        names.dedup();
        let names: Vec<String> = names.iter().map(|name| regex::escape(name)).collect();
        Template {
            month: names.join("|"),
            han,
        }
    }

    /// Makes a pattern of its source.
    pub(super) fn pattern(&self, source: &str, what: What) -> Pattern {
        let mut expression = String::new();
        let mut rest = source;
        let mut count = 0;
        while let Some(at) = rest.find('{') {
            expression.push_str(&rest[..at]);
            rest = &rest[at..];
            let close = rest.find('}').map_or(rest.len(), |close| close + 1);
            match self.placeholder(&rest[1..close.max(2) - 1], what) {
                Some((name, inner)) => {
                    count += 1;
                    expression.push_str(&format!("(?P<hx{count}_{name}>{inner})"));
                }
                None => expression.push_str(&rest[..close]),
            }
            rest = &rest[close..];
        }
        expression.push_str(rest);
        // `(?:h|heures?)` shall read the whole of `heures`. Chinese has no word
        // ends, and patterns without figures are quicker without the check.
        let bare = expression.clone();
        if !self.han && count > 0 {
            expression = format!(r"(?:{expression})\b{{end-half}}");
        }
        let figure = ["{d}", "{m}", "{y}", "{yy}", "{h}", "{min}"];
        Pattern {
            compiled: OnceLock::new(),
            what,
            start: if figure.iter().any(|name| source.starts_with(name)) {
                Start::Figure
            } else if source.starts_with("{month}") {
                Start::Month
            } else {
                Start::Anywhere
            },
            needs_month: source.contains("{month}"),
            needs_figure: figure.iter().any(|name| source.contains(name)),
            whole: expression,
            expression: bare,
        }
    }

    /// Returns the group name and expression of a placeholder.
    fn placeholder(&self, name: &str, what: What) -> Option<(&'static str, String)> {
        let decade = what == What::Decade;
        let (name, digits, words) = match name {
            "d" => (
                "d",
                "3[01]|[12][0-9]|0?[1-9]",
                "[二廿]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]",
            ),
            "m" => ("m", "1[0-2]|0?[1-9]", "十[一二]?|[一二三四五六七八九]"),
            "month" => ("month", self.month.as_str(), ""),
            "y" if decade => (
                "y",
                "(?:1[0-9]|20)[0-9]0",
                "[一二][〇零○一二三四五六七八九]{2}[〇零○]",
            ),
            "y" => (
                "y",
                "1[0-9]{3}|2[01][0-9]{2}",
                "[一二][〇零○一二三四五六七八九]{3}",
            ),
            "yy" if decade => ("yy", "[0-9]0", "[一二三四五六七八九]?十"),
            "yy" => ("yy", "[0-9]{2}", "[〇零○一二三四五六七八九]{2}"),
            "h" => (
                "h",
                "2[0-4]|1[0-9]|0?[0-9]",
                "二?十[一二三四五六七八九]?|[零一二两三四五六七八九]",
            ),
            // Chinese counts minutes below ten without a zero.
            "min" if self.han => (
                "min",
                "[0-5]?[0-9]",
                "[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九]",
            ),
            "min" => ("min", "[0-5][0-9]", ""),
            _ => return None,
        };
        Some(match words {
            "" => (name, digits.to_owned()),
            _ if !self.han => (name, digits.to_owned()),
            _ => (name, format!("{digits}|{words}")),
        })
    }
}

/// Says what is wrong with an expression.
fn reason(expression: &str, error: &BuildError) -> String {
    match regex::Regex::new(expression) {
        Err(error) => error.to_string(),
        Ok(_) => error.to_string(),
    }
}

fn field(name: &str) -> Option<Field> {
    if let Some(rest) = name.strip_prefix("hx") {
        return Some(match rest.split_once('_')?.1 {
            "d" => Field::Day,
            "m" => Field::Month,
            "month" => Field::MonthName,
            "y" => Field::Year,
            "yy" => Field::ShortYear,
            "h" => Field::Hour,
            _ => Field::Minute,
        });
    }
    Some(match name {
        "am" => Field::Am,
        "pm" => Field::Pm,
        "half" => Field::Half,
        _ => match (name.as_bytes().first()?, name[1..].parse::<i16>().ok()?) {
            (b'c', century @ 1..=99) => Field::Century((century - 1) * 100),
            (b'y', year @ 1000..=2999) => Field::Decade(year),
            _ => return None,
        },
    })
}

/// All patterns with the same kind of start as one expression, which tells
/// quickly where none of them can match. Word ends are left out: they would
/// keep the expression from the fastest engine, and the patterns check them.
#[derive(Debug)]
pub(super) struct Filter {
    regex: Option<Regex>,
    anchored: Anchored,
}

impl Filter {
    /// Joins the patterns with a start.
    pub(super) fn new(patterns: &[Pattern], start: Start) -> Filter {
        let same = patterns.iter().filter(|pattern| pattern.start == start);
        let loose: Vec<String> = same
            .map(|pattern| pattern.expression.replace(r"\b", ""))
            .collect();
        let syntax = syntax::Config::new().case_insensitive(true);
        let anchored = if start == Start::Anywhere {
            Anchored::No
        } else {
            Anchored::Yes
        };
        // Each was compiled before; where they are too big together or one
        // lives by its word ends, nothing is filtered.
        Filter {
            regex: Regex::builder()
                .configure(Regex::config().auto_prefilter(anchored == Anchored::No))
                .syntax(syntax)
                .build_many(&loose)
                .ok(),
            anchored,
        }
    }

    /// Tells whether one of them may match at a place, or from there on.
    pub(super) fn passes(&self, text: &str, at: usize) -> bool {
        let input = Input::new(text).range(at..).anchored(self.anchored);
        self.regex.as_ref().is_none_or(|regex| regex.is_match(input))
    }
}

impl Pattern {
    /// Compiles the pattern; the error says what is wrong with it.
    pub(super) fn check(&self) -> Result<(), String> {
        self.compile().map(|_| ())
    }

    fn compile(&self) -> Result<Compiled, String> {
        // Patterns are tried at given places, where looking for letters of theirs is no use.
        let built = Regex::builder()
            .configure(Regex::config().auto_prefilter(self.start == Start::Anywhere))
            .syntax(syntax::Config::new().case_insensitive(true))
            .build(&self.whole);
        let regex = built.map_err(|error| reason(&self.whole, &error))?;
        let names = regex.group_info().pattern_names(PatternID::ZERO).enumerate();
        let groups = names.filter_map(|(k, name)| Some((k, field(name?)?))).collect();
        Ok(Compiled { regex, groups })
    }

    /// Returns letters that stand in every match, from the first group with a
    /// name: `quatre` of `années (?P<y1990>quatre-vingt-dix)`. Nothing where
    /// the pattern is too free to tell.
    pub(super) fn word(&self) -> Option<String> {
        let body = self.expression.split_once("(?P<")?.1.split_once('>')?.1;
        let (mut depth, mut run, mut best) = (0, String::new(), String::new());
        let mut chars = body.chars().peekable();
        while let Some(c) = chars.next() {
            let optional = matches!(chars.peek(), Some('?' | '*' | '{'));
            if depth == 0 && c.is_alphabetic() && !optional {
                run.push(c);
                continue;
            }
            if run.len() > best.len() {
                best.clone_from(&run);
            }
            run.clear();
            match c {
                '\\' => drop(chars.next()),
                '(' => depth += 1,
                ')' if depth > 0 => depth -= 1,
                ')' => return (!optional && best.chars().count() > 1).then_some(best),
                '|' | '[' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    /// Matches at one place.
    pub(super) fn match_at(&self, text: &str, at: usize) -> Option<(Range<usize>, Fields)> {
        self.run(text, &Input::new(text).range(at..).anchored(Anchored::Yes))
    }

    /// Finds the first match from a place on.
    pub(super) fn search(&self, text: &str, from: usize) -> Option<(Range<usize>, Fields)> {
        if from > text.len() {
            return None;
        }
        self.run(text, &Input::new(text).range(from..))
    }

    fn run(&self, text: &str, input: &Input<'_>) -> Option<(Range<usize>, Fields)> {
        // Groups cost far more than the question whether there is a match.
        let Compiled { regex, groups } = self
            .compiled
            .get_or_init(|| self.compile().expect("checked when the pack was read"));
        let span = regex.search(input)?.range();
        let mut captures = regex.create_captures();
        regex.search_captures(input, &mut captures);
        let fields = Fields::read(text, &captures, groups)?;
        Some((span, fields))
    }
}

/// The parts of a date or time as read.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) month_name: Option<Range<usize>>,
    pub(super) year: Option<i16>,
    /// Where the day stands.
    pub(super) day_at: Range<usize>,
    short_year: Option<i16>,
    hour: Option<u8>,
    minute: Option<u8>,
    am: bool,
    pm: bool,
    half: bool,
    century: Option<i16>,
    decade: Option<i16>,
}

impl Fields {
    fn read(text: &str, captures: &Captures, groups: &[(usize, Field)]) -> Option<Fields> {
        let mut fields = Fields::default();
        for &(k, field) in groups {
            let Some(span) = captures.get_group(k) else {
                continue;
            };
            let number = || figure(&text[span.range()]);
            match field {
                Field::Day => {
                    fields.day = Some(i8::try_from(number()?).ok()?);
                    fields.day_at = span.range();
                }
                Field::Month => fields.month = Some(i8::try_from(number()?).ok()?),
                Field::MonthName => fields.month_name = Some(span.range()),
                Field::Year => fields.year = Some(number()?),
                Field::ShortYear => fields.short_year = Some(number()?),
                Field::Hour => fields.hour = Some(u8::try_from(number()?).ok()?),
                Field::Minute => fields.minute = Some(u8::try_from(number()?).ok()?),
                Field::Am => fields.am = true,
                Field::Pm => fields.pm = true,
                Field::Half => fields.half = true,
                Field::Century(years) => fields.century = Some(years),
                Field::Decade(year) => fields.decade = Some(year),
            }
        }
        if let (None, Some(short)) = (fields.year, fields.short_year) {
            fields.year = Some(if short < 70 { 2000 } else { 1900 } + short);
        }
        Some(fields)
    }

    /// Returns the first year of a decade; without a century the nearest past one.
    pub(super) fn decade(&self) -> Option<i16> {
        let named = self.decade.or(match (self.short_year, self.century) {
            (Some(short), Some(century)) => Some(century + short),
            (Some(short), None) => Some(if short <= 20 { 2000 } else { 1900 } + short),
            (None, _) => None,
        });
        named.or(self.year).filter(|year| year % 10 == 0)
    }

    /// Returns hour and minute of a 24-hour clock.
    pub(super) fn clock(&self) -> Option<(u8, u8)> {
        let hour = match self.hour? {
            hour @ 1..=11 if self.pm => hour + 12,
            12 if self.am => 0,
            24 => 0,
            hour => hour,
        };
        let minute = self.minute.unwrap_or(if self.half { 30 } else { 0 });
        (hour < 24 && minute < 60).then_some((hour, minute))
    }
}

/// Reads digits or Chinese figures below 10 000: `28`, `二十八`, `二〇二二`.
fn figure(text: &str) -> Option<i16> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c| match c {
        '○' | '零' => Some(0),
        '两' => Some(2),
        _ => "〇一二三四五六七八九".chars().position(|known| known == c),
    };
    let mut value = 0;
    for c in text.chars() {
        value = match (c, digit(c)) {
            ('十', _) => value.max(1) * 10,
            ('廿', _) => value + 2,
            (_, Some(number)) if value >= 10 && value % 10 == 0 && text.contains('十') => {
                value + i16::try_from(number).ok()?
            }
            (_, Some(number)) => i16::checked_add(value.checked_mul(10)?, i16::try_from(number).ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}
