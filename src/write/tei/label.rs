//! The note before a turn: how its label was printed, and which part of it is the label.
//!
//! A page prints `路透社记者：`, the label is `路透社记者`. Both must come back when the
//! corpus is read, whatever they are, so the note has one form for each case:
//!
//! | label, printed | note |
//! |---|---|
//! | the same | `Chair` |
//! | label inside printed | `<name>Reuters</name>:`, the first place where it stands |
//! | nothing printed | `<name>Chair</name>` |
//! | no label | `<name/>* * *`: the empty text stands at the beginning |
//! | anything else | `<name key="Chair">The president:</name>` |
//!
//! A reader takes `@key` for the label where there is one, else the text of `name`, else
//! that of the note; printed is the text of the note, but nothing where `name` without
//! `@key` is all of it. Rejected: the label in an attribute always, which would say every
//! label twice and leave it without markup for those who search for names.

use super::xml::{Xml, cleaned};

/// Writes the note of a turn's label, where there is one; `id` is the identifier of the turn.
pub(super) fn write(xml: &mut Xml, id: &str, label: &str, printed: &str) {
    if label.is_empty() && printed.is_empty() {
        return;
    }
    let id = format!("{id}.label");
    xml.new_line();
    xml.open_inline("note", &[("type", "speaker"), ("xml:id", &id)]);
    // What is read back is the clean text, so that decides.
    let (clean, whole) = (cleaned(label), cleaned(printed));
    if clean == whole {
        xml.text(printed);
    } else if whole.is_empty() {
        xml.inline("name", &[], label);
    } else if let Some(at) = whole.find(&clean) {
        // A replaced character has another length, but counts as one.
        let before = whole[..at].chars().count();
        let mut rest = printed.chars();
        let head: String = rest.by_ref().take(before).collect();
        let named: String = rest.by_ref().take(label.chars().count()).collect();
        xml.text(&head);
        xml.inline("name", &[], &named);
        xml.text(rest.as_str());
    } else {
        xml.inline("name", &[("key", label)], printed);
    }
    xml.close_inline();
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::escape::unescape;
    use quick_xml::events::Event;

    use super::*;

    fn note(label: &str, printed: &str) -> String {
        let mut xml = Xml::fragment("a.xml", 0);
        write(&mut xml, "u1", label, printed);
        xml.finish().0.trim().to_owned()
    }

    /// Reads a note as the table above says.
    fn read(note: &str) -> (String, String) {
        let mut reader = Reader::from_str(note);
        let (mut text, mut named) = (String::new(), None::<String>);
        let (mut key, mut inside) = (None, false);
        loop {
            let piece = match reader.read_event().expect("well-formed") {
                Event::Start(start) if start.name().as_ref() == "name" => {
                    key = start
                        .attributes()
                        .flatten()
                        .next()
                        .map(|a| unescape(&a.value).expect("a value").into_owned());
                    named = Some(String::new());
                    inside = true;
                    continue;
                }
                Event::Empty(_) => {
                    named = Some(String::new());
                    continue;
                }
                Event::End(_) => {
                    inside = false;
                    continue;
                }
                Event::Text(piece) => piece.xml10_content().into_owned(),
                Event::GeneralRef(name) => unescape(&format!("&{};", name.xml10_content()))
                    .expect("a reference")
                    .into_owned(),
                Event::Eof => break,
                _ => continue,
            };
            text.push_str(&piece);
            if let (true, Some(named)) = (inside, &mut named) {
                named.push_str(&piece);
            }
        }
        match (key, named) {
            (Some(key), _) => (key, text),
            (None, Some(named)) if named == text => (named, String::new()),
            (None, Some(named)) => (named, text),
            (None, None) => (text.clone(), text),
        }
    }

    #[test]
    fn label_and_printed_form_come_back() {
        arbtest::arbtest(|u| {
            let pieces = [
                "a", "b", ":", " ", "：", "\t", "\n", "\r", "&", "<", "\"", "\u{1}", "\u{FFFD}", "记者", "😀",
            ];
            let mut text = || -> arbitrary::Result<String> {
                let n = u.int_in_range(0..=3)?;
                (0..n).map(|_| u.choose(&pieces).copied()).collect()
            };
            let (label, printed) = (text()?, text()?);
            let note = note(&label, &printed);
            assert_eq!(read(&note), (cleaned(&label), cleaned(&printed)), "{note}");
            Ok(())
        });
    }

    #[test]
    fn each_case_has_its_form() {
        let cases = [
            ("", "", ""),
            ("Chair", "Chair", "Chair"),
            ("路透社", "路透社：", "<name>路透社</name>："),
            ("a", "[a, a]", "[<name>a</name>, a]"),
            ("Chair", "", "<name>Chair</name>"),
            ("", "* * *", "<name/>* * *"),
            (
                "A & \"B\"",
                "A & B:",
                "<name key=\"A &amp; &quot;B&quot;\">A &amp; B:</name>",
            ),
            // After cleaning the label stands in it, and is found where it stands first.
            ("\u{1}", "é\u{FFFD}\u{1}", "é<name>\u{FFFD}</name>\u{FFFD}"),
        ];
        for (label, printed, expected) in cases {
            let note = note(label, printed);
            let inner = note
                .strip_prefix("<note type=\"speaker\" xml:id=\"u1.label\">")
                .and_then(|rest| rest.strip_suffix("</note>"));
            assert_eq!(inner.unwrap_or_default(), expected, "{label:?} {printed:?}");
        }
    }
}
