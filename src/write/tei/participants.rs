//! Who speaks: the same speakers in every edition, with the names printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::language::{Outlet, Outlets};
use crate::model::{Aligned, Lang, Role, Turn};

use super::xml::{Xml, as_written};
use crate::group::is_identifier;

/// A speaker with the labels that the editions print.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Participant {
    /// By language the labels printed, with how often.
    pub names: BTreeMap<Lang, BTreeMap<String, usize>>,
    /// What the speaker does.
    pub roles: BTreeSet<Role>,
}

impl Participant {
    /// Adds what another briefing prints.
    pub fn merge(&mut self, other: &Participant) {
        self.roles.extend(&other.roles);
        for (&lang, names) in &other.names {
            let own = self.names.entry(lang).or_default();
            for (name, n) in names {
                *own.entry(name.clone()).or_default() += n;
            }
        }
    }

    /// Returns the names in a stable order: by language, most frequent first.
    fn ordered(&self) -> Vec<(Lang, &str)> {
        let mut all = Vec::new();
        for (&lang, names) in &self.names {
            let mut names: Vec<_> = names.iter().collect();
            names.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
            all.extend(names.into_iter().map(|(name, _)| (lang, name.as_str())));
        }
        all
    }
}

/// Collects the participants of a briefing by identifier.
pub(super) fn collect(aligned: &Aligned) -> BTreeMap<String, Participant> {
    let mut all: BTreeMap<String, Participant> = BTreeMap::new();
    for (&lang, edition) in &aligned.editions {
        for turn in &edition.turns {
            let Some(id) = speaker(turn) else {
                continue;
            };
            let who = all.entry(id).or_default();
            who.roles.insert(turn.role);
            if !turn.label.is_empty() {
                let names = who.names.entry(lang).or_default();
                *names.entry(as_written(&turn.label)).or_default() += 1;
            }
        }
    }
    all
}

/// Returns the identifier of who speaks a turn, where it is known.
pub(super) fn speaker(turn: &Turn) -> Option<String> {
    let named = turn.speaker.as_deref().filter(|speaker| !speaker.is_empty());
    named.map(participant_id)
}

/// Returns the identifier of a speaker in `participants.xml`.
///
/// It always has a dot, which tells it from a category: `org.afp` stays,
/// `chair` becomes `person.chair`, and what XML does not take is spelt out.
#[must_use]
pub fn participant_id(speaker: &str) -> String {
    let has_dot = |id: &str| id.split_once('.').is_some_and(|(_, rest)| !rest.is_empty());
    // What this made stays as it is when it is read back.
    if has_dot(speaker) && is_identifier(speaker) {
        return speaker.to_owned();
    }
    let mut id = String::new();
    for c in speaker.chars() {
        if c.is_ascii_alphanumeric() || c == '-' || (c == '.' && !id.is_empty()) {
            id.push(c);
        } else {
            let _ = write!(id, "_{:x}_", u32::from(c));
        }
    }
    if has_dot(&id) && is_identifier(&id) {
        id
    } else {
        format!("person.{id}")
    }
}

/// What is said of participants, and how elements refer to them.
pub(super) struct Scope<'a> {
    /// The outlets, for names that no edition prints.
    pub(super) outlets: &'a Outlets,
    /// The languages that an outlet's names are given in.
    pub(super) langs: &'a [Lang],
    /// `xml:id` in the shared file, `sameAs` in a briefing.
    pub(super) attr: &'a str,
}

/// Writes `particDesc`.
pub(super) fn describe(
    xml: &mut Xml,
    all: &BTreeMap<String, Participant>,
    root: &[(&str, &str)],
    scope: &Scope,
) {
    xml.open("particDesc", root);
    if all.is_empty() {
        xml.line("p", &[], "No speaker was identified.");
    }
    let (organisations, persons) = all.iter().partition(|(id, _)| id.starts_with("org."));
    list(xml, ["listOrg", "org", "orgName"], &organisations, scope);
    list(xml, ["listPerson", "person", "persName"], &persons, scope);
    xml.close();
}

fn list(xml: &mut Xml, tags: [&str; 3], all: &BTreeMap<&String, &Participant>, scope: &Scope) {
    if all.is_empty() {
        return;
    }
    xml.open(tags[0], &[]);
    for (id, participant) in all {
        let value = if scope.attr == "xml:id" {
            (*id).clone()
        } else {
            format!("hx:{id}")
        };
        let roles: Vec<&str> = participant.roles.iter().map(|r| part(*r)).collect();
        let outlet = scope.outlets.get(id);
        let attrs = [
            (scope.attr, value.as_str()),
            ("type", outlet.map_or("", |outlet| &outlet.kind)),
            ("role", &roles.join(" ")),
        ];
        xml.open(tags[1], &attrs);
        let names = names(participant, outlet, scope.langs);
        for (lang, kind, name) in &names {
            xml.line(tags[2], &[("type", kind), ("xml:lang", lang.as_str())], name);
        }
        if names.is_empty() {
            xml.line(tags[2], &[("type", "standard")], id);
        }
        xml.close();
    }
    xml.close();
}

/// Returns names with their languages and kinds: in each language the one that the table of
/// outlets has, then what else was printed.
fn names<'a>(
    participant: &'a Participant,
    outlet: Option<&'a Outlet>,
    langs: &[Lang],
) -> Vec<(Lang, &'static str, &'a str)> {
    let known = outlet.into_iter().flat_map(|outlet| &outlet.names);
    let known: Vec<_> = known
        .filter(|(lang, _)| langs.contains(lang))
        .map(|(&lang, name)| (lang, "standard", name.as_str()))
        .collect();
    let is_known = |lang, name| known.iter().any(|&(l, _, n)| (l, n) == (lang, name));
    let printed = participant.ordered().into_iter();
    let printed = printed.filter(|&(lang, name)| !is_known(lang, name));
    let mut all = known.clone();
    all.extend(printed.map(|(lang, name)| (lang, "printed", name)));
    // The sort is stable: the table's name stays before what was printed.
    all.sort_by_key(|&(lang, _, _)| lang);
    all
}

/// Returns the part in the briefing that a role shows, in Parla-CLARIN's words.
pub(super) fn part(role: Role) -> &'static str {
    match role {
        Role::Question => "guest",
        Role::Answer => "regular",
        Role::Statement => "chair",
    }
}
