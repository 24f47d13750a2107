//! Alignments of verticals: tables of numbers for `mkalign`, beads for `cwb-align-import`.
//!
//! A table has a row a link, sorted by the first column: the number of a sentence in the
//! whole corpus from 0, a range `3,4` of them, or `-1` for none. Every sentence of both sides stands in one
//! row, as `mkalign` wants it. Beads are the links of both sides by identifiers. Neither knows
//! links with gaps, so these are cut.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{Lang, Pair};
use crate::write::whole::{Link, Outputs, Whole, complete, contiguous};

use super::{corpus, table};

/// The files of alignments in the making.
pub(super) struct Tables<W: Write> {
    tables: BTreeMap<(Lang, Lang), W>,
    beads: BTreeMap<Pair, W>,
    /// How many sentences the corpus of each language has before this briefing.
    before: BTreeMap<Lang, usize>,
}

impl<W: Write> Tables<W> {
    pub(super) fn new<O: Outputs<File = W>>(
        outputs: &mut O,
        langs: &[Lang],
        pairs: &[Pair],
    ) -> io::Result<Tables<W>> {
        let (mut tables, mut beads) = (BTreeMap::new(), BTreeMap::new());
        for &pair in pairs {
            for (from, to) in directions(pair) {
                tables.insert((from, to), outputs.create(&table(from, to))?);
            }
            let mut out = outputs.create(&format!("corpus.{pair}.beads"))?;
            let [first, second] = [pair.first(), pair.second()].map(|lang| corpus(lang).to_uppercase());
            writeln!(out, "{first}\t{second}\ts\t{{id}}")?;
            beads.insert(pair, out);
        }
        Ok(Tables {
            tables,
            beads,
            before: langs.iter().map(|&lang| (lang, 0)).collect(),
        })
    }

    pub(super) fn briefing(&mut self, briefing: &Whole) -> io::Result<()> {
        for (&pair, out) in &mut self.beads {
            let links = contiguous(briefing.of(pair));
            beads(out, briefing, pair, &links)?;
            let turned: Vec<Link> = links.iter().map(Link::turned).collect();
            for ((from, to), links) in directions(pair).into_iter().zip([links, turned]) {
                let lens = [from, to].map(|lang| briefing.len(lang));
                let before = [from, to].map(|lang| self.before[&lang]);
                if let Some(out) = self.tables.get_mut(&(from, to)) {
                    rows(out, &complete(&links, lens), before)?;
                }
            }
        }
        for (&lang, before) in &mut self.before {
            *before += briefing.len(lang);
        }
        Ok(())
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.tables.values_mut().try_for_each(Write::flush)?;
        self.beads.values_mut().try_for_each(Write::flush)
    }
}

fn directions(pair: Pair) -> [(Lang, Lang); 2] {
    [(pair.first(), pair.second()), (pair.second(), pair.first())]
}

fn rows(out: &mut impl Write, links: &[Link], before: [usize; 2]) -> io::Result<()> {
    for link in links {
        let cell = |k: usize| match link.sides[k].as_slice() {
            [] => "-1".to_owned(),
            [one] => (before[k] + one).to_string(),
            [first, .., last] => format!("{},{}", before[k] + first, before[k] + last),
        };
        writeln!(out, "{}\t{}", cell(0), cell(1))?;
    }
    Ok(())
}

fn beads(out: &mut impl Write, briefing: &Whole, pair: Pair, links: &[Link]) -> io::Result<()> {
    let ids = [pair.first(), pair.second()].map(|lang| -> Vec<String> {
        let text = briefing.editions.get(&lang);
        let ids = text.into_iter().flat_map(|text| text.sentences());
        ids.map(|sentence| format!("{}.{}", briefing.id, sentence.id))
            .collect()
    });
    for link in links {
        let side = |k: usize| -> String {
            let ids: Vec<&str> = link.sides[k].iter().map(|&at| ids[k][at].as_str()).collect();
            ids.join(" ")
        };
        writeln!(out, "{}\t{}", side(0), side(1))?;
    }
    Ok(())
}
