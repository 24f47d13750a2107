//! Bytes to text.
//!
//! Problem: declared charsets lie. A page says `gb2312` and holds characters
//! that only GB18030 has; a template says `iso-8859-1` over Russian text; a
//! saved copy is UTF-8 under its old declaration; many files declare nothing.
//!
//! Choice, in this order: a byte order mark; the pattern of NUL bytes that
//! betrays UTF-16; valid UTF-8 (its multi-byte patterns do not come about by
//! chance: four of them outweigh any declaration); the declaration, if the
//! bytes decode under it and give a likely text; UTF-8 with a few broken
//! bytes; a guess by letter statistics over the whole file.
//!
//! Rejected: to trust the declaration first, as browsers must. A browser may
//! show garbage that the author can see and fix; nobody looks at a corpus
//! file before it is aligned. Also rejected: a hint from the domain name, for
//! a wrong hint turns Chinese into Cyrillic.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, GB18030, GBK, ISO_8859_6, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1256,
};

use super::likely::{is_western, likelihood};

/// How many leading bytes may hold the declaration.
const DECLARATION_BYTES: usize = 4096;

/// Multi-byte UTF-8 sequences that outweigh a multi-byte declaration.
const SURE_UTF8: usize = 4;

/// One broken sequence in this many characters is still a readable file.
const CHARS_PER_DEFECT: usize = 400;

/// The likelihood that outweighs text which is valid in a multi-byte encoding.
const SURE_LETTERS: f64 = 0.5;

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: String,
    /// The encoding that was chosen.
    pub(super) encoding: &'static Encoding,
    /// The number of byte sequences that the encoding does not know.
    pub(super) defects: usize,
}

impl Decoded {
    fn new(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        let defects = if damaged { replacements(&text) } else { 0 };
        Decoded {
            text: text.into_owned(),
            encoding,
            defects,
        }
    }

    /// Whether so many sequences are unknown that the text is not to be trusted.
    pub(super) fn is_broken(&self) -> bool {
        self.defects > 2 && self.defects * CHARS_PER_DEFECT > self.text.chars().count()
    }
}

fn replacements(text: &str) -> usize {
    text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count()
}

/// Decodes a file by mark, declaration or statistics.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Decoded::new(&bytes[mark..], encoding);
    }
    if let Some(encoding) = utf16_by_pattern(bytes) {
        return Decoded::new(bytes, encoding);
    }
    let declared = declarations(&bytes[..bytes.len().min(DECLARATION_BYTES)]);
    if let Some(decoded) = valid_utf8(bytes, &declared) {
        return decoded;
    }
    for encoding in declared {
        let decoded = Decoded::new(bytes, encoding);
        if !decoded.is_broken() && believable(&decoded) && !has_better(&decoded, bytes) {
            return decoded;
        }
    }
    if mostly_utf8(bytes) {
        return Decoded::new(bytes, UTF_8);
    }
    guess(bytes)
}

/// The text as UTF-8, if it is valid and the declarations do not outweigh that.
fn valid_utf8(bytes: &[u8], declared: &[&'static Encoding]) -> Option<Decoded> {
    let text = std::str::from_utf8(bytes).ok()?;
    let sequences = text.chars().filter(|c| !c.is_ascii()).count();
    let other = declared
        .first()
        .filter(|&&e| sequences > 0 && sequences < SURE_UTF8 && e != UTF_8);
    // `Ã©` hardly occurs in a single-byte text, but two Han characters can be valid UTF-8.
    if let Some(encoding) = other.filter(|e| !e.is_single_byte())
        && !encoding.decode_without_bom_handling(bytes).1
    {
        return None;
    }
    Some(Decoded {
        text: text.to_owned(),
        encoding: UTF_8,
        defects: 0,
    })
}

/// Whether a decoded text looks like a text: a declaration of a single-byte
/// encoding fits any bytes, so only the letters can tell.
fn believable(decoded: &Decoded) -> bool {
    if !decoded.encoding.is_single_byte() {
        return true;
    }
    let (mut accented, mut letters) = (0, 0);
    for c in decoded.text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        accented += usize::from(matches!(c, '\u{80}'..='\u{24F}'));
    }
    // No language in Latin script has so many letters with accents.
    accented * 10 <= letters * 4 && likelihood(&decoded.text).is_none_or(|x| x > 0.1)
}

/// The encodings that are taken for each other, each with what the letters say.
fn rivals(bytes: &[u8]) -> impl Iterator<Item = (Decoded, f64)> {
    let encodings = [WINDOWS_1251, KOI8_U, WINDOWS_1256, ISO_8859_6].into_iter();
    let decoded = encodings.map(|encoding| Decoded::new(bytes, encoding));
    decoded
        .filter(|d| d.defects == 0)
        .filter_map(|d| likelihood(&d.text).map(|score| (d, score)))
}

/// Whether the letters speak clearly for another encoding than the declared one.
fn has_better(declared: &Decoded, bytes: &[u8]) -> bool {
    let score = likelihood(&declared.text).filter(|_| declared.encoding.is_single_byte());
    score.is_some_and(|score| rivals(bytes).any(|(_, rival)| rival > score + 0.4))
}

/// Whether broken sequences are rare among valid multi-byte ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let broken = replacements(&text);
    let good = text.chars().filter(|c| !c.is_ascii()).count() - broken;
    good >= 20 * broken
}

/// The encodings that the head of a page declares, in order, `meta` before XML.
fn declarations(head: &[u8]) -> Vec<&'static Encoding> {
    let head: String = head.iter().map(|&b| char::from(b.to_ascii_lowercase())).collect();
    let head = without_comments(&head);
    let metas = head
        .split("<meta")
        .skip(1)
        .filter_map(|rest| value_after(rest, "charset"));
    let xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| value_after(rest, "encoding"));
    let mut found = Vec::new();
    for label in metas.chain(xml) {
        if let Some(encoding) = for_label(label)
            && !found.contains(&encoding)
        {
            found.push(encoding);
        }
    }
    found
}

fn without_comments(head: &str) -> String {
    let mut out = String::with_capacity(head.len());
    let mut rest = head;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// The value of `name = "value"` within the tag that `rest` continues.
fn value_after<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let tag = rest.split('>').next()?;
    let (_, value) = tag.split_once(name)?;
    let value = value
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\'']);
    value
        .split(['"', '\'', ';', ' ', '/', '?', '\t', '\r', '\n'])
        .next()
}

fn for_label(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    // A page whose declaration could be read as ASCII is not in UTF-16.
    let encoding = if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    };
    Some(wider(encoding))
}

/// GB18030 holds everything of GBK, which holds everything of GB 2312.
fn wider(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// UTF-16 without mark: NUL bytes, and one byte order that reads as text.
fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1 << 16) & !1];
    if !sample.contains(&0) {
        return None;
    }
    let little = utf16_score(sample, u16::from_le_bytes);
    let big = utf16_score(sample, u16::from_be_bytes);
    let (best, encoding) = if little >= big {
        (little, UTF_16LE)
    } else {
        (big, UTF_16BE)
    };
    (best > 0.4).then_some(encoding)
}

/// The mean likelihood of the code units: 1 for frequent ones, -2 for odd ones.
fn utf16_score(sample: &[u8], unit: fn([u8; 2]) -> u16) -> f64 {
    let weight = |u: u16| match u {
        0x09 | 0x0A | 0x0D | 0x20..=0x7E => 1.0,
        0xA0..=0xFF | 0x0400..=0x045F | 0x0600..=0x06FF => 1.0,
        0x2010..=0x2026 | 0x3000..=0x3011 | 0xFF01..=0xFF1F => 1.0,
        // English in the wrong byte order reads as Han, so Han proves less.
        0x4E00..=0x9FFF => 0.6,
        _ => -2.0,
    };
    let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let sum: f64 = units.map(weight).sum();
    sum / (sample.len() / 2).max(1) as f64
}

/// The most likely encoding by letter statistics over the whole file.
fn guess(bytes: &[u8]) -> Decoded {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let first = Decoded::new(bytes, wider(detector.guess(None, Utf8Detection::Deny)));
    let best = better(first, bytes);
    if best.encoding.is_single_byte() && best.encoding != WINDOWS_1252 {
        let western = Decoded::new(bytes, WINDOWS_1252);
        if western.defects == 0 && is_western(&western.text) {
            return western;
        }
    }
    if best.encoding == KOI8_U {
        // The two differ in four Ukrainian letters only; Russian is meant where these are missing.
        let russian = Decoded::new(bytes, KOI8_R);
        if russian.text == best.text {
            return russian;
        }
    }
    best
}

/// The guess, or one of the encodings that it takes short texts for others in.
///
/// The detector weighs pairs of letters in two dozen encodings; in a text of
/// one or two sentences the Arabic and Cyrillic ones come out close.
fn better(first: Decoded, bytes: &[u8]) -> Decoded {
    let is_sure = !first.encoding.is_single_byte() && first.defects == 0;
    let floor = if is_sure { SURE_LETTERS } else { 0.0 };
    let mut best_score = likelihood(&first.text).unwrap_or(0.0).max(floor);
    let mut best = first;
    for (rival, score) in rivals(bytes) {
        // The margin leaves every close case to the detector.
        if score > best_score + 0.25 {
            (best, best_score) = (rival, score);
        }
    }
    if best.defects > 0 {
        // Latin-1 knows every byte; it is the last resort of browsers too.
        let latin = Decoded::new(bytes, WINDOWS_1252);
        return if latin.defects < best.defects && believable(&latin) {
            latin
        } else {
            best
        };
    }
    best
}

#[cfg(test)]
mod tests;
