//! A briefing as a whole: `BRIEFING.xml` with alignment and differences.
//!
//! A `link` needs two ends, so what has no counterpart is an `annotation`:
//! recorded all the same, since nothing may be lost.

use std::collections::BTreeMap;

use crate::model::{Bead, Difference, Group, Lang, Level, Mark};
use crate::write::WriteError;

use super::briefing::{self, Parts};
use super::xml::Document;
use super::xml::Xml;
use super::{Context, TEI, Tags, XINCLUDE, add, header};

/// Members of each edition with the confidence: a group or a bead.
struct Link {
    members: BTreeMap<Lang, Vec<String>>,
    confidence: f64,
    manual: bool,
}

/// The links of a level, over all editions or of one pair.
struct Links {
    level: &'static str,
    /// Empty for all editions, else the pair.
    pair: String,
    /// The order of the editions in `@n`.
    langs: Vec<Lang>,
    links: Vec<Link>,
}

/// Returns the file of a briefing and how often each element stands in it and its editions.
pub(super) fn document(context: &Context) -> Result<(Document, Tags), WriteError> {
    let path = context.path("");
    let mut standoff = Xml::fragment(&path, 1);
    write_standoff(&mut standoff, context)?;
    let mut tags = context.summary.tags.clone();
    add(&mut tags, standoff.counts());

    let mut xml = Xml::document(&path);
    let root = [
        ("xmlns", TEI),
        ("xmlns:xi", XINCLUDE),
        ("xml:id", context.id()),
        ("xml:lang", "en"),
    ];
    xml.open("teiCorpus", &root);
    let parts = Parts {
        project: "The language editions of one press briefing, aligned by exchange, turn and sentence.",
        source: &|xml| xml.line("p", &[], "Language editions; see the header of each text."),
        pointers: &|xml| {
            header::open_prefixes(xml, "../");
            for &lang in context.aligned.editions.keys() {
                header::edition_prefix(xml, context, lang);
            }
            xml.close();
        },
        participants: "sameAs",
    };
    briefing::write_header(&mut xml, context, &tags, &parts);
    xml.append(standoff);
    for lang in context.aligned.editions.keys() {
        let file = format!("{}.{lang}.xml", context.id());
        xml.empty("xi:include", &[("href", &file)]);
    }
    xml.close();
    Ok((xml.finish(), tags))
}

/// Writes `standOff` where there is anything to say.
pub(super) fn write_standoff(xml: &mut Xml, context: &Context) -> Result<(), WriteError> {
    let levels = levels(context)?;
    let differences = &context.aligned.differences;
    let nothing = |links: &Links| links.links.iter().all(|link| link.target().is_empty());
    if levels.iter().all(nothing) && differences.is_empty() {
        return Ok(());
    }
    xml.open("standOff", &[("type", "alignment")]);
    let mut lonely = 0;
    for links in &levels {
        write_links(xml, context, links);
        write_unaligned(xml, context, links, &mut lonely);
    }
    write_differences(xml, context)?;
    xml.close();
    Ok(())
}

/// Collects all links: first those over all editions, then those of each pair.
fn levels(context: &Context) -> Result<Vec<Links>, WriteError> {
    let alignment = &context.aligned.alignment;
    let index = context.index;
    let (mut all, exchanges) = level(context, "exchange", &alignment.exchanges, |l, &k| {
        index.exchange(l, k)
    })?;
    let (groups, turns) = level(context, "turn", &alignment.turns, |l, &k| index.turn(l, k))?;
    all.extend(groups);
    let (groups, sentences) = level(context, "sentence", &alignment.sentences, |l, s| {
        index.pointer(l, &s.0)
    })?;
    all.extend(groups);
    all.extend(exchanges.into_iter().chain(turns).chain(sentences));
    Ok(all)
}

/// Returns the links over all editions and those of the pairs.
fn level<T>(
    context: &Context,
    name: &'static str,
    level: &Level<T>,
    pointer: impl Fn(Lang, &T) -> Result<String, WriteError>,
) -> Result<(Vec<Links>, Vec<Links>), WriteError> {
    let all = |lang: Lang, members: &[T]| -> Result<Vec<String>, WriteError> {
        members.iter().map(|m| pointer(lang, m)).collect()
    };
    let group = |group: &Group<T>| -> Result<Link, WriteError> {
        let members = group.members.iter().map(|(&l, m)| Ok((l, all(l, m)?)));
        let members = members.collect::<Result<_, WriteError>>()?;
        Ok(Link {
            members,
            confidence: group.confidence,
            manual: group.manual,
        })
    };
    let bead = |first: Lang, second: Lang, bead: &Bead<T>| -> Result<Link, WriteError> {
        let members = [
            (first, all(first, &bead.first)?),
            (second, all(second, &bead.second)?),
        ];
        Ok(Link {
            members: members.into(),
            confidence: bead.confidence,
            manual: bead.manual,
        })
    };
    let groups = vec![Links {
        level: name,
        pair: String::new(),
        langs: context.aligned.editions.keys().copied().collect(),
        links: level.groups.iter().map(group).collect::<Result<_, _>>()?,
    }];
    let mut pairs = Vec::new();
    for (pair, beads) in &level.pairs {
        let (first, second) = (pair.first(), pair.second());
        let links = beads.iter().map(|b| bead(first, second, b));
        pairs.push(Links {
            level: name,
            pair: pair.to_string(),
            langs: vec![first, second],
            links: links.collect::<Result<_, _>>()?,
        });
    }
    Ok((groups, pairs))
}

impl Link {
    /// Tells whether at least two editions take part.
    fn is_aligned(&self) -> bool {
        self.members.values().filter(|m| !m.is_empty()).count() > 1
    }

    /// Returns the category that says who made the link.
    fn status(&self) -> &'static str {
        if self.manual { "hx:manual" } else { "hx:auto" }
    }

    fn target(&self) -> String {
        join(self.members.values().flatten(), " ")
    }

    fn shape(&self, langs: &[Lang]) -> String {
        let count = |lang| self.members.get(lang).map_or(0, Vec::len);
        join(langs.iter().map(count), ":")
    }
}

fn write_links(xml: &mut Xml, context: &Context, links: &Links) {
    let aligned: Vec<&Link> = links.links.iter().filter(|l| l.is_aligned()).collect();
    if aligned.is_empty() {
        return;
    }
    let scope = if links.pair.is_empty() { "all" } else { &links.pair };
    let id = format!("{}.{}.{scope}", context.id(), links.level);
    let attrs = [
        ("type", "alignment"),
        ("subtype", links.level),
        ("n", &links.pair),
        ("xml:id", &id),
    ];
    xml.open("linkGrp", &attrs);
    for link in aligned {
        let attrs = [
            ("n", link.shape(&links.langs)),
            ("target", link.target()),
            ("ana", link.status().to_owned()),
            ("cert", certainty(link.confidence)),
        ];
        xml.empty(
            "link",
            &attrs.each_ref().map(|(key, value)| (*key, value.as_str())),
        );
    }
    xml.close();
}

fn write_unaligned(xml: &mut Xml, context: &Context, links: &Links, lonely: &mut usize) {
    let mut alone = links
        .links
        .iter()
        .filter(|l| !l.is_aligned() && !l.target().is_empty());
    let mut next = alone.next();
    if next.is_none() {
        return;
    }
    let attrs = [
        ("type", "unaligned"),
        ("subtype", links.level),
        ("n", &links.pair),
    ];
    xml.open("listAnnotation", &attrs);
    while let Some(link) = next {
        *lonely += 1;
        let id = format!("{}.a{lonely}", context.id());
        let (target, cert) = (link.target(), certainty(link.confidence));
        let attrs = [
            ("xml:id", id.as_str()),
            ("motivation", "classifying"),
            ("target", &target),
            ("ana", &format!("hx:unaligned {}", link.status())),
            ("cert", &cert),
        ];
        xml.empty("annotation", &attrs);
        next = alone.next();
    }
    xml.close();
}

fn write_differences(xml: &mut Xml, context: &Context) -> Result<(), WriteError> {
    let differences = &context.aligned.differences;
    if differences.is_empty() {
        return Ok(());
    }
    xml.open("listAnnotation", &[("type", "differences")]);
    for (k, difference) in differences.iter().enumerate() {
        write_difference(xml, context, k + 1, difference)?;
    }
    xml.close();
    Ok(())
}

fn write_difference(
    xml: &mut Xml,
    context: &Context,
    number: usize,
    difference: &Difference,
) -> Result<(), WriteError> {
    let mut targets = Vec::new();
    for (&lang, ids) in &difference.at {
        for id in ids {
            targets.push(context.index.pointer(lang, id)?);
        }
    }
    if targets.is_empty() {
        targets.push(format!("#{}", context.id()));
    }
    let level = difference.level.as_str();
    let ana = format!("hx:{} hx:{level}", difference.kind.as_str());
    let attrs = [
        ("xml:id", &format!("{}.d{number}", context.id())),
        ("motivation", &"assessing".to_owned()),
        ("target", &targets.join(" ")),
        ("ana", &ana),
        ("cert", &certainty(difference.confidence)),
    ];
    xml.open("annotation", &attrs.map(|(key, value)| (key, value.as_str())));
    xml.line("note", &[], &gloss(context, difference));
    xml.line("note", &[("type", "odd")], &join(difference.odd.iter(), " "));
    for (lang, value) in &difference.values {
        xml.line("note", &[("type", "value"), ("xml:lang", lang.as_str())], value);
    }
    for (&lang, marks) in &difference.marks {
        for mark in marks {
            write_mark(xml, context, lang, mark)?;
        }
    }
    xml.close();
    Ok(())
}

/// Writes where a sentence says a value: the words, and which characters they are.
fn write_mark(xml: &mut Xml, context: &Context, lang: Lang, mark: &Mark) -> Result<(), WriteError> {
    let target = context.index.pointer(lang, &mark.sentence.0)?;
    let edition = &context.aligned.editions[&lang];
    let sentence = edition.sentences().find(|s| s.id == mark.sentence);
    let text = sentence.map_or("", |s| s.text.as_str());
    let words: String = text.chars().take(mark.end).skip(mark.start).collect();
    let n = format!("{}-{}", mark.start, mark.end);
    let attrs = [("type", "mark"), ("target", &target), ("n", &n)];
    xml.line("note", &attrs, &words);
    Ok(())
}

/// Says a difference in words: `omission (exchange level): Arabic, French`.
fn gloss(context: &Context, difference: &Difference) -> String {
    let odd = join(difference.odd.iter().map(|&l| context.language(l)), ", ");
    let (kind, level) = (difference.kind.as_str(), difference.level.as_str());
    format!("{kind} ({level} level): {odd}")
}

/// Formats a confidence with the four decimals that it has in JSON.
fn certainty(confidence: f64) -> String {
    let bounded = if confidence.is_nan() {
        0.0
    } else {
        confidence.clamp(0.0, 1.0)
    };
    let four = format!("{bounded:.4}");
    four.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn join<T: ToString>(items: impl Iterator<Item = T>, by: &str) -> String {
    items.map(|item| item.to_string()).collect::<Vec<_>>().join(by)
}
