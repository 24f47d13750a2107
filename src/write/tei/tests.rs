//! The files of a small briefing, and what must hold for any text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use crate::model::{Aligned, Lang};
use crate::write::WriteError;

use super::*;

const EXAMPLE: &str = include_str!("../../../tests/data/alignment.json");

fn example() -> Aligned {
    serde_json::from_str(EXAMPLE).expect("an alignment")
}

fn write(aligned: &Aligned, options: &TeiOptions) -> (BTreeMap<String, String>, Vec<Replaced>) {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    let files = corpus(std::slice::from_ref(aligned), knowledge, options).expect("a corpus");
    (files.files.into_iter().collect(), files.warnings)
}

fn error(aligned: &Aligned) -> WriteError {
    let (languages, outlets) = (Languages::builtin(), Outlets::embedded());
    let knowledge = Knowledge {
        languages: &languages,
        outlets: &outlets,
    };
    write_briefing(aligned, knowledge, &TeiOptions::default()).expect_err("broken")
}

#[test]
fn a_small_briefing() {
    let (files, warnings) = write(&example(), &TeiOptions::default());
    assert!(warnings.is_empty());
    for (path, text) in files {
        let name = path.rsplit('/').next().expect("a name").to_owned();
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn translated_editions_point_to_the_source_edition() {
    let options = TeiOptions {
        source: Some(Lang::ZH),
        ..TeiOptions::default()
    };
    let (files, _) = write(&example(), &options);
    let english = &files["b-2024-03-05/b-2024-03-05.en.xml"];
    let zh = "zh:b-2024-03-05.zh";
    for corresp in [
        "b-2024-03-05.zh.xml",
        &format!("{zh}.x1"),
        &format!("{zh}.u2"),
        &format!("{zh}.u2.s1"),
    ] {
        assert!(english.contains(&format!("corresp=\"{corresp}\"")), "{corresp}");
    }
    assert!(english.contains("translated edition"));
    assert!(files["b-2024-03-05/b-2024-03-05.zh.xml"].contains("source edition"));
}

#[test]
fn broken_alignments_are_refused() {
    let mut dangling = example();
    dangling.alignment.turns.groups[0]
        .members
        .insert(Lang::ZH, vec![7]);
    let mut twice = example();
    let edition = twice.editions.get_mut(&Lang::EN).expect("English");
    edition.turns[1].id = edition.turns[0].id.clone();
    let mut unfit = example();
    unfit.briefing.id = "2024 03".to_owned();
    let mut empty = example();
    empty.editions.clear();
    assert!(matches!(error(&dangling), WriteError::Dangling { .. }));
    assert!(matches!(error(&twice), WriteError::Duplicate { .. }));
    assert!(matches!(error(&unfit), WriteError::BadId { .. }));
    assert!(matches!(error(&empty), WriteError::Empty { .. }));
}

#[test]
fn speakers_get_identifiers_with_a_dot() {
    assert_eq!(participant_id("org.afp"), "org.afp");
    assert_eq!(participant_id("spokesperson"), "person.spokesperson");
    assert_eq!(participant_id("毛宁"), "person._6bdb__5b81_");
    assert_eq!(participant_id("7.x"), "person.7.x");
    assert_eq!(participant_id("."), "person._2e_");
    assert_eq!(participant_id("a."), "person.a.");
    // What was read back is written as it was.
    for speaker in ["org.afp", "spokesperson", "毛宁", "7.x", ".", "a."] {
        let id = participant_id(speaker);
        assert_eq!(participant_id(&id), id);
    }
}

#[test]
fn the_day_of_generation_comes_from_seconds() {
    let day = TeiOptions::day_of_epoch("1709640000").expect("a day");
    assert_eq!(day.to_string(), "2024-03-05");
    assert_eq!(TeiOptions::day_of_epoch("today"), None);
}

/// What XML, scripts, pointers and editors make hard.
static HARD: LazyLock<Vec<String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../tests/data/hard.json")).expect("a list of texts")
});

/// Text with everything that is hard.
pub(crate) fn hard_text(u: &mut Unstructured) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=12)? {
        if u.ratio(3, 4)? {
            text.push_str(u.choose(&HARD[..])?);
        } else {
            text.push(u.arbitrary()?);
        }
    }
    Ok(text)
}

/// The example with other text everywhere.
fn hard_briefing(u: &mut Unstructured) -> Result<Aligned> {
    let mut aligned = example();
    for edition in aligned.editions.values_mut() {
        edition.source = hard_text(u)?;
        edition.title = Some(hard_text(u)?);
        for piece in &mut edition.paratext {
            piece.text = hard_text(u)?;
            piece.after = u.int_in_range(0..=4)?;
        }
        for turn in &mut edition.turns {
            turn.label = hard_text(u)?;
            turn.printed = hard_text(u)?;
            turn.speaker = u.arbitrary::<bool>()?.then(|| hard_text(u)).transpose()?;
            for sentence in &mut turn.sentences {
                sentence.text = hard_text(u)?;
            }
        }
    }
    Ok(aligned)
}

/// A document as a reader sees it.
#[derive(Default)]
struct Read {
    ids: Vec<String>,
    pointers: Vec<String>,
    prefixes: Vec<(String, String, String)>,
    /// The text of elements that have an identifier and nothing but text.
    texts: BTreeMap<String, String>,
}

impl Read {
    fn new(text: &str) -> Read {
        let mut read = Read::default();
        let mut reader = Reader::from_str(text);
        let mut open: Vec<(String, String)> = Vec::new();
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Start(start) => open.push((read.element(&start), String::new())),
                Event::Empty(start) => {
                    let id = read.element(&start);
                    read.texts.insert(id, String::new());
                }
                Event::End(_) => {
                    let (id, text) = open.pop().expect("an open element");
                    if !id.is_empty() {
                        read.texts.insert(id, text);
                    }
                }
                Event::Text(piece) => push(&mut open, &piece.xml10_content()),
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", name.xml10_content());
                    push(&mut open, &unescape(&entity).expect("a known reference"));
                }
                Event::Eof => break,
                _ => {}
            }
        }
        read
    }

    fn element(&mut self, start: &BytesStart) -> String {
        let mut own = String::new();
        let mut found = BTreeMap::new();
        for attribute in start.attributes() {
            let attribute = attribute.expect("an attribute");
            let key = attribute.key.as_ref().to_owned();
            let value = unescape(&attribute.value).expect("a value").into_owned();
            match key.as_str() {
                "xml:id" => own.clone_from(&value),
                "who" | "ana" | "target" | "scheme" | "sameAs" | "corresp" => {
                    // Addresses are no pointers of ours.
                    let own = value.split(' ').filter(|pointer| !pointer.contains("://"));
                    self.pointers.extend(own.map(str::to_owned));
                }
                _ => {}
            }
            found.insert(key, value);
        }
        if let Some(pattern) = found.get("matchPattern") {
            let (ident, to) = (&found["ident"], &found["replacementPattern"]);
            self.prefixes.push((ident.clone(), pattern.clone(), to.clone()));
        }
        if !own.is_empty() {
            self.ids.push(own.clone());
        }
        own
    }

    /// Resolves a pointer by the first prefix that takes the whole of it.
    fn resolve(&self, pointer: &str) -> Option<String> {
        if pointer.starts_with('#') || pointer.ends_with(".xml") {
            return Some(pointer.to_owned());
        }
        let (prefix, rest) = pointer.split_once(':')?;
        self.prefixes.iter().find_map(|(ident, pattern, to)| {
            let whole = regex::Regex::new(&format!("^(?:{pattern})$")).expect("a pattern");
            let found = (ident == prefix).then(|| whole.captures(rest)).flatten()?;
            Some(to.replace("$1", &found[1]))
        })
    }
}

fn push(open: &mut [(String, String)], text: &str) {
    if let Some((_, so_far)) = open.last_mut() {
        so_far.push_str(text);
    }
}

/// Returns the file and identifier that an address names, seen from `path`.
fn address(path: &str, address: &str) -> (String, String) {
    let (file, id) = address.split_once('#').unwrap_or((address, ""));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = match file.strip_prefix("../") {
        Some(shared) => shared.to_owned(),
        None if file.is_empty() => path.to_owned(),
        None if folder.is_empty() => file.to_owned(),
        None => format!("{folder}/{file}"),
    };
    (file, id.to_owned())
}

fn check(aligned: &Aligned, options: &TeiOptions) {
    let (files, warnings) = write(aligned, options);
    let read: BTreeMap<&str, Read> = files
        .iter()
        .map(|(path, text)| (path.as_str(), Read::new(text)))
        .collect();
    let mut seen = BTreeSet::new();
    for id in read.values().flat_map(|r| &r.ids) {
        assert!(crate::group::is_identifier(id), "{id} is no name");
        assert!(seen.insert(id), "{id} stands twice");
    }
    for (path, document) in &read {
        for pointer in &document.pointers {
            let target = document
                .resolve(pointer)
                .unwrap_or_else(|| panic!("{path}: {pointer}"));
            let (file, id) = address(path, &target);
            let there = read
                .get(file.as_str())
                .unwrap_or_else(|| panic!("{path}: no {file}"));
            assert!(
                id.is_empty() || there.ids.contains(&id),
                "{path}: {pointer} points nowhere"
            );
        }
    }
    check_text(aligned, &read, &warnings);
}

fn check_text(aligned: &Aligned, read: &BTreeMap<&str, Read>, warnings: &[Replaced]) {
    let mut replaced = 0;
    for (lang, edition) in &aligned.editions {
        let id = &aligned.briefing.id;
        let texts = &read[format!("{id}/{id}.{lang}.xml").as_str()].texts;
        let sentences = edition.sentences().map(|s| (format!("{id}.{}", s.id), &s.text));
        let pieces = edition.paratext.iter().enumerate();
        let pieces = pieces.map(|(k, p)| (format!("{id}.{lang}.n{}", k + 1), &p.text));
        for (id, text) in sentences.chain(pieces) {
            let allowed =
                |c: char| !(c < ' ' && !"\t\n\r".contains(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
            let expected: String = text
                .chars()
                .map(|c| if allowed(c) { c } else { '\u{FFFD}' })
                .collect();
            assert_eq!(texts[&id], expected, "{id}");
            replaced += text.chars().filter(|&c| !allowed(c)).count();
        }
    }
    assert!(warnings.len() >= replaced, "every replacement is reported");
}

#[test]
fn any_text_survives() {
    check(&example(), &TeiOptions::default());
    let source = Some(Lang::EN);
    arbtest::arbtest(|u| {
        let aligned = hard_briefing(u)?;
        let options = TeiOptions {
            source: source.filter(|_| u.ratio(1, 2).unwrap_or(false)),
            meta: Meta {
                publisher: hard_text(u)?,
                licence: hard_text(u)?,
                ..Meta::default()
            },
            ..TeiOptions::default()
        };
        check(&aligned, &options);
        Ok(())
    });
}
