//! Numbers in figures.

use super::{Item, Reading};
use crate::language::digits::fold;
use crate::language::lexicon::Class;
use crate::language::pack::Numbers;
use crate::language::quantity::Quantity;
use crate::language::script::is_han;
use crate::language::values::ValueKind;

/// Currency codes, which touch their figures: `RMB500`.
const CURRENCIES: [&str; 9] = ["rmb", "usd", "eur", "cny", "gbp", "hkd", "jpy", "us", "hk"];

/// The separators of a language.
#[derive(Debug)]
pub(super) struct Marks {
    decimal: Vec<char>,
    group: Vec<char>,
    /// Whether a comma is the usual decimal mark.
    comma: bool,
}

/// A figure as read.
#[derive(Debug)]
struct Figure {
    value: Option<Quantity>,
    next: usize,
    /// Neither separators nor decimals.
    bare: bool,
    /// Figures without decimals.
    whole: bool,
}

impl Marks {
    pub(super) fn new(numbers: &Numbers) -> Marks {
        let chars = |words: &[String]| {
            words
                .iter()
                .filter_map(|word| fold(word).chars().next())
                .collect::<Vec<char>>()
        };
        let decimal = chars(&numbers.decimal);
        Marks {
            comma: decimal.first() == Some(&','),
            group: chars(&numbers.group),
            decimal,
        }
    }

    /// Tells whether a mark before exactly three digits groups them. Where the
    /// comma is the decimal mark, a point groups, whatever else it may do.
    fn groups(&self, mark: char) -> bool {
        self.group.contains(&mark) && !(mark == ',' && self.comma) || mark == '.' && self.comma
    }
}

/// Tells whether a letter belongs to a script whose words touch no figures.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_han(c) && !('\u{600}'..='\u{6FF}').contains(&c)
}

impl Reading<'_> {
    /// Reads a number that starts with the figure at a token.
    pub(super) fn figure(&self, k: usize) -> (Option<Item>, usize) {
        let figure = self.read_figure(k);
        let mut next = figure.next;
        let start = self.scan.tokens[k].start;
        let Some(value) = figure.value.filter(|_| !self.is_name(k)) else {
            return (None, next);
        };
        if figure.bare
            && let Some((kind, next)) = self.slash(k)
        {
            return (Some(self.made(start, kind, value, None, next)), next);
        }
        if let Some(item) = self.figure_ordinal(start, value, &figure) {
            let next = item.next;
            return (Some(item), next);
        }
        let (number, scale) = self.scales(value, &figure, &mut next);
        if next == figure.next && self.is_model(next) {
            return (None, next + 1);
        }
        let negative = self.is_negative(start);
        let number = if negative { number.negated() } else { number };
        let mut kind = ValueKind::Number(number);
        if let Some(after) = self.percent(next) {
            kind = ValueKind::Percent(number);
            next = after;
        } else if self.is_share(start) {
            kind = ValueKind::Percent(number);
        } else if let Some((fraction, after)) = self.parts(number, next).filter(|_| figure.bare) {
            kind = fraction;
            next = after;
        }
        let start = if negative {
            self.scan.text[..start].rfind('-').unwrap_or(start)
        } else {
            start
        };
        (Some(self.made(start, kind, value, scale, next)), next)
    }

    fn made(
        &self,
        start: usize,
        kind: ValueKind,
        base: Quantity,
        scale: Option<Quantity>,
        next: usize,
    ) -> Item {
        Item {
            span: start..self.scan.tokens[next - 1].end,
            kind,
            base,
            scale,
            figures: true,
            next,
        }
    }

    /// Reads digits with separators.
    fn read_figure(&self, k: usize) -> Figure {
        let marks = &self.reader.marks;
        let first = &self.scan.tokens[k];
        let mut whole = self.text(first).to_owned();
        let mut fraction = "";
        let mut next = k + 1;
        let mut used: Option<char> = None;
        while let Some((mark, digits, after)) = self.part(next) {
            let fits = digits.len() == 3 && (used.is_some() || whole.len() <= 3 && !whole.starts_with('0'));
            let decimal = marks.decimal.contains(&mark) && mark != ' ' && used != Some(mark);
            let further = self.part(after);
            // `1.250.000` and `1,250.5` show themselves which mark groups.
            let shown = used.is_none()
                && matches!(mark, '.' | ',')
                && further.is_some_and(|(other, rest, _)| {
                    other == mark && rest.len() == 3
                        || other != mark && matches!(other, '.' | ',') && rest.len() != 3
                });
            let groups = used.map_or(marks.groups(mark) || shown, |used| used == mark);
            if fits && groups {
                whole.push_str(digits);
                (used, next) = (Some(mark), after);
            } else if decimal || mark == '.' && used == Some(',') || mark == ',' && used == Some('.') {
                // A second mark of the same kind is no number: 1.2.3.
                if further.is_some_and(|(other, ..)| other == mark) {
                    break;
                }
                (fraction, next) = (digits, after);
                break;
            } else {
                break;
            }
        }
        Figure {
            value: Quantity::from_digits(&whole, fraction),
            bare: next == k + 1,
            whole: fraction.is_empty(),
            next,
        }
    }

    /// Returns the mark at a token (a space where there is none), the digits
    /// behind it and the token after them.
    fn part(&self, k: usize) -> Option<(char, &str, usize)> {
        let token = self.token(k)?;
        let before = self.scan.tokens[k - 1].end;
        if token.class == Class::Digits {
            let spaced = token.start == before + 1 && self.reader.marks.group.contains(&' ');
            // `5 000 km`, but not `20 300 000`'s tail or `150 32.5`.
            return spaced.then(|| (' ', self.text(token), k + 1));
        }
        let digits = self
            .token(k + 1)
            .filter(|next| next.class == Class::Digits && next.start == token.end)?;
        let mark = self
            .text(token)
            .chars()
            .next()
            .filter(|_| token.class == Class::Sign && token.start == before)?;
        Some((mark, self.text(digits), k + 2))
    }

    /// Tells whether letters before the figure make it a name: `G20`, `COVID-19`.
    fn is_name(&self, k: usize) -> bool {
        let start = self.scan.tokens[k].start;
        let hyphen = self.scan.before(start) == Some('-');
        let end = if hyphen { start - 1 } else { start };
        if !self.scan.before(end).is_some_and(is_letter) {
            return false;
        }
        let word = self.scan.tokens.partition_point(|token| token.end < end);
        let token = &self.scan.tokens[word];
        if !hyphen {
            return !CURRENCIES.contains(&self.text(token));
        }
        // `5km-7km` and `5 млн-7 млн` are ranges, `mid-2030` is a year.
        let counted = self
            .scan
            .hits
            .at(word)
            .is_some_and(|hit| hit.roles.scale.is_some() || hit.roles.percent);
        let unit = self.scan.before(token.start).is_some_and(|c| c.is_ascii_digit());
        let lower = self
            .scan
            .written(token.start..token.end)
            .chars()
            .all(char::is_lowercase);
        let year = lower && is_year(self.text(&self.scan.tokens[k]));
        !(counted || unit || year)
    }

    /// Tells whether letters behind the figure make it a name: `5G`, `3D`.
    fn is_model(&self, k: usize) -> bool {
        let Some(token) = self.token(k).filter(|token| token.class == Class::Word) else {
            return false;
        };
        let touching = self.scan.tokens[k - 1].end == token.start;
        let latin = self
            .scan
            .after(token.start)
            .is_some_and(|c| c.is_ascii_alphabetic());
        let first = self.scan.written(token.start..token.end).chars().next();
        touching && latin && first.is_some_and(char::is_uppercase) && self.hit(k).is_none()
    }

    /// Reads `2/3`.
    fn slash(&self, k: usize) -> Option<(ValueKind, usize)> {
        let [above, slash, below] = self.scan.tokens.get(k..k + 3)? else {
            return None;
        };
        let close = above.end == slash.start && slash.end == below.start && self.text(slash) == "/";
        if !close || below.class != Class::Digits || self.taken[k + 1] || self.taken[k + 2] {
            return None;
        }
        let outside = |c: Option<char>| !matches!(c, Some('/' | '.' | ',' | '-'));
        let apart = self.scan.before(above.start) != Some('/') && self.scan.after(below.end) != Some('/');
        let (above, below): (u32, u32) = (self.text(above).parse().ok()?, self.text(below).parse().ok()?);
        let good = above > 0 && above < below && below <= 100 && apart;
        (good && outside(self.scan.before(self.scan.tokens[k].start)))
            .then_some((ValueKind::Fraction(above, below), k + 3))
    }

    /// Reads `51st`, `34.º`, `第51`.
    fn figure_ordinal(&self, start: usize, value: Quantity, figure: &Figure) -> Option<Item> {
        let place = value.whole().filter(|_| figure.whole)?;
        let end = self.scan.tokens[figure.next - 1].end;
        let rest = &self.scan.text[end..];
        let suffix = self.reader.suffixes.iter().find(|suffix| {
            let tail = rest.strip_prefix(suffix.as_str());
            tail.is_some_and(|tail| !tail.starts_with(|c: char| c.is_alphanumeric() && !is_han(c)))
        });
        let kind = ValueKind::Ordinal(place);
        if let Some(suffix) = suffix {
            let end = end + suffix.len();
            let next = self.scan.tokens.partition_point(|token| token.start < end);
            return Some(self.made(start, kind, value, None, next));
        }
        let start = self.prefix(start)?;
        Some(self.made(start, kind, value, None, figure.next))
    }

    /// Multiplies by the scales behind a figure and adds smaller parts:
    /// `3千万`, `1 млрд 200 млн`.
    fn scales(&self, base: Quantity, figure: &Figure, next: &mut usize) -> (Quantity, Option<Quantity>) {
        let year = figure.bare
            && base
                .whole()
                .is_some_and(|year| is_year(&year.to_string()) && year % 100 != 0);
        let Some(scale) = self.scale_at(next).filter(|_| !year) else {
            return (base, None);
        };
        let Some(mut value) = base.times(scale) else {
            return (base, None);
        };
        let (mut smallest, mut shared) = (scale, Some(scale));
        while let Some(token) = self
            .token(*next)
            .filter(|token| token.class == Class::Digits && self.touches(*next))
        {
            let glued = self.scan.tokens[*next - 1].end == token.start;
            let part = self.read_figure(*next);
            let mut after = part.next;
            let Some(scale) = self.scale_at(&mut after).filter(|&scale| scale < smallest) else {
                break;
            };
            // Chinese writes no spaces inside a number, others always do.
            let han = self.reader.numerals.is_some();
            let Some(sum) = part
                .value
                .and_then(|part| value.plus(part.times(scale)?))
                .filter(|_| han == glued)
            else {
                break;
            };
            (value, smallest, shared, *next) = (sum, scale, None, after);
        }
        (value, shared)
    }

    /// Returns the product of the scales at a token and moves behind them.
    fn scale_at(&self, next: &mut usize) -> Option<Quantity> {
        let mut product: Option<Quantity> = None;
        loop {
            let (scale, after) = match self.han_unit(*next) {
                Some(unit) => (Quantity::from(unit), *next + 1),
                None => {
                    match self
                        .following(*next)
                        .and_then(|hit| Some((hit.roles.scale?, hit.next)))
                    {
                        Some(found) => found,
                        None => return product,
                    }
                }
            };
            let grown = match product {
                None => Some(scale),
                Some(product) if scale > product => product.times(scale),
                Some(_) => None,
            };
            match grown {
                Some(grown) => (product, *next) = (Some(grown), after),
                None => return product,
            }
        }
    }

    /// Tells whether the sign before a figure is a minus.
    fn is_negative(&self, start: usize) -> bool {
        let head = self.scan.text[..start].trim_end_matches(['$', '€', '£', '¥', '￥']);
        let Some(head) = head.strip_suffix('-') else {
            return false;
        };
        match head.chars().next_back() {
            None => true,
            Some(' ') => !head.trim_end().ends_with(|c: char| c.is_ascii_digit()),
            Some(c) => is_han(c) || matches!(c, '(' | '（' | '"' | '“' | '«' | ':' | '：'),
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}
