//! The differences of a briefing for people, in a terminal.
//!
//! Grouped by exchange, in the order of the document; under each difference
//! the sentences of every edition that has a part in it, the odd ones marked
//! `≠`, values in brackets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use owo_colors::OwoColorize as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr as _};

use super::paper::{Look, Span, clean, isolated, lines, shortened};
use super::wording::said;
use crate::cli::load::plural;
use crate::language::{Direction, Languages};
use crate::model::{
    Aligned, Difference, DifferenceKind, DifferenceLevel, Edition, Lang, Mark, Sentence, Turn,
};

/// What is shown, and how.
pub(super) struct Options<'a> {
    pub(super) languages: &'a Languages,
    /// Whether differences of paragraphs are shown.
    pub(super) segmentation: bool,
    /// The editions whose text is shown; all where there is none.
    pub(super) shown: &'a [Lang],
    pub(super) width: usize,
}

/// Returns the text for one briefing.
pub(super) fn text(aligned: &Aligned, options: &Options) -> String {
    let view = View::new(aligned, options);
    let mut out = view.head();
    let shown = |d: &&Difference| options.segmentation || d.kind != DifferenceKind::Segmentation;
    let mut groups: BTreeMap<Place, Vec<&Difference>> = BTreeMap::new();
    for difference in aligned.differences.iter().filter(shown) {
        groups.entry(view.place(difference)).or_default().push(difference);
    }
    for (place, differences) in groups {
        let _ = writeln!(out, "\n{}", view.title(place));
        for difference in differences {
            view.difference(difference, &mut out);
        }
    }
    let _ = writeln!(out, "\n{}\n", summary(aligned, options).bold());
    out
}

/// Where a difference belongs, in the order of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Before the first question.
    Opening,
    /// A group of exchanges, by its position.
    Exchange(usize),
    /// Nowhere in particular.
    Elsewhere,
}

struct View<'a> {
    aligned: &'a Aligned,
    options: &'a Options<'a>,
    sentences: BTreeMap<&'a str, &'a Sentence>,
    /// The edition and position of each turn.
    turns: BTreeMap<&'a str, (Lang, usize)>,
    /// The exchange group of each exchange.
    groups: BTreeMap<(Lang, usize), usize>,
}

impl<'a> View<'a> {
    fn new(aligned: &'a Aligned, options: &'a Options<'a>) -> View<'a> {
        let mut view = View {
            aligned,
            options,
            sentences: BTreeMap::new(),
            turns: BTreeMap::new(),
            groups: BTreeMap::new(),
        };
        for (&lang, edition) in &aligned.editions {
            for (k, turn) in edition.turns.iter().enumerate() {
                view.turns.insert(&turn.id.0, (lang, k));
                view.sentences
                    .extend(turn.sentences.iter().map(|s| (s.id.0.as_str(), s)));
            }
        }
        for (k, group) in aligned.alignment.exchanges.groups.iter().enumerate() {
            for (&lang, members) in &group.members {
                view.groups
                    .extend(members.iter().map(|&exchange| ((lang, exchange), k)));
            }
        }
        view
    }

    fn rtl(&self, lang: Lang) -> bool {
        let language = self.options.languages.get(lang);
        language.is_some_and(|l| l.pack().direction == Direction::Rtl)
    }

    fn head(&self) -> String {
        let info = &self.aligned.briefing;
        let mut out = format!("{}\n", clean(&info.id).bold());
        for (&lang, edition) in &self.aligned.editions {
            let title = edition.title.as_deref().unwrap_or("(no title)");
            let title = shortened(&clean(title), self.options.width - 6);
            let _ = writeln!(out, "  {:<2}  {}", lang.cyan(), isolated(&title, self.rtl(lang)));
        }
        out
    }

    /// The turn of a turn's or sentence's identifier.
    fn turn_of(&self, id: &str) -> Option<(Lang, usize)> {
        let turn = id.rfind(".s").map_or(id, |end| &id[..end]);
        self.turns.get(id).or_else(|| self.turns.get(turn)).copied()
    }

    /// The exchange of a turn.
    fn exchange(&self, (lang, turn): (Lang, usize)) -> Option<usize> {
        let ranges = self.aligned.editions.get(&lang)?.exchanges();
        ranges.iter().position(|range| range.contains(&turn))
    }

    fn place(&self, difference: &Difference) -> Place {
        // Where the odd editions have moved it, the others say where it belongs.
        let agreed = difference
            .at
            .iter()
            .filter(|(lang, _)| !difference.odd.contains(lang));
        let ids = agreed.chain(&difference.at).flat_map(|(_, ids)| ids);
        let Some(turn) = ids.filter_map(|id| self.turn_of(id)).next() else {
            return Place::Elsewhere;
        };
        let Some(exchange) = self.exchange(turn) else {
            return Place::Opening;
        };
        self.groups
            .get(&(turn.0, exchange))
            .map_or(Place::Elsewhere, |&k| Place::Exchange(k))
    }

    /// `exchange 3 · CCTV: first words of the question…`
    fn title(&self, place: Place) -> String {
        let Place::Exchange(k) = place else {
            let name = if place == Place::Opening {
                "before the first question"
            } else {
                "elsewhere"
            };
            return name.bold().to_string();
        };
        let head = format!("exchange {}", k + 1);
        let Some((lang, question)) = self.question(k) else {
            return head.bold().to_string();
        };
        let first = question.sentences.first().map_or("", |s| s.text.as_str());
        let label = clean(&question.label);
        let line = if label.is_empty() {
            clean(first)
        } else {
            format!("{label}: {}", clean(first))
        };
        let room = self.options.width.saturating_sub(head.width() + 3);
        let line = isolated(&shortened(&line, room), self.rtl(lang));
        format!("{} · {line}", head.bold())
    }

    /// The question of an exchange group, in English where there is one: the
    /// words around it are English too.
    fn question(&self, k: usize) -> Option<(Lang, &'a Turn)> {
        let members = &self.aligned.alignment.exchanges.groups.get(k)?.members;
        let have = members.iter().filter(|(_, list)| !list.is_empty());
        let (&lang, list) = have.min_by_key(|&(&lang, _)| (lang != Lang::EN, lang))?;
        let edition: &Edition = self.aligned.editions.get(&lang)?;
        let range = edition.exchanges().get(*list.first()?)?.clone();
        edition.turns.get(range.start).map(|turn| (lang, turn))
    }

    fn difference(&self, difference: &Difference, out: &mut String) {
        let words = said(difference, |lang| self.position(difference, lang));
        let kind = difference.kind.as_str();
        let words = format!("{words}  (confidence {:.2})", difference.confidence);
        let width = self.options.width.saturating_sub(15);
        for (n, line) in lines(&[Span::plain(&words)], width, false).iter().enumerate() {
            let kind = if n == 0 { kind } else { "" };
            let _ = writeln!(out, "  {:<12} {line}", kind.yellow().bold());
        }
        for &lang in self.aligned.editions.keys() {
            if self.options.shown.is_empty() || self.options.shown.contains(&lang) {
                self.edition(difference, lang, out);
            }
        }
    }

    /// Where an edition has what a difference is about, counted from 1.
    fn position(&self, difference: &Difference, lang: Lang) -> Option<usize> {
        let id = difference.at.get(&lang)?.first()?;
        let turn = self.turn_of(id)?;
        match difference.level {
            DifferenceLevel::Exchange => self.exchange(turn).map(|k| k + 1),
            DifferenceLevel::Turn => Some(turn.1 + 1),
            DifferenceLevel::Sentence => id.rsplit_once(".s")?.1.parse().ok(),
        }
    }

    /// What one edition says.
    fn edition(&self, difference: &Difference, lang: Lang, out: &mut String) {
        let odd = difference.odd.contains(&lang);
        let spans = match difference.at.get(&lang).filter(|ids| !ids.is_empty()) {
            Some(ids) if difference.level == DifferenceLevel::Sentence => self.spans(difference, lang, ids),
            Some(ids) => self.outline(ids),
            None if odd => {
                let _ = writeln!(
                    out,
                    "    {} {:<2}  {}",
                    "≠".bold(),
                    lang.cyan(),
                    "(nothing)".dimmed()
                );
                return;
            }
            None => return,
        };
        let width = self.options.width.saturating_sub(10);
        for (n, line) in lines(&spans, width, self.rtl(lang)).iter().enumerate() {
            let sign = if odd && n == 0 { "≠" } else { " " };
            let code = if n == 0 { lang.to_string() } else { String::new() };
            let _ = writeln!(out, "    {} {:<2}  {line}", sign.bold(), code.cyan());
        }
    }

    /// Sentences, with the values of a difference marked.
    fn spans(&self, difference: &Difference, lang: Lang, ids: &[String]) -> Vec<Span> {
        let marks = difference.marks.get(&lang).map_or(&[][..], Vec::as_slice);
        let mut out = Vec::new();
        for id in ids {
            let Some(sentence) = self.sentences.get(id.as_str()) else {
                continue;
            };
            let wide = |span: &Span| span.text.chars().last().and_then(UnicodeWidthChar::width) == Some(2);
            if out.last().is_some_and(|last| !wide(last)) {
                out.push(Span::plain(" "));
            }
            let here: Vec<&Mark> = marks.iter().filter(|mark| mark.sentence.0 == *id).collect();
            marked(&sentence.text, &here, &mut out);
        }
        out
    }

    /// The beginning of turns, and how much follows.
    fn outline(&self, ids: &[String]) -> Vec<Span> {
        let found = ids.iter().filter_map(|id| self.turns.get(id.as_str()));
        let turns: Vec<&Turn> = found
            .map(|&(lang, k)| &self.aligned.editions[&lang].turns[k])
            .collect();
        let sentences: Vec<&Sentence> = turns.iter().flat_map(|turn| &turn.sentences).collect();
        let label = turns.first().map_or("", |turn| turn.label.as_str());
        let first = sentences.first().map_or("", |s| s.text.as_str());
        let text = if label.is_empty() {
            first.to_owned()
        } else {
            format!("{label}: {first}")
        };
        let mut out = vec![Span::plain(&text)];
        if sentences.len() > 1 {
            out.push(Span::plain(" "));
            out.push(Span::note(&format!(
                "(+ {})",
                plural(sentences.len() - 1, "more sentence")
            )));
        }
        out
    }
}

/// Cuts a sentence at its marks; marks that are none of it are left out.
fn marked(text: &str, marks: &[&Mark], out: &mut Vec<Span>) {
    let chars: Vec<char> = text.chars().collect();
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let mut from = 0;
    for mark in marks {
        if mark.start < from || mark.end > chars.len() || mark.start >= mark.end {
            continue;
        }
        if mark.start > from {
            out.push(Span::plain(&part(from, mark.start)));
        }
        out.push(Span::new(&part(mark.start, mark.end), Look::Value));
        from = mark.end;
    }
    if from < chars.len() {
        out.push(Span::plain(&part(from, chars.len())));
    }
}

/// `9 differences: 2 omissions, 1 addition, 3 numbers`
fn summary(aligned: &Aligned, options: &Options) -> String {
    let mut counts: BTreeMap<DifferenceKind, usize> = BTreeMap::new();
    for difference in &aligned.differences {
        *counts.entry(difference.kind).or_default() += 1;
    }
    let hidden = if options.segmentation {
        None
    } else {
        counts.remove(&DifferenceKind::Segmentation)
    };
    let name = |(kind, n): (&DifferenceKind, &usize)| match kind {
        DifferenceKind::Order => format!("{n} in order"),
        DifferenceKind::Segmentation => format!("{n} in segmentation"),
        _ => plural(*n, kind.as_str()),
    };
    let total: usize = counts.values().sum();
    let mut out = match total {
        0 => "no differences".to_owned(),
        _ => format!(
            "{}: {}",
            plural(total, "difference"),
            counts.iter().map(name).collect::<Vec<_>>().join(", ")
        ),
    };
    if let Some(n) = hidden {
        let _ = write!(out, " ({n} in segmentation not shown: --kind segmentation)");
    }
    out
}
