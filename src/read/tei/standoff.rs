//! The alignment and the differences of a briefing: its `standOff`.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::document::{Tree, children, collapsed, is, text};
use super::edition::category;
use super::error::{Fault, TeiError};
use super::known::{Known, What};
use crate::model::{
    Alignment, Bead, Difference, DifferenceKind, DifferenceLevel, Group, Lang, Level, Mark, Pair, SentenceId,
};

/// One link: of each edition the positions of its members and their identifiers.
struct Link {
    members: BTreeMap<Lang, Vec<(usize, String)>>,
    confidence: f64,
    manual: bool,
}

/// The links of a level and scope: those with several editions, and those of one alone.
#[derive(Default)]
struct Links {
    linked: Vec<Link>,
    alone: Vec<Link>,
}

/// By level and pair; without pair over all editions.
type Scopes = BTreeMap<(What, Option<Pair>), Links>;

/// Reads a `standOff`.
pub(super) fn standoff(
    tree: &Tree,
    node: Node,
    known: &Known,
) -> Result<(Alignment, Vec<Difference>), TeiError> {
    let mut scopes = Scopes::new();
    let mut differences = Vec::new();
    for list in node.children().filter(Node::is_element) {
        match list.attribute("type") {
            Some("alignment") if is(list, "linkGrp") => {
                let links = scopes.entry(scope(tree, list, known)?).or_default();
                let level = list_level(tree, list)?;
                for link in children(list, "link") {
                    let link = read_link(tree, link, known, level, pair(tree, list, known)?)?;
                    links.linked.extend(link);
                }
            }
            Some("unaligned") if is(list, "listAnnotation") => {
                let links = scopes.entry(scope(tree, list, known)?).or_default();
                let level = list_level(tree, list)?;
                for link in children(list, "annotation") {
                    let link = read_link(tree, link, known, level, pair(tree, list, known)?)?;
                    links.alone.extend(link);
                }
            }
            Some("differences") if is(list, "listAnnotation") => {
                for annotation in children(list, "annotation") {
                    differences.push(difference(tree, annotation, known)?);
                }
            }
            _ => return Err(unknown(tree, list)),
        }
    }
    let alignment = Alignment {
        exchanges: level(&mut scopes, What::Exchange, known, |(position, _)| position),
        turns: level(&mut scopes, What::Turn, known, |(position, _)| position),
        sentences: level(&mut scopes, What::Sentence, known, |(_, id)| SentenceId(id)),
    };
    Ok((alignment, differences))
}

fn unknown(tree: &Tree, list: Node) -> TeiError {
    let fault = Fault::Misplaced {
        child: list.tag_name().name().to_owned(),
        parent: "standOff".to_owned(),
        expected: "expected linkGrp with type=\"alignment\", or listAnnotation with type=\"unaligned\" or \
                   \"differences\"; anything else would be lost when the corpus is written again: remove it",
    };
    tree.fault(list, fault)
}

fn value(tree: &Tree, node: Node, attribute: &'static str, expected: impl Into<String>) -> TeiError {
    let fault = Fault::Value {
        attribute,
        found: node.attribute(attribute).unwrap_or_default().to_owned(),
        expected: expected.into(),
    };
    tree.fault_in(node, attribute, fault)
}

fn scope(tree: &Tree, list: Node, known: &Known) -> Result<(What, Option<Pair>), TeiError> {
    Ok((list_level(tree, list)?, pair(tree, list, known)?))
}

fn list_level(tree: &Tree, list: Node) -> Result<What, TeiError> {
    let expected = "exchange, turn or sentence";
    let name = tree.attribute(list, "subtype", expected)?;
    let all = [What::Exchange, What::Turn, What::Sentence];
    let level = all.into_iter().find(|what| what.as_str() == name);
    level.ok_or_else(|| value(tree, list, "subtype", expected))
}

/// Reads the pair of a list, `@n`; none where it is over all editions.
fn pair(tree: &Tree, list: Node, known: &Known) -> Result<Option<Pair>, TeiError> {
    let Some(name) = list.attribute("n") else {
        return Ok(None);
    };
    let lang = |code: &str| {
        let lang: Lang = code.parse().ok()?;
        known.langs().contains(&lang).then_some(lang)
    };
    let pair = name
        .split_once('-')
        .and_then(|(a, b)| lang(a).zip(lang(b)))
        .filter(|(a, b)| a < b);
    match pair {
        Some((a, b)) => Ok(Some(Pair::new(a, b))),
        None => {
            let all: Vec<&str> = known.langs().iter().map(Lang::as_str).collect();
            let expected = format!(
                "two languages of editions in alphabetical order, such as en-zh (there are {})",
                all.join(", ")
            );
            Err(value(tree, list, "n", expected))
        }
    }
}

/// Reads a link; none where nothing is left of one that the program made.
fn read_link(
    tree: &Tree,
    node: Node,
    known: &Known,
    level: What,
    pair: Option<Pair>,
) -> Result<Option<Link>, TeiError> {
    let manual = status(tree, node)?;
    let expected = "the identifiers linked, such as en:b-2025-05-14.en.u1 zh:b-2025-05-14.zh.u1";
    let target = tree.attribute(node, "target", expected)?;
    let mut members: BTreeMap<Lang, Vec<(usize, String)>> = BTreeMap::new();
    for pointer in target.split_whitespace() {
        let (member, id) = match known.resolve(pointer, &[level]) {
            Err(Fault::Dangling(..)) if known.is_edited() && !manual => continue,
            found => found.map_err(|fault| tree.fault_in(node, "target", fault))?,
        };
        if let Some(pair) = pair
            && ![pair.first(), pair.second()].contains(&member.lang)
        {
            let expected = format!("members of the pair {pair} only, as @n of the list says");
            return Err(value(tree, node, "target", expected));
        }
        members
            .entry(member.lang)
            .or_default()
            .push((member.position, id));
    }
    if members.is_empty() {
        return match target.trim() {
            "" => Err(value(tree, node, "target", expected)),
            _ => Ok(None),
        };
    }
    Ok(Some(Link {
        members,
        confidence: certainty(tree, node, manual)?,
        manual,
    }))
}

/// Reads who made a link.
fn status(tree: &Tree, node: Node) -> Result<bool, TeiError> {
    let expected = "hx:auto, or hx:manual for what a person set";
    let ana = tree.attribute(node, "ana", expected)?;
    let names: Vec<&str> = ana.split_whitespace().filter_map(category).collect();
    match (names.contains(&"auto"), names.contains(&"manual")) {
        (true, false) => Ok(false),
        (false, true) => Ok(true),
        _ => Err(value(tree, node, "ana", expected)),
    }
}

/// Reads a confidence; what a person set is sure where nothing else is said.
fn certainty(tree: &Tree, node: Node, manual: bool) -> Result<f64, TeiError> {
    let expected = "a number from 0 to 1";
    if manual && node.attribute("cert").is_none() {
        return Ok(1.0);
    }
    let cert = tree.attribute(node, "cert", expected)?;
    let number = cert.trim().parse().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| value(tree, node, "cert", expected))
}

/// Makes a level of the model.
fn level<T>(scopes: &mut Scopes, what: What, known: &Known, name: impl Fn((usize, String)) -> T) -> Level<T> {
    let mut out = Level::default();
    let keys: Vec<_> = scopes
        .keys()
        .filter(|(level, _)| *level == what)
        .copied()
        .collect();
    for key in keys {
        let links = merged(scopes.remove(&key).unwrap_or_default());
        let side = |link: &mut Link, lang: Lang| -> Vec<T> {
            let members = link.members.remove(&lang).unwrap_or_default();
            members.into_iter().map(&name).collect()
        };
        match key.1 {
            None => out.groups.extend(links.into_iter().map(|mut link| Group {
                members: known.langs().iter().map(|&l| (l, side(&mut link, l))).collect(),
                confidence: link.confidence,
                manual: link.manual,
            })),
            Some(pair) => {
                let beads = links.into_iter().map(|mut link| Bead {
                    first: side(&mut link, pair.first()),
                    second: side(&mut link, pair.second()),
                    confidence: link.confidence,
                    manual: link.manual,
                });
                out.pairs.insert(pair, beads.collect());
            }
        }
    }
    out
}

/// Puts what stands alone between the links, where it stands in its edition: before the
/// first link that has a later member of it. Both keep their order.
fn merged(links: Links) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::with_capacity(links.linked.len() + links.alone.len());
    let mut slots = Vec::new();
    let mut least = 0;
    for link in &links.alone {
        let first = link
            .members
            .iter()
            .next()
            .and_then(|(&lang, list)| Some((lang, list.first()?.0)));
        let later = |other: &Link| {
            let (lang, position) = first?;
            let member = other.members.get(&lang)?.first()?;
            (member.0 > position).then_some(())
        };
        let slot = links.linked[least..]
            .iter()
            .position(|other| later(other).is_some());
        least = slot.map_or(links.linked.len(), |slot| slot + least);
        slots.push(least);
    }
    let mut alone = links.alone.into_iter().zip(slots).peekable();
    for (k, link) in links.linked.into_iter().enumerate() {
        while let Some((before, _)) = alone.next_if(|(_, slot)| *slot <= k) {
            out.push(before);
        }
        out.push(link);
    }
    out.extend(alone.map(|(link, _)| link));
    out
}

fn difference(tree: &Tree, node: Node, known: &Known) -> Result<Difference, TeiError> {
    let expected = "a kind of difference and a level, such as hx:omission hx:sentence";
    let ana = tree.attribute(node, "ana", expected)?;
    let names: Vec<&str> = ana.split_whitespace().filter_map(category).collect();
    let kind = DifferenceKind::ALL
        .into_iter()
        .find(|kind| names.contains(&kind.as_str()));
    let levels = [
        DifferenceLevel::Exchange,
        DifferenceLevel::Turn,
        DifferenceLevel::Sentence,
    ];
    let level = levels.into_iter().find(|level| names.contains(&level.as_str()));
    let (Some(kind), Some(level)) = (kind, level) else {
        return Err(value(tree, node, "ana", expected));
    };
    let mut out = Difference {
        kind,
        level,
        odd: Vec::new(),
        at: places(tree, node, known)?,
        values: BTreeMap::new(),
        marks: BTreeMap::new(),
        confidence: certainty(tree, node, false)?,
    };
    for note in children(node, "note") {
        match note.attribute("type") {
            None => {}
            Some("odd") => {
                for code in text(note).split_whitespace() {
                    out.odd.push(lang(tree, note, code)?);
                }
            }
            Some("value") => {
                let code = tree.attribute(note, "xml:lang", "the language of the value's edition")?;
                out.values.insert(lang(tree, note, code)?, text(note));
            }
            Some("mark") => {
                if let Some((lang, mark)) = mark(tree, note, known)? {
                    out.marks.entry(lang).or_default().push(mark);
                }
            }
            Some(_) => return Err(value(tree, note, "type", "odd, value or mark")),
        }
    }
    Ok(out)
}

fn lang(tree: &Tree, node: Node, code: &str) -> Result<Lang, TeiError> {
    code.parse().map_err(|_| {
        let fault = Fault::Value {
            attribute: "language",
            found: code.to_owned(),
            expected: "language codes such as en".to_owned(),
        };
        tree.fault(node, fault)
    })
}

/// Reads where a difference is; one that is nowhere points to the briefing.
fn places(tree: &Tree, node: Node, known: &Known) -> Result<BTreeMap<Lang, Vec<String>>, TeiError> {
    let whole = format!("#{}", known.briefing());
    let target = tree.attribute(node, "target", "turns or sentences")?;
    let mut at: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for pointer in target.split_whitespace().filter(|pointer| *pointer != whole) {
        let (member, id) = match known.resolve(pointer, &[What::Turn, What::Sentence]) {
            Err(Fault::Dangling(..)) if known.is_edited() => continue,
            found => found.map_err(|fault| tree.fault_in(node, "target", fault))?,
        };
        at.entry(member.lang).or_default().push(id);
    }
    Ok(at)
}

/// Reads a mark; none where the sentence no longer has these words there, for a person
/// changed it.
fn mark(tree: &Tree, note: Node, known: &Known) -> Result<Option<(Lang, Mark)>, TeiError> {
    let target = tree.attribute(note, "target", "the sentence marked")?;
    let (member, id) = match known.resolve(target.trim(), &[What::Sentence]) {
        Err(Fault::Dangling(..)) if known.is_edited() => return Ok(None),
        found => found.map_err(|fault| tree.fault_in(note, "target", fault))?,
    };
    let expected = "the characters marked, such as 12-15";
    let n = tree.attribute(note, "n", expected)?;
    let range = n.split_once('-').and_then(|(start, end)| {
        let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
        (start <= end).then_some((start, end))
    });
    let (start, end) = range.ok_or_else(|| value(tree, note, "n", expected))?;
    let said: String = known
        .sentence(&id)
        .chars()
        .skip(start)
        .take(end - start)
        .collect();
    let sentence = SentenceId(id);
    let mark = Mark { sentence, start, end };
    Ok((collapsed(said.chars()) == text(note)).then_some((member.lang, mark)))
}
