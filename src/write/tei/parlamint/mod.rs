//! `--profile parlamint`: plain ParlaMint components.
//!
//! People who have tools for ParlaMint want its files: no sentences, the text directly in
//! `seg`, no stand-off alignment, every part in a `div`. Its schema has fixed points, and
//! what cannot meet them is refused before anything is written: the licence is CC BY 4.0,
//! the corpus and each page have an address, the day is known. The alignment survives as
//! `@corresp` of exchanges and turns where a source edition is declared.
//!
//! Rejected: the linguistically annotated twin (`.ana`), which demands a syntactic analysis
//! of each sentence.

mod header;

use crate::model::{Aligned, Edition, Lang, Paratext, ParatextKind, Turn};
use crate::write::WriteError;

use crate::write::tei::edition::{Counterparts, counterparts, part_of, spaced};
use crate::write::tei::ids::{Index, exchange_id, sections};
use crate::write::tei::meta::{Meta, is_address, one_line};
use crate::write::tei::participants::speaker;
use crate::write::tei::xml::{Document, Xml};
use crate::write::tei::{BriefingSummary, Context, Knowledge, TeiFiles, TeiOptions, add, corpus, edition};

/// Writes a corpus of ParlaMint components: `corpus.xml` and a file an edition.
///
/// # Errors
///
/// Those of [`super::corpus`], and when the licence is not CC BY 4.0, an address or a day is
/// missing, or an edition has no turns.
pub fn parlamint(
    aligned: &[Aligned],
    knowledge: Knowledge,
    options: &TeiOptions,
) -> Result<TeiFiles, WriteError> {
    let options = &TeiOptions {
        meta: options.meta.tidied(),
        ..options.clone()
    };
    check(aligned, options)?;
    let mut components = TeiFiles::default();
    let mut summaries = Vec::new();
    for briefing in aligned {
        let index = Index::new(briefing)?;
        index.check_links()?;
        let mut context = Context {
            aligned: briefing,
            knowledge,
            options,
            index: &index,
            summary: BriefingSummary::new(briefing, knowledge),
        };
        for &lang in briefing.editions.keys() {
            let (document, tags) = component(&context, lang)?;
            add(&mut context.summary.tags, &tags);
            components.add(context.path(&format!(".{lang}")), document);
        }
        summaries.push(context.summary);
    }
    let (briefings, participants) = corpus::sorted(&summaries)?;
    let mut out = TeiFiles::default();
    let root = header::root(&briefings, &participants, knowledge, options);
    out.add("corpus.xml".to_owned(), root);
    out.extend(components);
    Ok(out)
}

/// Refuses metadata that the schema has no place for.
///
/// # Errors
///
/// When the licence is not CC BY 4.0, or the corpus has no address.
pub fn parlamint_ready(meta: &Meta) -> Result<(), WriteError> {
    refuse(lacking(meta))
}

/// Lists what the metadata lack.
fn lacking(meta: &Meta) -> Vec<String> {
    let mut lacking = Vec::new();
    if meta.licence_url.as_deref() != Some(header::LICENCE) {
        lacking.push(format!(
            "its licence is CC BY 4.0: write `licence-url = \"{}\"` into the file of --meta, if the texts are under it",
            header::LICENCE
        ));
    }
    if header::address(meta).is_none() {
        lacking.push(
            "the corpus has an address: write `identifiers = [\"https://…\"]` into the file of --meta"
                .to_owned(),
        );
    }
    lacking
}

/// Refuses what the schema has no place for, all of it in one message.
fn check(aligned: &[Aligned], options: &TeiOptions) -> Result<(), WriteError> {
    let mut lacking = lacking(&options.meta);
    for briefing in aligned {
        let id = &briefing.briefing.id;
        if briefing.briefing.date.is_none() {
            lacking.push(format!("a briefing has a day, and {id} has none in its titles"));
        }
        for (lang, edition) in &briefing.editions {
            if !edition.provenance.url.as_deref().is_some_and(is_address) {
                lacking.push(format!(
                    "a page has an address: the column `url` of --manifest for {} (briefing {id}, language {lang})",
                    edition.source
                ));
            }
            if !edition.turns.iter().any(|turn| !text(turn).is_empty()) {
                lacking.push(format!(
                    "an edition has turns, and that of {id} in {lang} has none"
                ));
            }
        }
    }
    refuse(lacking)
}

fn refuse(mut lacking: Vec<String>) -> Result<(), WriteError> {
    if lacking.is_empty() {
        return Ok(());
    }
    let more = lacking.len().saturating_sub(SHOWN);
    lacking.truncate(SHOWN);
    if more > 0 {
        lacking.push(format!("and {more} more of the kind"));
    }
    Err(WriteError::Profile {
        lacking: lacking.join("; "),
    })
}

/// How many faults are named.
const SHOWN: usize = 5;

/// Returns the component of an edition and how often each element stands in its text.
fn component(context: &Context, lang: Lang) -> Result<(Document, crate::write::tei::Tags), WriteError> {
    let file = context.path(&format!(".{lang}"));
    let edition = &context.aligned.editions[&lang];
    let mut body = Xml::fragment(&file, 1).local();
    let component = Component {
        context,
        lang,
        edition,
        counterparts: counterparts(context, lang)?,
        unsaid: unsaid(context),
    };
    component.write(&mut body);
    let tags = body.counts().clone();

    let mut xml = Xml::document(&file).local();
    edition::open_root(&mut xml, context, lang);
    header::component(&mut xml, context, lang, &tags);
    xml.append(body);
    xml.close();
    Ok((xml.finish(), tags))
}

/// Returns the turns of the source edition in which nothing is said.
fn unsaid(context: &Context) -> Vec<String> {
    let source = context.source().map(|source| &context.aligned.editions[&source]);
    let turns = source.into_iter().flat_map(|edition| &edition.turns);
    let silent = turns.filter(|turn| !is_spoken(turn));
    silent
        .map(|turn| format!(":{}.{}", context.id(), turn.id))
        .collect()
}

struct Component<'a> {
    context: &'a Context<'a>,
    lang: Lang,
    edition: &'a Edition,
    counterparts: Counterparts,
    /// Turns of the source edition in which nothing is said, by the end of their pointers.
    unsaid: Vec<String>,
}

impl Component<'_> {
    /// Writes `text`: what precedes the first turn and what follows the last one stand in
    /// sections of their own, the rest with the exchange that it precedes.
    fn write(&self, xml: &mut Xml) {
        let end = self.edition.turns.len();
        xml.open("text", &[("ana", "hx:briefing")]);
        xml.open("body", &[]);
        self.comments(xml, 0, "front");
        let mut titled = false;
        for (number, turns) in sections(self.edition) {
            let spoken = turns.clone().any(|k| is_spoken(&self.edition.turns[k]));
            let mut section = self.section();
            if spoken && !titled {
                self.pieces(&mut section, 0, true);
                titled = true;
            }
            for k in turns {
                if k > 0 {
                    self.pieces(&mut section, k, false);
                }
                self.turn(&mut section, &self.edition.turns[k]);
            }
            if section.counts().is_empty() {
                continue;
            }
            let id = exchange_id(self.context.id(), self.lang, number);
            let attrs = [
                ("type", if spoken { "debateSection" } else { "commentSection" }),
                ("xml:id", &id),
                ("corresp", &self.counterpart(&id)),
            ];
            xml.open("div", &attrs);
            xml.append(section);
            xml.close();
        }
        if end > 0 {
            self.comments(xml, end, "back");
        }
        xml.close();
        xml.close();
    }

    /// Begins the content of a section.
    fn section(&self) -> Xml {
        Xml::fragment(&self.context.path(&format!(".{}", self.lang)), 4).local()
    }

    /// Writes a section of paratext, where there is any.
    fn comments(&self, xml: &mut Xml, after: usize, name: &str) {
        let mut section = self.section();
        self.pieces(&mut section, after, false);
        if section.counts().is_empty() {
            return;
        }
        let id = format!("{}.{}.{name}", self.context.id(), self.lang);
        xml.open("div", &[("type", "commentSection"), ("xml:id", &id)]);
        xml.append(section);
        xml.close();
    }

    /// Returns the paratext that follows `after` turns, with its number in the page.
    fn at(&self, after: usize) -> impl Iterator<Item = (usize, &Paratext)> {
        let end = self.edition.turns.len();
        let all = self.edition.paratext.iter().enumerate();
        all.filter(move |(_, piece)| piece.after.min(end) == after)
            .map(|(k, piece)| (k + 1, piece))
    }

    /// Writes the paratext that follows `after` turns: the titles before the first turn, which
    /// ParlaMint has at the beginning of a section only, or all the rest.
    fn pieces(&self, xml: &mut Xml, after: usize, titles: bool) {
        for (number, piece) in self.at(after) {
            let is_title = after == 0 && piece.kind == ParatextKind::Title;
            let text = one_line(&piece.text);
            if is_title != titles || text.is_empty() {
                continue;
            }
            let id = format!("{}.{}.n{number}", self.context.id(), self.lang);
            if titles {
                xml.line("head", &[("xml:id", &id)], &text);
            } else {
                let attrs = [("type", piece.kind.as_str()), ("xml:id", &id)];
                xml.line("note", &attrs, &text);
            }
        }
    }

    fn turn(&self, xml: &mut Xml, turn: &Turn) {
        let id = format!("{}.{}", self.context.id(), turn.id);
        let printed = if turn.printed.is_empty() {
            &turn.label
        } else {
            &turn.printed
        };
        let label = one_line(printed);
        if !label.is_empty() {
            xml.line("note", &[("type", "speaker")], &label);
        }
        if !is_spoken(turn) {
            return;
        }
        let who = speaker(turn).map_or(String::new(), |who| format!("hx:{who}"));
        let ana = format!("hx:{} hx:{}", part_of(self.edition, turn), turn.role.as_str());
        let attrs = [
            ("xml:id", id.as_str()),
            ("who", &who),
            ("ana", &ana),
            ("corresp", &self.counterpart(&id)),
        ];
        xml.open("u", &attrs);
        let paragraphs = turn.sentences.chunk_by(|a, b| a.paragraph == b.paragraph);
        for (k, sentences) in paragraphs.enumerate() {
            let mut joined = String::new();
            for (n, sentence) in sentences.iter().enumerate() {
                if n > 0 && spaced(&sentences[n - 1].text, &sentence.text) {
                    joined.push(' ');
                }
                joined.push_str(&sentence.text);
            }
            let text = one_line(&joined);
            if !text.is_empty() {
                xml.line("seg", &[("xml:id", &format!("{id}.seg{}", k + 1))], &text);
            }
        }
        xml.close();
    }

    /// Returns what an exchange or a turn corresponds to, but for turns that are not written.
    fn counterpart(&self, id: &str) -> String {
        let all = self.counterparts.get(id).map_or("", String::as_str);
        let there = |pointer: &&str| !self.unsaid.iter().any(|unsaid| pointer.ends_with(unsaid));
        all.split(' ').filter(there).collect::<Vec<_>>().join(" ")
    }
}

fn text(turn: &Turn) -> String {
    let texts = turn.sentences.iter().map(|sentence| sentence.text.as_str());
    one_line(&texts.collect::<Vec<_>>().join(" "))
}

/// Tells whether anything is said: an utterance without text is none.
fn is_spoken(turn: &Turn) -> bool {
    !text(turn).is_empty()
}
