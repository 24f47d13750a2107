//! Moses: plain text of a pair, line by line, for machine translation.
//!
//! ```text
//! corpus.en-zh.en      Good morning.     corpus.en-zh.ids     b-1.en.u1.s1<TAB>b-1.zh.u1.s1
//! corpus.en-zh.zh      早上好。           corpus.en-zh.scores  0.97
//! ```
//!
//! All files have a line a unit. The texts are not tokenised: every toolkit has
//! its own tokeniser, and none can take ours back.

use std::io::{self, Write};

use crate::model::Pair;

use super::units::Unit;
use super::{UnitWriter, one_line};

/// Writes the four files of a pair.
pub struct Moses<W: Write> {
    pair: Pair,
    texts: [W; 2],
    ids: W,
    scores: W,
}

impl<W: Write> Moses<W> {
    /// Makes a writer of a pair: its texts in the order of the pair, identifiers, confidences.
    pub fn new(pair: Pair, texts: [W; 2], ids: W, scores: W) -> Moses<W> {
        Moses {
            pair,
            texts,
            ids,
            scores,
        }
    }
}

impl<W: Write> UnitWriter for Moses<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let Some((first, second)) = unit.pair(self.pair) else {
            return Ok(());
        };
        for (out, side) in self.texts.iter_mut().zip([first, second]) {
            writeln!(out, "{}", one_line(&side.text()))?;
        }
        writeln!(self.ids, "{}\t{}", first.ids.join(" "), second.ids.join(" "))?;
        writeln!(self.scores, "{}", unit.confidence)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.texts.iter_mut().try_for_each(Write::flush)?;
        self.ids.flush()?;
        self.scores.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::write::units::tests::{HARD, hard_units};

    #[test]
    fn all_files_have_a_line_a_unit() {
        let (_, sample) = hard_units();
        let [mut en, mut zh, mut ids, mut scores] = [const { Vec::new() }; 4];
        let pair = Pair::new(Lang::ZH, Lang::EN);
        let mut moses = Moses::new(pair, [&mut en, &mut zh], &mut ids, &mut scores);
        sample.each(|unit| moses.unit(unit).expect("a line"));
        moses.finish().expect("the end");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let en = text(en);
        let lines: Vec<&str> = en.split_terminator('\n').collect();
        assert_eq!(lines[..7], HARD[..7]);
        assert_eq!(lines[7..], ["tab here and a line"]);
        assert_eq!(text(zh), "一。二。\n".repeat(8));
        assert_eq!(text(scores), "0.5\n".repeat(8));
        assert!(text(ids).starts_with("b-1.en.u1.s1\tb-1.zh.u1.s1 b-1.zh.u1.s2\nb-1.en.u1.s2\t"));
    }
}
