//! Ladder: hunalign's alignment of two files of sentences, with these files.
//!
//! ```text
//! corpus.en-zh.ladder       0<TAB>0<TAB>0.97     line 0 of each side begins a unit, its confidence
//!                           1<TAB>1<TAB>0.88     line 1 of each side begins the next, which …
//!                           2<TAB>3<TAB>0        … ends before lines 2 and 3: 1 sentence to 2
//! corpus.en-zh.ladder.en    a sentence a line
//! corpus.en-zh.ladder.zh    a sentence a line
//! ```
//!
//! Rungs only ever climb, but editions move exchanges, and filters leave units
//! out. So the files hold the sentences of the exported units in the order of
//! the units, not whole pages: any selection is a complete ladder. Whole pages
//! with holes as links to nothing were rejected: a ladder would then say that a
//! sentence has no counterpart where only the filter did not want it.

use std::io::{self, Write};

use crate::model::Pair;

use super::units::Unit;
use super::{UnitWriter, one_line};

/// Writes the three files of a pair.
pub struct Ladder<W: Write> {
    pair: Pair,
    rungs: W,
    texts: [W; 2],
    at: [usize; 2],
}

impl<W: Write> Ladder<W> {
    /// Makes a writer of a pair: the rungs, and the sentences in the order of the pair.
    pub fn new(pair: Pair, rungs: W, texts: [W; 2]) -> Ladder<W> {
        let at = [0, 0];
        Ladder {
            pair,
            rungs,
            texts,
            at,
        }
    }
}

impl<W: Write> UnitWriter for Ladder<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let Some((first, second)) = unit.pair(self.pair) else {
            return Ok(());
        };
        writeln!(self.rungs, "{}\t{}\t{}", self.at[0], self.at[1], unit.confidence)?;
        for (k, side) in [first, second].into_iter().enumerate() {
            for text in &side.texts {
                writeln!(self.texts[k], "{}", one_line(text))?;
            }
            self.at[k] += side.texts.len();
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        writeln!(self.rungs, "{}\t{}\t0", self.at[0], self.at[1])?;
        self.rungs.flush()?;
        self.texts.iter_mut().try_for_each(Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::write::units::tests::{HARD, hard_units};

    #[test]
    fn consecutive_rungs_give_the_units_back() {
        let (_, sample) = hard_units();
        let [mut rungs, mut en, mut zh] = [const { Vec::new() }; 3];
        let mut ladder = Ladder::new(Pair::new(Lang::EN, Lang::ZH), &mut rungs, [&mut en, &mut zh]);
        sample.each(|unit| ladder.unit(unit).expect("a rung"));
        ladder.finish().expect("the end");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let expected: String = (0..8).map(|k| format!("{k}\t{}\t0.5\n", 2 * k)).collect();
        assert_eq!(text(rungs), expected + "8\t16\t0\n");
        let en = text(en);
        assert_eq!(en.split_terminator('\n').take(7).collect::<Vec<_>>(), HARD[..7]);
        assert_eq!(text(zh), "一。\n二。\n".repeat(8));
    }
}
