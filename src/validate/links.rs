//! Links: every member in one, the levels right, and groups that are what the pairs join.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::finding::Finding;
use super::scan::{Link, List, Scan, Text};
use crate::model::{Lang, Pair};

/// The levels of alignment.
const LEVELS: [&str; 3] = ["exchange", "turn", "sentence"];

/// The editions of a briefing.
pub(super) type Editions = BTreeMap<Lang, (Scan, Text)>;

/// Checks the links of a briefing; `file` is where they stand.
pub(super) fn check(file: &Path, lists: &[List], editions: &Editions, out: &mut Vec<Finding>) {
    for list in lists {
        let langs: Vec<Lang> = match list.pair {
            Some(pair) => vec![pair.first(), pair.second()],
            None => editions.keys().copied().collect(),
        };
        for link in &list.links {
            levels(file, list, link, editions, out);
            shape(file, list, link, &langs, out);
        }
    }
    for level in LEVELS {
        let of = |pair: Option<Pair>| lists.iter().filter(move |l| l.level == level && l.pair == pair);
        let langs: Vec<Lang> = editions.keys().copied().collect();
        coverage(file, level, None, of(None), editions, out);
        for (k, &first) in langs.iter().enumerate() {
            for &second in &langs[k + 1..] {
                let pair = Pair::new(first, second);
                coverage(file, level, Some(pair), of(Some(pair)), editions, out);
            }
        }
        let mine: Vec<&List> = lists.iter().filter(|list| list.level == level).collect();
        closure(file, level, &mine, out);
    }
}

/// Checks that members are of the level and the pair that the list names.
fn levels(file: &Path, list: &List, link: &Link, editions: &Editions, out: &mut Vec<Finding>) {
    for (lang, id) in &link.targets {
        // What is in no edition at all is a pointer to nothing.
        let Some((_, text)) = editions.get(lang) else {
            continue;
        };
        let of = |level: &&str| text.level(level).iter().any(|(known, _)| known == id);
        let wrong = LEVELS.iter().find(|level| of(level) && **level != list.level);
        if let Some(other) = wrong {
            let what = format!(
                "`{lang}:{id}` is of level {other}, in a list of level {}",
                list.level
            );
            out.push(Finding::new(file, link.line, "level", what));
        }
        if let Some(pair) = list.pair
            && ![pair.first(), pair.second()].contains(lang)
        {
            let what = format!("`{lang}:{id}` in the list of the pair {pair}");
            out.push(Finding::new(file, link.line, "level", what));
        }
    }
    let several: BTreeSet<Lang> = link.targets.iter().map(|(lang, _)| *lang).collect();
    if list.linked != (several.len() > 1) && !several.is_empty() {
        let what = if list.linked {
            "a link of one edition alone: it belongs into the list of unaligned ones"
        } else {
            "several editions in the list of unaligned ones"
        };
        out.push(Finding::new(file, link.line, "level", what));
    }
}

/// Checks the numbers of members by language.
fn shape(file: &Path, list: &List, link: &Link, langs: &[Lang], out: &mut Vec<Finding>) {
    let Some(said) = link.shape.as_ref().filter(|_| list.linked) else {
        return;
    };
    let count = |lang: &Lang| link.targets.iter().filter(|(l, _)| l == lang).count().to_string();
    let right = langs.iter().map(count).collect::<Vec<_>>().join(":");
    if *said != right {
        out.push(Finding::new(
            file,
            link.line,
            "shape",
            format!("n=\"{said}\" where the members are {right}"),
        ));
    }
}

/// Checks that each member of the editions stands in one link or annotation of a scope.
fn coverage<'l>(
    file: &Path,
    level: &str,
    pair: Option<Pair>,
    lists: impl Iterator<Item = &'l List>,
    editions: &Editions,
    out: &mut Vec<Finding>,
) {
    let scope = pair.map_or("over all editions".to_owned(), |pair| {
        format!("of the pair {pair}")
    });
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for link in lists.flat_map(|list| &list.links) {
        for (_, id) in &link.targets {
            if let Some(first) = seen.insert(id, link.line) {
                let what = format!("`{id}` stands in two links {scope}, first in line {first}");
                out.push(Finding::new(file, link.line, "twice", what));
            }
        }
    }
    for (lang, (scan, text)) in editions {
        if pair.is_some_and(|pair| ![pair.first(), pair.second()].contains(lang)) {
            continue;
        }
        let missing = text
            .level(level)
            .iter()
            .filter(|(id, _)| !seen.contains_key(id.as_str()));
        for (id, line) in missing {
            let what = format!("the {level} `{id}` stands in no link {scope}");
            out.push(Finding::new(&scan.path, *line, "unlinked", what));
        }
    }
}

/// Which set each member is in: members that a link joins are in the same.
#[derive(Default)]
struct Sets<'l> {
    numbers: BTreeMap<&'l str, usize>,
    parents: Vec<usize>,
}

impl<'l> Sets<'l> {
    fn number(&mut self, id: &'l str) -> usize {
        let next = self.parents.len();
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.parents.push(next);
        }
        number
    }

    fn home(&mut self, id: &'l str) -> usize {
        let mut number = self.number(id);
        while self.parents[number] != number {
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }

    fn join(&mut self, link: &'l Link) {
        let mut members = link.targets.iter().map(|(_, id)| id.as_str());
        let Some(first) = members.next() else { return };
        for other in members {
            let (a, b) = (self.home(first), self.home(other));
            self.parents[b] = a;
        }
    }
}

/// Checks that the groups are the connected components of the links of all pairs.
fn closure(file: &Path, level: &str, lists: &[&List], out: &mut Vec<Finding>) {
    let groups = || lists.iter().filter(|l| l.pair.is_none()).flat_map(|l| &l.links);
    let beads = || lists.iter().filter_map(|l| Some((l.pair?, &l.links)));
    if beads().next().is_none() {
        return;
    }
    let (mut grouped, mut joined) = (Sets::default(), Sets::default());
    groups().for_each(|link| grouped.join(link));
    for (pair, links) in beads() {
        for link in links {
            joined.join(link);
            let homes: BTreeSet<usize> = link.targets.iter().map(|(_, id)| grouped.home(id)).collect();
            if homes.len() > 1 {
                let members = named(link);
                let what = format!(
                    "a link of the pair {pair} joins {} {level} groups: {members}",
                    homes.len()
                );
                out.push(Finding::new(file, link.line, "closure", what));
            }
        }
    }
    for link in groups() {
        let homes: BTreeSet<usize> = link.targets.iter().map(|(_, id)| joined.home(id)).collect();
        if homes.len() > 1 {
            let what = format!(
                "the links of the pairs leave this {level} group in {} parts: {}",
                homes.len(),
                named(link)
            );
            out.push(Finding::new(file, link.line, "closure", what));
        }
    }
}

/// Names the members of a link, at most four of them.
fn named(link: &Link) -> String {
    let ids: Vec<&str> = link.targets.iter().take(4).map(|(_, id)| id.as_str()).collect();
    let more = if link.targets.len() > ids.len() {
        " …"
    } else {
        ""
    };
    format!("{}{more}", ids.join(" "))
}
