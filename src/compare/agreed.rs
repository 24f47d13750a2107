//! The order in which most editions have things.
//!
//! A group that one edition moved stands where the others have it, and a
//! group that some lack stands between its neighbours in those that have it:
//!
//! ```text
//! en  A B C D        B before C in en and fr, after it in es: B, C
//! fr  A B   D        C before D in en and es
//! es  A C B D        A B C D
//! ```
//!
//! Every pair of groups is put to the vote of the editions that have both;
//! the group that the fewest of those left must precede is next. Sorting by
//! the mean place was rejected: each exchange that an edition lacks shifts all
//! that follow it there.

/// Returns the indices of groups in the agreed order.
///
/// `places[k]` holds the position of group `k` in each edition, in one order
/// of editions for all; `None` where an edition lacks it. Where nobody has
/// both, the relative place decides, then the order given.
#[must_use]
pub fn agreed(places: &[Vec<Option<usize>>]) -> Vec<usize> {
    let relative = relative_places(places);
    let mut before = vec![0_usize; places.len()];
    for first in places {
        for (b, second) in places.iter().enumerate() {
            if votes(first, second) > 0 {
                before[b] += 1;
            }
        }
    }
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    while let Some(at) = (0..left.len()).min_by_key(|&at| (before[left[at]], relative[left[at]], left[at])) {
        let next = left.swap_remove(at);
        for &other in &left {
            if votes(&places[next], &places[other]) > 0 {
                before[other] -= 1;
            }
        }
        order.push(next);
    }
    order
}

/// How many more editions have the first before the second than after it.
fn votes(first: &[Option<usize>], second: &[Option<usize>]) -> i32 {
    let both = first
        .iter()
        .zip(second)
        .filter_map(|(a, b)| Some((*a)?.cmp(&(*b)?)));
    both.map(|order| -(order as i32)).sum()
}

/// The median place of each group in millionths of its editions' lengths.
fn relative_places(places: &[Vec<Option<usize>>]) -> Vec<usize> {
    let editions = places.first().map_or(0, Vec::len);
    let last = |e: usize| places.iter().filter_map(|p| p[e]).max().unwrap_or(0);
    let lengths: Vec<usize> = (0..editions).map(|e| last(e) + 1).collect();
    let median = |group: &Vec<Option<usize>>| {
        let known = group.iter().zip(&lengths);
        let mut known: Vec<usize> = known
            .filter_map(|(at, length)| Some((2 * (*at)? + 1) * 500_000 / length))
            .collect();
        known.sort_unstable();
        known.get(known.len() / 2).copied().unwrap_or(0)
    };
    places.iter().map(median).collect()
}

#[cfg(test)]
mod tests {
    use super::agreed;

    fn order(editions: &[&str]) -> String {
        let mut names: Vec<char> = editions.concat().chars().collect();
        names.sort_unstable();
        names.dedup();
        let place = |name: &char, edition: &&str| edition.chars().position(|c| c == *name);
        let places: Vec<Vec<Option<usize>>> = names
            .iter()
            .map(|name| editions.iter().map(|e| place(name, e)).collect())
            .collect();
        agreed(&places).into_iter().map(|k| names[k]).collect()
    }

    #[test]
    fn the_majority_orders() {
        assert_eq!(order(&["abcd", "abd", "acbd", "abcd"]), "abcd");
        assert_eq!(order(&["eabcd", "abcde", "abcde"]), "abcde");
    }

    #[test]
    fn what_one_edition_has_stands_between_its_neighbours() {
        assert_eq!(order(&["acd", "acd", "abcd"]), "abcd");
        assert_eq!(order(&["ab", "cab", "abz"]), "cabz");
    }

    #[test]
    fn what_nobody_has_both_of_stands_by_place() {
        assert_eq!(order(&["xb", "ay"]), "axby");
        assert!(agreed(&[]).is_empty());
    }
}
