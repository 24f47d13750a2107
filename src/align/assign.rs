//! The best assignment of rows to columns.

/// Assigns rows to columns so that the sum of their worths is greatest; a row may
/// stay without a column, and is never given one that is worth nothing.
///
/// `worth(row, column)` is any finite number. The Hungarian method with potentials
/// (Kuhn 1955, Munkres 1957), in O(rows² · (rows + columns)).
pub(crate) fn assign(rows: usize, columns: usize, worth: impl Fn(usize, usize) -> f64) -> Vec<Option<usize>> {
    // Each row has a column of its own for staying alone; 1-based, 0 is nobody.
    let width = columns + rows;
    let cost = |row: usize, column: usize| {
        if column < columns {
            -worth(row, column).max(0.0)
        } else {
            0.0
        }
    };
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; width + 1]);
    let mut owner = vec![0usize; width + 1];
    for row in 1..=rows {
        let mut slack = vec![f64::INFINITY; width + 1];
        let mut before = vec![0usize; width + 1];
        let mut done = vec![false; width + 1];
        owner[0] = row;
        let mut at = 0;
        while owner[at] != 0 {
            done[at] = true;
            let here = owner[at];
            let (mut least, mut next) = (f64::INFINITY, 0);
            for column in 1..=width {
                if done[column] {
                    continue;
                }
                let reduced = cost(here - 1, column - 1) - of_row[here] - of_column[column];
                if reduced < slack[column] {
                    slack[column] = reduced;
                    before[column] = at;
                }
                if slack[column] < least {
                    (least, next) = (slack[column], column);
                }
            }
            for column in 0..=width {
                if done[column] {
                    of_row[owner[column]] += least;
                    of_column[column] -= least;
                } else {
                    slack[column] -= least;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[before[at]];
            at = before[at];
        }
    }
    let mut out = vec![None; rows];
    for (column, &row) in owner.iter().enumerate().skip(1).take(columns) {
        if row > 0 && worth(row - 1, column - 1) > 0.0 {
            out[row - 1] = Some(column - 1);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sum_wins_over_the_best_pair() {
        let worth = [[5.0, 4.0], [4.0, 1.0]];
        assert_eq!(assign(2, 2, |r, c| worth[r][c]), [Some(1), Some(0)]);
    }

    #[test]
    fn what_is_worth_nothing_stays_alone() {
        assert_eq!(assign(2, 1, |r, _| [-1.0, 2.0][r]), [None, Some(0)]);
        assert_eq!(assign(1, 0, |_, _| 1.0), [None]);
        assert!(assign(0, 3, |_, _| 1.0).is_empty());
    }

    #[test]
    fn no_assignment_is_better_than_the_one_found() {
        arbtest::arbtest(|u| {
            let (rows, columns) = (u.int_in_range(0..=4)?, u.int_in_range(0..=4)?);
            let mut worth = vec![vec![0.0; columns]; rows];
            for cell in worth.iter_mut().flatten() {
                *cell = f64::from(u.int_in_range(-5i8..=9)?);
            }
            let found = assign(rows, columns, |r, c| worth[r][c]);
            let mut taken: Vec<usize> = found.iter().flatten().copied().collect();
            taken.sort_unstable();
            assert!(taken.windows(2).all(|pair| pair[0] != pair[1]));
            let sum: f64 = (0..rows).filter_map(|r| found[r].map(|c| worth[r][c])).sum();
            assert!((sum - best(&worth, 0, &mut vec![false; columns])).abs() < 1e-9);
            Ok(())
        });
    }

    fn best(worth: &[Vec<f64>], row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == worth.len() {
            return 0.0;
        }
        let mut most = best(worth, row + 1, taken);
        for column in 0..taken.len() {
            if !taken[column] {
                taken[column] = true;
                most = most.max(worth[row][column] + best(worth, row + 1, taken));
                taken[column] = false;
            }
        }
        most
    }
}
