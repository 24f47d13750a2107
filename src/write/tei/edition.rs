//! One edition: `BRIEFING.LANG.xml`.
//!
//! Everything of the page stands in document order: turns in the `div` of
//! their exchange, paratext between them at its place.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::model::{Bead, Edition, Lang, Paratext, ParatextKind, Role, Sentence, Turn};
use crate::write::WriteError;

use super::ids::{exchange_id, sections};
use super::meta::Availability;
use super::participants::{part, speaker};
use super::xml::Document;
use super::xml::Xml;
use super::{Context, TEI, Tags, editorial, header, label};

/// What an element corresponds to in the source edition, by identifier.
pub(super) type Counterparts = BTreeMap<String, String>;

/// Returns the file of an edition and how often each element stands in its text.
pub(super) fn document(
    context: &Context,
    lang: Lang,
    edition: &Edition,
) -> Result<(Document, Tags), WriteError> {
    let file = context.path(&format!(".{lang}"));
    let mut text = Xml::fragment(&file, 1);
    write_text(&mut text, context, lang, &[("ana", "hx:briefing")])?;

    let mut xml = Xml::document(&file);
    open_root(&mut xml, context, lang);
    let tags = text.counts().clone();
    write_header(&mut xml, context, lang, edition, &tags);
    xml.append(text);
    xml.close();
    Ok((xml.finish(), tags))
}

/// Opens the root of an edition's file.
pub(super) fn open_root(xml: &mut Xml, context: &Context, lang: Lang) {
    let id = format!("{}.{lang}", context.id());
    let corresp = source_of(context, lang).map(|source| format!("{}.{source}.xml", context.id()));
    let root = [
        ("xmlns", TEI),
        ("xml:id", &id),
        ("xml:lang", lang.as_str()),
        ("ana", "hx:briefing"),
        ("corresp", corresp.as_deref().unwrap_or_default()),
    ];
    xml.open("TEI", &root);
}

/// Writes the `text` of an edition.
pub(super) fn write_text(
    xml: &mut Xml,
    context: &Context,
    lang: Lang,
    attrs: &[(&str, &str)],
) -> Result<(), WriteError> {
    let body = Body {
        context,
        lang,
        edition: &context.aligned.editions[&lang],
        counterparts: counterparts(context, lang)?,
    };
    body.write(xml, attrs);
    Ok(())
}

/// Returns the source edition, unless this is it or there is none.
fn source_of(context: &Context, lang: Lang) -> Option<Lang> {
    context.source().filter(|&source| source != lang)
}

/// Returns the category that says what an edition is to the others, where a source is declared.
pub(super) fn status(context: &Context, lang: Lang) -> Option<&'static str> {
    let source = context.source()?;
    Some(if source == lang {
        "hx:source"
    } else {
        "hx:translation"
    })
}

fn write_header(xml: &mut Xml, context: &Context, lang: Lang, edition: &Edition, counts: &Tags) {
    let fallback = format!("{}: {} edition", context.id(), context.language(lang));
    let title = match &edition.title {
        Some(title) if !title.is_empty() => (title.as_str(), lang.as_str()),
        _ => (fallback.as_str(), "en"),
    };
    let words = [(lang, context.summary.words[&lang])].into();
    let extent = [
        ("exchanges", edition.exchanges().len()),
        ("turns", edition.turns.len()),
        ("sentences", edition.sentences().count()),
    ];
    let (day, generated) = (context.day(), context.generated());
    let version = &context.aligned.hexapla;
    let meta = &context.options.meta;
    let file = header::File {
        titles: &[title],
        series: Some(&meta.title),
        day: &day,
        extent: &extent,
        words: &words,
        generated: &generated,
        version,
        meta,
    };
    // The header speaks English, whatever the edition speaks.
    xml.open("teiHeader", &[("xml:lang", "en")]);
    header::file_desc(xml, &file, |xml| source(xml, context, lang, ""));
    xml.open("encodingDesc", &[]);
    header::project(xml, "One language edition of a press briefing.", meta);
    editorial::write(xml, "");
    header::tags(xml, counts);
    header::open_prefixes(xml, "../");
    if let Some(source) = source_of(context, lang) {
        header::edition_prefix(xml, context, source);
    }
    xml.close();
    header::application(xml, version);
    xml.close();
    xml.open("profileDesc", &[]);
    header::languages(xml, context.knowledge, &words);
    header::text_class(xml, status(context, lang));
    header::setting(xml, &day, meta);
    xml.close();
    header::revision(xml, &generated, meta);
    xml.close();
}

/// Writes `bibl`: the page that the edition was read from. What is not known has no element,
/// so that a reader can tell a title that was printed from one that we made.
///
/// `corresp` points to the text where others stand beside it.
pub(super) fn source(xml: &mut Xml, context: &Context, lang: Lang, corresp: &str) {
    let edition = &context.aligned.editions[&lang];
    let kind = match context.source() {
        Some(source) if source == lang => "source edition",
        Some(_) => "translated edition",
        None => "edition",
    };
    let provenance = &edition.provenance;
    xml.open("bibl", &[("corresp", corresp)]);
    if let Some(title) = edition.title.as_deref().filter(|title| !title.is_empty()) {
        xml.line("title", &[("type", "main"), ("xml:lang", lang.as_str())], title);
    }
    xml.line("edition", &[], &format!("{} {kind}", context.language(lang)));
    if let Some(publisher) = &provenance.publisher {
        xml.line("publisher", &[], publisher);
    }
    if let Some(url) = &provenance.url {
        xml.line("idno", &[("type", "URL")], url);
    }
    if !edition.source.is_empty() {
        xml.line("idno", &[("type", "file")], &edition.source);
    }
    let (licence, url) = (&provenance.licence, provenance.licence_url.as_deref());
    if licence.is_some() || url.is_some() {
        let licence = licence.as_deref().unwrap_or_default();
        header::availability(xml, Availability::Unknown, licence, url);
    }
    if let Some(date) = edition.date {
        let date = date.to_string();
        xml.line("date", &[("when", &date)], &date);
    }
    if let Some(date) = provenance.accessed {
        let date = date.to_string();
        xml.line("date", &[("type", "accessed"), ("when", &date)], &date);
    }
    if !edition.encoding.is_empty() {
        xml.line("note", &[("type", "encoding")], &edition.encoding);
    }
    xml.close();
}

struct Body<'a> {
    context: &'a Context<'a>,
    lang: Lang,
    edition: &'a Edition,
    counterparts: Counterparts,
}

impl Body<'_> {
    fn write(&self, xml: &mut Xml, attrs: &[(&str, &str)]) {
        let end = self.edition.turns.len();
        xml.open("text", attrs);
        xml.open("body", &[]);
        for (number, turns) in sections(self.edition) {
            self.paratext(xml, turns.start, number);
            self.exchange(xml, number, &turns);
        }
        if end > 0 {
            self.paratext(xml, end, usize::MAX);
        }
        xml.close();
        xml.close();
    }

    fn exchange(&self, xml: &mut Xml, number: usize, turns: &Range<usize>) {
        let id = exchange_id(self.context.id(), self.lang, number);
        let (kind, n) = match number {
            0 => ("commentSection", String::new()),
            n => ("debateSection", n.to_string()),
        };
        let attrs = [
            ("type", kind),
            ("xml:id", &id),
            ("n", &n),
            ("corresp", self.counterpart(&id)),
        ];
        xml.open("div", &attrs);
        for k in turns.clone() {
            if k > turns.start {
                self.paratext(xml, k, number);
            }
            self.turn(xml, &self.edition.turns[k]);
        }
        xml.close();
    }

    /// Writes the paratext that follows `after` turns. Titles before the
    /// first turn are heads; TEI takes no head further down.
    fn paratext(&self, xml: &mut Xml, after: usize, section: usize) {
        let end = self.edition.turns.len();
        let top = after == 0 && section <= 1;
        for (k, piece) in self.edition.paratext.iter().enumerate() {
            if piece.after.min(end) == after {
                self.piece(xml, k + 1, piece, top);
            }
        }
    }

    fn piece(&self, xml: &mut Xml, number: usize, piece: &Paratext, top: bool) {
        let id = format!("{}.{}.n{number}", self.context.id(), self.lang);
        if top && piece.kind == ParatextKind::Title {
            xml.line("head", &[("xml:id", &id)], &piece.text);
        } else {
            let attrs = [("type", piece.kind.as_str()), ("xml:id", &id)];
            xml.line("note", &attrs, &piece.text);
        }
    }

    fn turn(&self, xml: &mut Xml, turn: &Turn) {
        let id = format!("{}.{}", self.context.id(), turn.id);
        label::write(xml, &id, &turn.label, &turn.printed);
        let who = speaker(turn).map_or(String::new(), |who| format!("hx:{who}"));
        let ana = format!("hx:{} hx:{}", part_of(self.edition, turn), turn.role.as_str());
        let attrs = [
            ("xml:id", id.as_str()),
            ("who", &who),
            ("ana", &ana),
            ("corresp", self.counterpart(&id)),
        ];
        if turn.sentences.is_empty() {
            xml.empty("u", &attrs);
            return;
        }
        xml.open("u", &attrs);
        let paragraphs = turn.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
        for (k, sentences) in paragraphs.enumerate() {
            self.paragraph(xml, &format!("{id}.p{}", k + 1), sentences);
        }
        xml.close();
    }

    fn paragraph(&self, xml: &mut Xml, id: &str, sentences: &[Sentence]) {
        xml.new_line();
        xml.open_inline("seg", &[("xml:id", id)]);
        for (k, sentence) in sentences.iter().enumerate() {
            if k > 0 && spaced(&sentences[k - 1].text, &sentence.text) {
                xml.text(" ");
            }
            let id = format!("{}.{}", self.context.id(), sentence.id);
            let attrs = [("xml:id", id.as_str()), ("corresp", self.counterpart(&id))];
            xml.inline("s", &attrs, &sentence.text);
        }
        xml.close_inline();
    }

    fn counterpart(&self, id: &str) -> &str {
        self.counterparts.get(id).map_or("", String::as_str)
    }
}

/// Returns the part of a turn's speaker; one who also answers makes no chair.
pub(super) fn part_of(edition: &Edition, turn: &Turn) -> &'static str {
    let same = |other: &&Turn| match (&turn.speaker, &other.speaker) {
        (Some(a), Some(b)) => a == b,
        _ => !turn.label.is_empty() && turn.label == other.label,
    };
    let mut answers = edition.turns.iter().filter(|t| t.role == Role::Answer);
    match turn.role {
        Role::Statement if answers.any(|t| same(&t)) => part(Role::Answer),
        role => part(role),
    }
}

/// Tells whether a space stands between two sentences of a paragraph: not
/// where a fullwidth character ends the one (before closing quotes, which are
/// narrow) or begins the other, as in Chinese.
pub(in crate::write) fn spaced(before: &str, after: &str) -> bool {
    let wide = |c: Option<char>| c.and_then(char::width) == Some(2);
    let closing = |c: char| "\"'”’»)]".contains(c);
    !wide(before.trim_end_matches(closing).chars().next_back()) && !wide(after.chars().next())
}

/// Collects what each element of an edition corresponds to in the source edition.
pub(super) fn counterparts(context: &Context, lang: Lang) -> Result<Counterparts, WriteError> {
    let mut found = Counterparts::new();
    let Some(source) = source_of(context, lang) else {
        return Ok(found);
    };
    let alignment = &context.aligned.alignment;
    let index = context.index;
    let pair = crate::model::Pair::new(lang, source);
    let beads = alignment.exchanges.pairs.get(&pair);
    collect(&mut found, beads, lang, source, |l, &k| index.exchange(l, k))?;
    let beads = alignment.turns.pairs.get(&pair);
    collect(&mut found, beads, lang, source, |l, &k| index.turn(l, k))?;
    let beads = alignment.sentences.pairs.get(&pair);
    collect(&mut found, beads, lang, source, |l, s| index.pointer(l, &s.0))?;
    Ok(found)
}

fn collect<T>(
    found: &mut Counterparts,
    beads: Option<&Vec<Bead<T>>>,
    lang: Lang,
    source: Lang,
    pointer: impl Fn(Lang, &T) -> Result<String, WriteError>,
) -> Result<(), WriteError> {
    for bead in beads.into_iter().flatten() {
        let (own, other) = if lang < source {
            (&bead.first, &bead.second)
        } else {
            (&bead.second, &bead.first)
        };
        let targets: Result<Vec<_>, _> = other.iter().map(|m| pointer(source, m)).collect();
        let targets = targets?.join(" ");
        for member in own {
            let id = pointer(lang, member)?;
            let id = id.split_once(':').map_or(id.as_str(), |(_, id)| id);
            found.insert(id.to_owned(), targets.clone());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn chinese_sentences_touch_and_others_do_not() {
        assert!(spaced("He left.", "She stayed."));
        assert!(!spaced("他走了。", "她留下。"));
        assert!(!spaced("他说：“走。”", "“留下。”"));
        assert!(spaced("قال ذلك.", "ثم ذهب."));
    }
}
