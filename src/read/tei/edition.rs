//! One edition: the body of `BRIEFING.LANG.xml`.
//!
//! Exchanges follow from the roles of turns, so a `div` must say the same; what the file
//! says beyond (numbers, parts, `@corresp`) is made anew when it is written.

use roxmltree::Node;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as Unknown, StrDeserializer};

use super::document::{Tree, child, id, is, is_ink, text};
use super::error::{Fault, TeiError};
use super::known::{Known, Member, What};
use crate::model::{Lang, Paratext, ParatextKind, Role, Sentence, SentenceId, Turn, TurnId};
use crate::write::tei::TEI;

/// How deep elements that are not known may be nested around those that are.
const DEEPEST: usize = 32;

/// Reads the turns and the paratext below `body`.
pub(super) fn body(
    tree: &Tree,
    body: Node,
    lang: Lang,
    known: &mut Known,
) -> Result<(Vec<Turn>, Vec<Paratext>), TeiError> {
    let mut reader = Body {
        tree,
        lang,
        known,
        turns: Vec::new(),
        paratext: Vec::new(),
        label: None,
        exchanges: 0,
        sentences: 0,
    };
    reader.inside(body, Place::Body, 0)?;
    Ok((reader.turns, in_order(reader.paratext)))
}

/// Where the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Opening,
    Exchange,
}

struct Body<'b, 't, 'i> {
    tree: &'t Tree<'i>,
    lang: Lang,
    known: &'b mut Known,
    turns: Vec<Turn>,
    /// With the number in its identifier.
    paratext: Vec<(Option<usize>, Paratext)>,
    /// Label and printed label of the next turn.
    label: Option<(String, String)>,
    exchanges: usize,
    sentences: usize,
}

impl<'t, 'i> Body<'_, 't, 'i> {
    fn inside(&mut self, parent: Node<'t, 'i>, place: Place, depth: usize) -> Result<(), TeiError> {
        for node in parent.children() {
            if is_ink(node) {
                return Err(stray(self.tree, node));
            }
            if node.is_element() {
                self.element(node, place, depth)?;
            }
        }
        Ok(())
    }

    fn element(&mut self, node: Node<'t, 'i>, place: Place, depth: usize) -> Result<(), TeiError> {
        let name = node.tag_name();
        let known = if name.namespace() == Some(TEI) {
            name.name()
        } else {
            ""
        };
        match (known, place) {
            ("head", _) => self.paratext(node, ParatextKind::Title),
            ("note", _) => self.note(node, place),
            ("div", Place::Body) => self.div(node),
            ("u", Place::Opening | Place::Exchange) => self.turn(node),
            ("div" | "u" | "seg" | "s", _) => Err(misplaced(self.tree, node)),
            _ if depth < DEEPEST => self.inside(node, place, depth + 1),
            _ => Err(misplaced(self.tree, node)),
        }
    }

    fn note(&mut self, node: Node<'t, 'i>, place: Place) -> Result<(), TeiError> {
        let expected = "`speaker`, or a kind of paratext: title, timestamp, navigation, breadcrumb, heading, \
                        sidebar, caption, divider, footer, other";
        let kind = self.tree.attribute(node, "type", expected)?;
        if kind == "speaker" && place != Place::Body {
            if self.label.is_some() {
                return Err(self.tree.fault(node, Fault::LoneLabel));
            }
            self.label = Some(label(node));
            return Ok(());
        }
        let deserializer: StrDeserializer<Unknown> = kind.into_deserializer();
        match ParatextKind::deserialize(deserializer) {
            Ok(kind) => self.paratext(node, kind),
            Err(_) => {
                let fault = Fault::Value {
                    attribute: "type",
                    found: kind.to_owned(),
                    expected: expected.to_owned(),
                };
                Err(self.tree.fault_in(node, "type", fault))
            }
        }
    }

    fn paratext(&mut self, node: Node<'t, 'i>, kind: ParatextKind) -> Result<(), TeiError> {
        let start = format!("{}.{}.n", self.known.briefing(), self.lang);
        let number = id(node).and_then(|id| id.strip_prefix(&start)?.parse().ok());
        self.paratext.push((
            number,
            Paratext {
                kind,
                text: text(node),
                line: 0,
                after: self.turns.len(),
            },
        ));
        Ok(())
    }

    fn div(&mut self, node: Node<'t, 'i>) -> Result<(), TeiError> {
        let expected = "`debateSection` for an exchange, `commentSection` for what precedes the first";
        let kind = self.tree.attribute(node, "type", expected)?;
        let start = self.turns.len();
        let place = match kind {
            "debateSection" => {
                let member = Member {
                    what: What::Exchange,
                    lang: self.lang,
                    position: self.exchanges,
                };
                self.known.member(self.tree, node, member)?;
                self.exchanges += 1;
                Place::Exchange
            }
            "commentSection" => Place::Opening,
            _ => {
                let fault = Fault::Value {
                    attribute: "type",
                    found: kind.to_owned(),
                    expected: expected.to_owned(),
                };
                return Err(self.tree.fault_in(node, "type", fault));
            }
        };
        self.inside(node, place, 0)?;
        if self.label.take().is_some() {
            return Err(self.tree.fault(node, Fault::LoneLabel));
        }
        self.check_roles(node, place, start)
    }

    /// Checks that a `div` is what the roles of its turns make it.
    fn check_roles(&self, node: Node, place: Place, start: usize) -> Result<(), TeiError> {
        let questions = |turns: &[Turn]| turns.iter().any(|turn| turn.role == Role::Question);
        let fault = match (place, &self.turns[start..]) {
            (Place::Exchange, [first, rest @ ..]) if first.role == Role::Question => {
                questions(rest).then_some("a second question in an exchange")
            }
            (Place::Exchange, _) => Some("no question at the beginning of an exchange"),
            (_, turns) if questions(turns) => Some("a question outside of the exchanges"),
            (_, turns) if !turns.is_empty() && self.exchanges > 0 => {
                Some("turns behind the first exchange but in none")
            }
            _ => None,
        };
        fault.map_or(Ok(()), |what| Err(self.tree.fault(node, Fault::Exchange(what))))
    }

    fn turn(&mut self, node: Node<'t, 'i>) -> Result<(), TeiError> {
        let position = self.turns.len();
        let member = Member {
            what: What::Turn,
            lang: self.lang,
            position,
        };
        let id = self.known.member(self.tree, node, member)?;
        let (label, printed) = self.label.take().unwrap_or_default();
        let mut turn = Turn {
            id: TurnId(id),
            role: role(self.tree, node)?,
            label,
            printed,
            speaker: speaker(self.tree, node)?,
            sentences: Vec::new(),
        };
        self.sentences_of(node, &mut turn)?;
        self.turns.push(turn);
        Ok(())
    }

    /// Reads the sentences of a turn. What stands in one `seg`, or side by side in none, is a
    /// paragraph.
    fn sentences_of(&mut self, node: Node<'t, 'i>, turn: &mut Turn) -> Result<(), TeiError> {
        let mut paragraph = None;
        let mut next = 0;
        let mut nodes = node.descendants().skip(1).peekable();
        while let Some(inner) = nodes.next() {
            if is_ink(inner) {
                return Err(stray(self.tree, inner));
            }
            if is(inner, "s") {
                let around = inner.ancestors().find(|n| is(*n, "seg") || *n == node);
                let around = around.map(|n| n.id());
                if paragraph != around {
                    next += usize::from(!turn.sentences.is_empty());
                    paragraph = around;
                }
                self.sentence(inner, next, turn)?;
                // The text of the sentence is read, and all elements in it.
                while nodes.peek().is_some_and(|n| n.range().start < inner.range().end) {
                    nodes.next();
                }
            } else if ["div", "u", "note", "head"].iter().any(|name| is(inner, name)) {
                return Err(misplaced(self.tree, inner));
            }
        }
        Ok(())
    }

    fn sentence(&mut self, node: Node<'t, 'i>, paragraph: usize, turn: &mut Turn) -> Result<(), TeiError> {
        let structural = ["div", "u", "seg", "s", "note", "head"];
        let wrong = node
            .descendants()
            .skip(1)
            .find(|n| structural.iter().any(|name| is(*n, name)));
        if let Some(wrong) = wrong {
            return Err(misplaced(self.tree, wrong));
        }
        let member = Member {
            what: What::Sentence,
            lang: self.lang,
            position: self.sentences,
        };
        let id = self.known.member(self.tree, node, member)?;
        self.sentences += 1;
        let text = text(node);
        self.known.say(&id, &text);
        turn.sentences.push(Sentence {
            id: SentenceId(id),
            text,
            paragraph,
            line: 0,
        });
        Ok(())
    }
}

/// Reads label and printed label, by the rules of `write::tei`'s labels: `@key` is the label
/// where there is one, else the text of `name`, else that of the note; printed is the text
/// of the note, but nothing where a `name` without `@key` is all of it.
fn label(note: Node) -> (String, String) {
    let whole = text(note);
    let Some(name) = child(note, "name") else {
        return (whole.clone(), whole);
    };
    if let Some(key) = name.attribute("key") {
        return (key.to_owned(), whole);
    }
    let label = text(name);
    let printed = if label == whole { String::new() } else { whole };
    (label, printed)
}

fn role(tree: &Tree, node: Node) -> Result<Role, TeiError> {
    let expected = "one of hx:question, hx:answer, hx:statement";
    let ana = tree.attribute(node, "ana", expected)?;
    let all = [Role::Question, Role::Answer, Role::Statement];
    let named = |token: &str| {
        let name = category(token)?;
        all.into_iter().find(|role| role.as_str() == name)
    };
    let mut found = ana.split_whitespace().filter_map(named);
    match (found.next(), found.next()) {
        (Some(role), None) => Ok(role),
        _ => {
            let fault = Fault::Value {
                attribute: "ana",
                found: ana.to_owned(),
                expected: expected.to_owned(),
            };
            Err(tree.fault_in(node, "ana", fault))
        }
    }
}

/// Returns the category that a pointer such as `hx:auto` or `#auto` names.
pub(super) fn category(pointer: &str) -> Option<&str> {
    pointer.strip_prefix("hx:").or_else(|| pointer.strip_prefix('#'))
}

fn speaker(tree: &Tree, node: Node) -> Result<Option<String>, TeiError> {
    let Some(who) = node.attribute("who") else {
        return Ok(None);
    };
    match category(who) {
        Some(id) if !id.is_empty() && !id.contains(char::is_whitespace) => Ok(Some(id.to_owned())),
        _ => {
            let fault = Fault::Value {
                attribute: "who",
                found: who.to_owned(),
                expected: "hx: and the identifier of one participant, such as hx:org.afp".to_owned(),
            };
            Err(tree.fault_in(node, "who", fault))
        }
    }
}

/// Brings paratext into the order of its numbers, which is that of the page, where they are
/// still those of the writer: from 1, each once, ascending at every place. Else the order of
/// the file is right.
fn in_order(mut paratext: Vec<(Option<usize>, Paratext)>) -> Vec<Paratext> {
    let ascending = paratext.windows(2).all(|pair| {
        let [(a, first), (b, second)] = pair else {
            return true;
        };
        first.after != second.after || a < b
    });
    let mut numbers: Vec<usize> = paratext.iter().filter_map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    if ascending && numbers.iter().copied().eq(1..=paratext.len()) {
        paratext.sort_by_key(|(number, _)| *number);
    }
    paratext.into_iter().map(|(_, piece)| piece).collect()
}

fn stray(tree: &Tree, node: Node) -> TeiError {
    let text = text(node);
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    // The place of the text itself, not of the white space before it.
    let whole = node.text().unwrap_or_default();
    let space = whole.len() - whole.trim_start().len();
    tree.fault_at(node.range().start + space, Fault::StrayText(short))
}

fn misplaced(tree: &Tree, node: Node) -> TeiError {
    let name = |node: Node| node.tag_name().name().to_owned();
    let parent = node.parent_element().map(name).unwrap_or_default();
    let child = name(node);
    let expected = match child.as_str() {
        "div" => "a div stands in body only",
        "u" => "a u stands in a div only",
        "seg" => "a seg stands in a u only",
        "s" => "an s stands in the seg of a u and holds text and inline elements",
        "note" | "head" => "notes stand between turns, in div or body",
        _ => "it is nested too deep",
    };
    let fault = Fault::Misplaced {
        child,
        parent,
        expected,
    };
    tree.fault(node, fault)
}
