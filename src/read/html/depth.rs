//! How deep the elements of a page are nested, before it is parsed.
//!
//! *Problem.* For every start tag the standard has a parser look through all
//! open elements, so a hundred thousand nested ones take minutes. *Choice.*
//! One pass over the tags counts those that are open; a page that no person
//! wrote is refused at once. Tags that end by themselves, such as `<p>` and
//! `<li>`, are left out: old pages never close them. *Rejected.* A limit on
//! time, which would make the result depend on the machine.

use std::collections::BTreeMap;

/// The most elements that may be open at once; browsers stop at 512.
pub(in crate::read) const DEEPEST: usize = 10_000;

/// Elements without an end tag, or that a next one of their kind ends.
const FLAT: &[&str] = &[
    "a", "area", "base", "body", "br", "button", "col", "colgroup", "dd", "dt", "embed", "form", "frame",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "image", "img", "input", "li", "link", "meta",
    "nobr", "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe",
];

/// Whether more elements are open at once than are read.
pub(in crate::read) fn is_too_deep(content: &str) -> bool {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0;
    let mut rest = content;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (ends, tag) = rest.strip_prefix('/').map_or((false, rest), |tag| (true, tag));
        let length = tag
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(tag.len());
        let name = tag[..length].to_ascii_lowercase();
        rest = &tag[length..];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || FLAT.contains(&name.as_str()) {
            continue;
        }
        if !ends && RAW.contains(&name.as_str()) {
            rest = after_raw(rest, &name);
        } else if ends {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else {
            *open.entry(name).or_insert(0) += 1;
            depth += 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// The text from the end tag of an element without markup on.
fn after_raw<'t>(text: &'t str, name: &str) -> &'t str {
    let is_end = |&(at, _): &(usize, &str)| {
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = text.match_indices("</").find(is_end);
    end.map_or("", |(at, _)| &text[at + 2 + name.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_thousand_nested_elements_are_refused_at_once() {
        for tag in ["<div>", "<b>", "<SPAN class=x>", "<table><tr><td>"] {
            assert!(is_too_deep(&tag.repeat(100_000)), "{tag}");
        }
        let page = format!("<html><body>{}text", "<div>".repeat(100_000));
        let error = crate::read::read_page("deep.html", page.as_bytes()).expect_err("refused");
        assert!(
            error
                .to_string()
                .contains("deep.html: found HTML elements nested over 10000 deep")
        );
    }

    #[test]
    fn long_pages_are_not_deep() {
        let flat = [
            "<div><span>text</span></div>",
            "<p>text",
            "<li>text<br>",
            "<script>a('<div>')</script>",
            "<!-- <div> -->",
            "a < b ",
        ];
        for part in flat {
            assert!(!is_too_deep(&part.repeat(20_000)), "{part}");
        }
    }
}
