//! What was done to the text, what the elements mean: `editorialDecl`.

use super::xml::Xml;

/// Writes `editorialDecl`: what was done to the text, what the elements mean, and how links count.
pub(super) fn write(xml: &mut Xml, links: &str) {
    let more = [links].into_iter().filter(|links| !links.is_empty());
    let segmentation: Vec<&str> = SEGMENTATION.iter().copied().chain(more).collect();
    declare(xml, &segmentation);
}

/// Writes `editorialDecl` for the profile of ParlaMint.
pub(super) fn of_parlamint(xml: &mut Xml) {
    declare(xml, &SEGMENTATION_OF_PARLAMINT);
}

fn declare(xml: &mut Xml, segmentation: &[&str]) {
    xml.open("editorialDecl", &[]);
    for (name, attrs, text) in DECLARATIONS {
        xml.open(name, attrs);
        xml.line("p", &[], text);
        xml.close();
    }
    xml.open("segmentation", &[]);
    for text in segmentation {
        xml.line("p", &[], text);
    }
    xml.close();
    xml.close();
}

type Declaration = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

/// What was done to the text, and what not.
const DECLARATIONS: &[Declaration] = &[
    (
        "correction",
        &[("status", "unknown")],
        "Nothing was corrected: misprints of the source are kept.",
    ),
    (
        "hyphenation",
        &[],
        "Hyphens and soft hyphens are kept where the source has them, at the ends of lines too.",
    ),
    (
        "normalization",
        &[],
        "A run of spaces and control characters is one space; none is kept at the beginning and end of a paragraph. Lines of a wrapped paragraph are joined with a space, without one between fullwidth characters. Every other character is that of the source, but what XML does not allow is U+FFFD.",
    ),
    (
        "quotation",
        &[("marks", "all")],
        "Quotation marks are kept as printed; quotations have no elements of their own.",
    ),
];

const SEGMENTATION: [&str; 4] = [
    "div is an exchange (a question with its answers), u a turn, seg a paragraph, s a sentence. Two sentences of a paragraph are divided by one space, by none where fullwidth characters meet.",
    "A note keeps what is no speech, at its place: the paratext of the page, and before a turn what was printed as its label. The label itself is in name: all of the note where nothing marks it; where it does not stand in what was printed, in name/@key; where nothing was printed, name is all of the note.",
    WORDS,
    "org/@sameAs and person/@sameAs name an entry of participants.xml. Of the names of a speaker those of the type standard come from a list of outlets, the others are labels as printed.",
];

const SEGMENTATION_OF_PARLAMINT: [&str; 3] = [
    "div is an exchange (a question with its answers), u a turn, seg a paragraph. A note keeps what is no speech: the printed label of a speaker and the paratext of the page; titles stand at the beginning of the first section.",
    WORDS,
    "Of the names of a speaker those of the type standard come from a list of outlets, the others are labels as printed.",
];

const WORDS: &str = "measure counts words by the rules of Unicode (UAX #29) in sentences only; elided articles and the like count as words, and so does each Chinese character. language/@usage is the share of these words in percent.";
