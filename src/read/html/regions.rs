//! What the markup of an element tells about its part of the page.
//!
//! The knowledge is the table `regions.tsv`, so that a word which a site uses
//! is a new line there and no code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use scraper::node::Element;

use crate::language::fold::fold;
use crate::read::Region;

const TABLE: &str = include_str!("../regions.tsv");

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::parse(TABLE));

/// How surely an element is the container of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Marker {
    /// A container that may also hold other things, or a teaser.
    Article,
    /// The body of the article.
    Body,
}

/// A region that an element's own markup names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) region: Region,
    /// By an element or role made for it, not by a word of a class or an
    /// element that sites also use for the whole page.
    pub(super) sure: bool,
}

#[derive(Default)]
struct Rules {
    regions: BTreeMap<(&'static str, &'static str), Region>,
    prefixes: Vec<(&'static str, Region)>,
    markers: BTreeMap<(&'static str, &'static str), Marker>,
}

impl Rules {
    fn parse(table: &'static str) -> Rules {
        let mut rules = Rules::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            if let (Some(place), Some(name), Some(part)) = (cells.next(), cells.next(), cells.next()) {
                rules.add(place, name, part);
            }
        }
        rules
    }

    fn add(&mut self, place: &'static str, name: &'static str, part: &str) {
        match (region(part), part) {
            (Some(region), _) if name.ends_with('*') => {
                self.prefixes.push((name.trim_end_matches('*'), region));
            }
            (Some(region), _) => {
                self.regions.insert((place, name), region);
            }
            (None, "body") => {
                self.markers.insert((place, name), Marker::Body);
            }
            (None, _) => {
                self.markers.insert((place, name), Marker::Article);
            }
        }
    }

    /// The region of a whole class or id, given without hyphens and the like.
    fn whole(&self, token: &str) -> Option<Region> {
        self.regions.get(&("whole", token)).copied()
    }

    fn word(&self, word: &str) -> Option<Region> {
        let by_start = || {
            self.prefixes
                .iter()
                .find(|(p, _)| word.starts_with(p))
                .map(|p| p.1)
        };
        self.regions.get(&("word", word)).copied().or_else(by_start)
    }
}

fn region(name: &str) -> Option<Region> {
    Some(match name {
        "Navigation" => Region::Navigation,
        "Breadcrumb" => Region::Breadcrumb,
        "Sidebar" => Region::Sidebar,
        "Caption" => Region::Caption,
        "Footer" => Region::Footer,
        "Timestamp" => Region::Timestamp,
        "Other" => Region::Other,
        _ => return None,
    })
}

/// The region that an element names by tag, role, class or id, in this order.
pub(super) fn named(element: &Element) -> Option<Named> {
    let tag = element.name();
    let by_tag = RULES.regions.get(&("tag", tag));
    if let Some(&region) = by_tag {
        return Some(Named {
            region: finer(region, element),
            sure: !matches!(tag, "form" | "header" | "menu"),
        });
    }
    let role = element.attr("role").unwrap_or_default().trim();
    if let Some(&region) = RULES.regions.get(&("role", role)) {
        let region = finer(region, element);
        return Some(Named { region, sure: true });
    }
    // The body's classes describe the layout, a heading's its style.
    if matches!(tag, "html" | "body" | "main" | "article" | "h1" | "h2") {
        return None;
    }
    let region = by_names(&[element.attr("id"), element.attr("class")])?;
    Some(Named { region, sure: false })
}

/// The region that an id, a class or a description names.
fn by_names(names: &[Option<&str>]) -> Option<Region> {
    let tokens = || names.iter().flatten().flat_map(|name| name.split_whitespace());
    let whole = |token: &str| {
        let letters: String = token.chars().filter(|c| c.is_alphabetic()).collect();
        RULES.whole(&fold(&letters))
    };
    let word = |token: &str| words(token).iter().find_map(|word| RULES.word(word));
    tokens().find_map(whole).or_else(|| tokens().find_map(word))
}

/// Navigation may be the path to the page: `<nav aria-label="Breadcrumb">`.
fn finer(region: Region, element: &Element) -> Region {
    let names = ["id", "class", "aria-label"].map(|name| element.attr(name));
    match by_names(&names) {
        Some(Region::Breadcrumb) if region == Region::Navigation => Region::Breadcrumb,
        _ => region,
    }
}

/// The marker of an article's container, if the element has one.
pub(super) fn marker(element: &Element) -> Option<Marker> {
    let get = |place, name| RULES.markers.get(&(place, name)).copied();
    let classes = element.classes().filter_map(|class| get("class", class)).max();
    let id = element.attr("id").and_then(|id| get("id", id));
    let prop = element.attr("itemprop").and_then(|prop| get("itemprop", prop));
    let role = element.attr("role").and_then(|role| get("main", role));
    classes
        .max(id)
        .max(prop)
        .max(role)
        .max(get("main", element.name()))
}

/// The words of a class or id, in lower case and without accents: `pageBar-2 share_box` gives
/// `page`, `bar`, `pagebar`, `share`, `box`, and so on.
fn words(names: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in names
        .split(|c: char| !c.is_alphabetic())
        .filter(|p| !p.is_empty())
    {
        words.push(fold(part));
        let humps = humps(part);
        if humps.len() > 1 {
            words.extend(humps.iter().map(|hump| fold(hump)));
        }
    }
    words
}

/// The humps of `camelCase`.
fn humps(part: &str) -> Vec<String> {
    let mut humps: Vec<String> = Vec::new();
    let mut was_lower = false;
    for c in part.chars() {
        if humps.is_empty() || (c.is_uppercase() && was_lower) {
            humps.push(String::new());
        }
        if let Some(hump) = humps.last_mut() {
            hump.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    humps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<_> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(["tag", "role", "whole", "word", "id", "class", "itemprop", "main"].contains(&cells[0]));
            assert!(
                region(cells[2]).is_some() || ["body", "article"].contains(&cells[2]),
                "{line}"
            );
            let bare = cells[1].chars().all(char::is_alphabetic);
            assert!(cells[0] != "whole" || bare, "{line}");
            assert!(!cells[1].ends_with('*') || cells[0] == "word", "{line}");
        }
    }

    #[test]
    fn whole_names_come_before_their_words() {
        for (name, found) in [
            ("pie-de-foto", Some(Region::Caption)),
            ("pie", Some(Region::Footer)),
            ("pie_pagina", Some(Region::Footer)),
            ("left-column", Some(Region::Sidebar)),
            ("colonne", Some(Region::Sidebar)),
            ("colonne-principale", None),
            ("photo", Some(Region::Caption)),
            ("photo-story", None),
            ("encadre", Some(Region::Sidebar)),
            ("légende", Some(Region::Caption)),
            ("box related", Some(Region::Sidebar)),
            ("content-box", None),
        ] {
            assert_eq!(by_names(&[None, Some(name)]), found, "{name}");
        }
    }

    #[test]
    fn classes_are_read_word_by_word() {
        assert_eq!(words("pageBar-2"), ["pagebar", "page", "bar"]);
        for (word, found) in [
            ("shared-box", Some(Region::Navigation)),
            ("leftSidebar", Some(Region::Sidebar)),
            ("page-footer", Some(Region::Footer)),
            ("update-text", None),
            ("hotel", None),
        ] {
            assert_eq!(words(word).iter().find_map(|w| RULES.word(w)), found, "{word}");
        }
    }
}
