//! Ladders and index files: the formats of two columns.
//!
//! A ladder gives the corners between beads, hunalign's way:
//!
//! ```text
//!   0  0  0.7      bead [0]:[0]      between the first rung and the second
//!   1  1  0.4      bead [1]:[1,2]
//!   2  3  0.3      bead [2]:[]
//!   3  3  0        the end
//! ```
//!
//! Its scores are no probabilities (hunalign's pass 1), so they are no
//! confidences here, nor are the costs of an index file.

use std::path::Path;

use super::super::error::ScoreError;
use super::super::links::{Link, Member};

/// A bead by the positions of its two columns.
pub(super) type Bead = (Vec<usize>, Vec<usize>);

/// Makes beads of positions; swaps the columns where they are not in the order of the codes.
pub(super) fn links(beads: Vec<Bead>, swap: bool) -> Vec<Link> {
    let members = |side: Vec<usize>| side.into_iter().map(Member::from).collect();
    beads
        .into_iter()
        .map(|(a, b)| if swap { (b, a) } else { (a, b) })
        .map(|(a, b)| Link::new(members(a), members(b), None))
        .collect()
}

/// Reads a ladder or an index file.
pub(super) fn beads(path: &Path, text: &str) -> Result<Vec<Bead>, ScoreError> {
    let lines = || {
        text.lines()
            .enumerate()
            .map(|(k, line)| (k + 1, line.trim()))
            .filter(|(_, line)| !line.is_empty())
    };
    let fault =
        |number: usize, message: String| Err(ScoreError::at(path, &format!("line {number}"), message));
    let Some((_, first)) = lines().next() else {
        return Err(ScoreError::file(
            path,
            "the file is empty: expected JSON, a ladder or indices",
        ));
    };
    if first.starts_with('[') {
        let mut beads = Vec::new();
        for (number, line) in lines() {
            match index(line) {
                Some(bead) => beads.push(bead),
                None => {
                    return fault(
                        number,
                        format!("`{}` is no bead: expected indices such as `[0]:[0,1]`", cut(line)),
                    );
                }
            }
        }
        return Ok(beads);
    }
    let mut rungs: Vec<(usize, usize)> = Vec::new();
    for (number, line) in lines() {
        let Some((i, j)) = rung(line) else {
            return fault(
                number,
                format!(
                    "`{}` is none of the formats: expected JSON, indices such as `[0]:[0,1]`, \
                     or the rung of a ladder, two line numbers and a score with tabs between",
                    cut(line)
                ),
            );
        };
        if rungs.last().is_some_and(|&(a, b)| i < a || j < b) {
            return fault(
                number,
                "the ladder goes down: its line numbers must not fall".to_owned(),
            );
        }
        rungs.push((i, j));
    }
    Ok(rungs
        .windows(2)
        .map(|two| ((two[0].0..two[1].0).collect(), (two[0].1..two[1].1).collect()))
        .collect())
}

fn rung(line: &str) -> Option<(usize, usize)> {
    let mut cells = line.split_whitespace();
    let (i, j) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    let score = cells.next().is_none_or(|score| score.parse::<f64>().is_ok());
    (score && cells.next().is_none()).then_some((i, j))
}

fn index(line: &str) -> Option<Bead> {
    let mut sides = line.splitn(3, ':');
    Some((side(sides.next()?)?, side(sides.next()?)?))
}

fn side(text: &str) -> Option<Vec<usize>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    if inner.is_empty() {
        return Some(Vec::new());
    }
    inner.split(',').map(|n| n.trim().parse().ok()).collect()
}

/// The beginning of a line, short enough for a message.
fn cut(line: &str) -> String {
    const MOST: usize = 40;
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Bead>, String> {
        beads(Path::new("x"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_ladder_and_its_indices_are_the_same_beads() {
        let ladder = read("0\t0\t0.7\n1\t1\t0.4\n2\t3\t0.3\n3\t3\t0\n");
        let indices = read("[0]:[0]\n[1]:[1, 2]:0.25\n\n[2]:[]\n");
        assert_eq!(ladder, indices);
        assert_eq!(ladder.expect("beads")[1], (vec![1], vec![1, 2]));
    }

    #[test]
    fn faults_name_their_line() {
        for (text, line) in [
            ("0\t0\t1\nx\n", "line 2"),
            ("2\t2\t1\n1\t3\t1", "goes down"),
            ("[0]:[0]\n[1:2]", "line 2"),
            ("[0]:[a]", "line 1"),
            ("0\t0\t1\t9", "line 1"),
            ("  \n", "empty"),
        ] {
            let message = read(text).expect_err(text);
            assert!(message.contains(line), "{text}: {message}");
        }
    }

    #[test]
    fn columns_are_swapped_on_demand() {
        let swapped = links(vec![(vec![0], vec![1, 2])], true);
        assert_eq!(swapped[0].first().len(), 2);
    }
}
