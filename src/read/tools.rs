//! What recognition needs of a language.

use std::ops::Range;

use jiff::civil::Date;

use super::TurnTools;
use crate::language::Language;

impl TurnTools for Language {
    fn sentences(&self, paragraph: &str) -> Vec<Range<usize>> {
        self.segmenter().sentences(paragraph)
    }

    fn first_full_date(&self, text: &str) -> Option<Date> {
        self.values().first_full_date(text)
    }
}
