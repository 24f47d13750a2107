//! XML with explicit white space.
//!
//! The text of a briefing must come out as it went in, so white space is
//! written only where the caller asks for it: [`Xml::open`] and [`Xml::line`]
//! begin a line, the `inline` calls do not. The writer's own indentation was
//! rejected: it would put line breaks between the sentences of a paragraph,
//! which readers of Chinese text would see as spaces.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Replaced;

/// Attributes in the order of writing; those with an empty value are left out.
pub(super) type Attrs<'a> = &'a [(&'a str, &'a str)];

/// A document and the characters that were replaced in it.
pub(super) type Document = (String, Vec<Replaced>);

/// A document in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    file: String,
    open: Vec<String>,
    ids: Vec<String>,
    base: usize,
    counts: BTreeMap<String, usize>,
    replaced: Vec<Replaced>,
    /// Whether pointers lose their prefixes: everything stands in this document.
    local: bool,
}

/// Attributes that point to categories, participants and parts of texts.
const POINTERS: [&str; 6] = ["ana", "corresp", "sameAs", "scheme", "target", "who"];
/// Elements whose `@target` is an address.
const ADDRESSED: [&str; 2] = ["licence", "ref"];

/// Writing to memory cannot fail.
const IN_MEMORY: &str = "writing to memory does not fail";

impl Xml {
    /// Begins the document `file`.
    pub(super) fn document(file: &str) -> Xml {
        let mut xml = Xml::fragment(file, 0);
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Begins a part of `file` that will stand `base` elements deep.
    pub(super) fn fragment(file: &str, base: usize) -> Xml {
        Xml {
            writer: Writer::new(Vec::new()),
            file: file.to_owned(),
            open: Vec::new(),
            ids: Vec::new(),
            base,
            counts: BTreeMap::new(),
            replaced: Vec::new(),
            local: false,
        }
    }

    /// Makes all pointers written from now on point into this document: `hx:question` and
    /// `zh:b-1.zh.u1` become `#question` and `#b-1.zh.u1`.
    pub(super) fn local(mut self) -> Xml {
        self.local = true;
        self
    }

    /// Opens an element on a new line.
    pub(super) fn open(&mut self, name: &str, attrs: Attrs) {
        self.new_line();
        self.open_inline(name, attrs);
    }

    /// Closes the innermost element on a new line.
    pub(super) fn close(&mut self) {
        let depth = self.depth() - 1;
        self.break_line(depth);
        self.close_inline();
    }

    /// Writes an element with nothing but text on a line of its own.
    pub(super) fn line(&mut self, name: &str, attrs: Attrs, text: &str) {
        self.new_line();
        self.inline(name, attrs, text);
    }

    /// Writes an empty element on a line of its own.
    pub(super) fn empty(&mut self, name: &str, attrs: Attrs) {
        self.new_line();
        self.empty_inline(name, attrs);
    }

    fn empty_inline(&mut self, name: &str, attrs: Attrs) {
        *self.counts.entry(name.to_owned()).or_default() += 1;
        let start = self.start(name, attrs);
        self.event(Event::Empty(start));
    }

    /// Writes an element with nothing but text, without white space around it.
    pub(super) fn inline(&mut self, name: &str, attrs: Attrs, text: &str) {
        if text.is_empty() {
            self.empty_inline(name, attrs);
            return;
        }
        self.open_inline(name, attrs);
        self.text(text);
        self.close_inline();
    }

    /// Begins a new line at the present depth.
    pub(super) fn new_line(&mut self) {
        self.break_line(self.depth());
    }

    /// Opens an element without white space before it.
    pub(super) fn open_inline(&mut self, name: &str, attrs: Attrs) {
        *self.counts.entry(name.to_owned()).or_default() += 1;
        let id = attrs.iter().find(|(key, _)| *key == "xml:id");
        self.ids
            .push(id.map_or(String::new(), |(_, id)| (*id).to_owned()));
        let start = self.start(name, attrs);
        self.event(Event::Start(start));
        self.open.push(name.to_owned());
    }

    /// Closes the innermost element without white space before it.
    pub(super) fn close_inline(&mut self) {
        let name = self.open.pop().expect("every close has its open");
        self.ids.pop();
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes text; characters that XML does not allow become U+FFFD.
    pub(super) fn text(&mut self, text: &str) {
        let clean = self.clean(text);
        let escaped = partial_escape(clean.as_str()).into_owned();
        self.event(Event::Text(BytesText::from_escaped(escaped)));
    }

    /// Appends a finished fragment.
    pub(super) fn append(&mut self, part: Xml) {
        self.writer.get_mut().extend(part.writer.into_inner());
        self.replaced.extend(part.replaced);
        for (name, n) in part.counts {
            *self.counts.entry(name).or_default() += n;
        }
    }

    /// Returns how often each element was written.
    pub(super) fn counts(&self) -> &BTreeMap<String, usize> {
        &self.counts
    }

    /// Ends the document; returns it and the characters that were replaced.
    pub(super) fn finish(mut self) -> Document {
        debug_assert!(self.open.is_empty(), "every open has its close");
        self.writer.get_mut().push(b'\n');
        let text = String::from_utf8(self.writer.into_inner()).expect("only text was written");
        (text, self.replaced)
    }

    fn depth(&self) -> usize {
        self.base + self.open.len()
    }

    fn break_line(&mut self, depth: usize) {
        let space = format!("\n{}", "  ".repeat(depth));
        self.event(Event::Text(BytesText::from_escaped(space)));
    }

    fn start(&mut self, name: &str, attrs: Attrs) -> BytesStart<'static> {
        let mut start = BytesStart::new(name.to_owned());
        for (key, value) in attrs.iter().filter(|(_, value)| !value.is_empty()) {
            let mut clean = self.clean(value);
            if self.local && POINTERS.contains(key) && !ADDRESSED.contains(&name) {
                clean = localised(&clean);
            }
            start.push_attribute((*key, clean.as_str()));
        }
        start
    }

    fn event(&mut self, event: Event) {
        self.writer.write_event(event).expect(IN_MEMORY);
    }

    fn clean(&mut self, text: &str) -> String {
        let at = self.ids.iter().rev().find(|id| !id.is_empty());
        let at = at.cloned().unwrap_or_default();
        let mut clean = String::with_capacity(text.len());
        for c in text.chars() {
            if is_xml(c) {
                clean.push(c);
                continue;
            }
            clean.push(char::REPLACEMENT_CHARACTER);
            self.replaced.push(Replaced {
                file: self.file.clone(),
                at: at.clone(),
                character: c,
            });
        }
        clean
    }
}

/// Turns prefixes of pointers into `#`.
fn localised(pointers: &str) -> String {
    let local = |pointer: &str| match pointer.split_once(':') {
        Some((_, id)) => format!("#{id}"),
        None => pointer.to_owned(),
    };
    pointers.split(' ').map(local).collect::<Vec<_>>().join(" ")
}

/// Returns a text as it will stand in the document: what XML does not allow is U+FFFD.
pub(super) fn cleaned(text: &str) -> String {
    let clean = |c| if is_xml(c) { c } else { char::REPLACEMENT_CHARACTER };
    text.chars().map(clean).collect()
}

/// Tells whether XML 1.0 allows a character.
pub(crate) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Returns text with U+FFFD for what XML does not allow: as it is when it is read back.
pub(super) fn as_written(text: &str) -> String {
    let allowed = |c| {
        if is_xml(c) { c } else { char::REPLACEMENT_CHARACTER }
    };
    text.chars().map(allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_only_where_asked_for() {
        let mut xml = Xml::document("a.xml");
        xml.open("seg", &[("xml:id", "a"), ("n", "")]);
        xml.new_line();
        xml.inline("s", &[], "1 < 2 & \"3\"\u{8}");
        xml.text(" ");
        xml.inline("s", &[], "b");
        xml.close();
        let (text, replaced) = xml.finish();
        insta::assert_snapshot!(text, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <seg xml:id="a">
          <s>1 &lt; 2 &amp; "3"�</s> <s>b</s>
        </seg>
        "#);
        insta::assert_snapshot!(replaced[0], @"a.xml: a: the character U+0008 is not allowed in XML, written as U+FFFD");
    }
}
