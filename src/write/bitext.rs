//! Bitext: two columns of a pair with a tab between them, a unit a line. What most
//! scripts of machine translation take, and all that they take.

use std::io::{self, Write};

use crate::model::Pair;

use super::units::{Side, Unit};
use super::{UnitWriter, one_line};

/// Writes two columns.
pub struct Bitext<W: Write> {
    pair: Pair,
    out: W,
}

impl<W: Write> Bitext<W> {
    /// Makes a writer of a pair.
    pub fn new(pair: Pair, out: W) -> Bitext<W> {
        Bitext { pair, out }
    }
}

impl<W: Write> UnitWriter for Bitext<W> {
    fn unit(&mut self, unit: &Unit) -> io::Result<()> {
        let Some((first, second)) = unit.pair(self.pair) else {
            return Ok(());
        };
        let text = |side: &Side<'_>| one_line(&side.text());
        writeln!(self.out, "{}\t{}", text(first), text(second))
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::write::units::tests::{HARD, hard_units};

    #[test]
    fn every_line_has_one_tab() {
        let (_, sample) = hard_units();
        let mut out = Vec::new();
        let mut bitext = Bitext::new(Pair::new(Lang::EN, Lang::ZH), &mut out);
        sample.each(|unit| bitext.unit(unit).expect("a line"));
        bitext.finish().expect("the end");
        let out = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<_> = out.split_terminator('\n').map(|l| l.split_once('\t')).collect();
        let first: Vec<_> = lines.iter().flatten().map(|(en, _)| *en).collect();
        assert_eq!(first[..7], HARD[..7]);
        assert!(lines.iter().all(|line| matches!(line, Some((_, "一。二。")))));
    }
}
