//! Briefings with links that cross, and files in memory.

use std::cell::RefCell;
use std::rc::Rc;

use super::*;
use crate::write::units::tests::{empty, link};

/// Files in memory, shared by its clones.
#[derive(Debug, Clone, Default)]
pub(in crate::write) struct Memory(Rc<RefCell<BTreeMap<String, Vec<u8>>>>);

/// A file of [`Memory`].
pub(in crate::write) struct MemoryFile(Memory, String);

impl Memory {
    pub(in crate::write) fn names(&self) -> Vec<String> {
        self.0.borrow().keys().cloned().collect()
    }

    /// Takes a file away and returns what stands in it.
    pub(in crate::write) fn take(&mut self, name: &str) -> String {
        let bytes = self.0.borrow_mut().remove(name).expect("the file");
        String::from_utf8(bytes).expect("UTF-8")
    }
}

impl Outputs for Memory {
    type File = MemoryFile;

    fn create(&mut self, name: &str) -> io::Result<MemoryFile> {
        let old = self.0.borrow_mut().insert(name.to_owned(), Vec::new());
        assert!(old.is_none(), "{name} is made once");
        Ok(MemoryFile(self.clone(), name.to_owned()))
    }
}

impl Write for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut files = self.0.0.borrow_mut();
        files.get_mut(&self.1).expect("the file").write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A briefing of one edition.
pub(in crate::write) fn english(texts: &[&str]) -> Aligned {
    empty(&[(Lang::EN, texts.to_vec())])
}

/// Four English and five Chinese sentences in two paragraphs each, with every kind of link.
pub(in crate::write) fn crossed() -> Aligned {
    let (en, zh) = (Lang::EN, Lang::ZH);
    let english = vec!["Good \"morning\".", "Two & three.", "Four.", "Only here."];
    let chinese = vec!["早上", "好。", "四。", "二，三。", "只有这里。"];
    let mut aligned = empty(&[(en, english), (zh, chinese)]);
    for edition in aligned.editions.values_mut() {
        let sentences = &mut edition.turns[0].sentences;
        sentences.iter_mut().skip(2).for_each(|s| s.paragraph = 1);
    }
    link(&mut aligned, (en, &[]), (zh, &[5]), 0.9);
    link(&mut aligned, (en, &[1]), (zh, &[1, 2]), 0.9);
    link(&mut aligned, (en, &[2]), (zh, &[4]), 0.8);
    link(&mut aligned, (en, &[3]), (zh, &[3]), 0.95);
    link(&mut aligned, (en, &[4]), (zh, &[]), 0.95);
    let pair = Pair::new(en, zh);
    let beads = aligned
        .alignment
        .sentences
        .pairs
        .get_mut(&pair)
        .expect("the pair");
    beads[3].manual = true;
    aligned
}

fn sides(links: &[Link]) -> Vec<[Vec<usize>; 2]> {
    links.iter().map(|link| link.sides.clone()).collect()
}

fn plain(first: &[usize], second: &[usize]) -> Link {
    Link {
        sides: [first.to_vec(), second.to_vec()],
        confidence: 0.5,
        manual: false,
    }
}

#[test]
fn links_go_along_the_first_edition() {
    let aligned = crossed();
    let pair = Pair::new(Lang::EN, Lang::ZH);
    let whole = Whole::new(&aligned, &[Lang::ZH, Lang::EN], &[pair]).expect("a briefing");
    assert_eq!(
        sides(whole.of(pair)),
        [
            [vec![0], vec![0, 1]],
            [vec![1], vec![3]],
            [vec![], vec![4]],
            [vec![2], vec![2]],
            [vec![3], vec![]]
        ]
    );
    assert_eq!(
        (whole.linked(), whole.len(Lang::ZH), whole.len(Lang::FR)),
        (3, 5, 0)
    );
}

#[test]
fn no_sentence_is_left_out_and_none_stands_twice() {
    let links = [plain(&[1], &[3]), plain(&[3], &[0, 1])];
    let all = complete(&links, [5, 5]);
    assert_eq!(
        sides(&all),
        [
            [vec![0], vec![]],
            [vec![1], vec![3]],
            [vec![], vec![4]],
            [vec![2], vec![]],
            [vec![3], vec![0, 1]],
            [vec![], vec![2]],
            [vec![4], vec![]]
        ]
    );
    assert_eq!(
        sides(&complete(&[], [0, 2])),
        [[vec![], vec![0]], [vec![], vec![1]]]
    );
}

#[test]
fn links_with_gaps_are_cut() {
    let links = [
        plain(&[0, 1, 3], &[5, 7]),
        plain(&[4], &[]),
        plain(&[5], &[8, 10]),
    ];
    let cut = contiguous(&links);
    assert_eq!(
        sides(&cut),
        [[vec![0, 1], vec![5]], [vec![3], vec![7]], [vec![5], vec![8]]]
    );
}

#[test]
fn filters_and_repetitions_choose_links() {
    let (en, zh) = (Lang::EN, Lang::ZH);
    let pair = Pair::new(en, zh);
    let mut aligned = empty(&[
        (en, vec!["Yes.", "yes.", "No."]),
        (zh, vec!["是。", "是。", "不。"]),
    ]);
    for k in 1..=3 {
        link(&mut aligned, (en, &[k]), (zh, &[k]), 0.3 * k as f64);
    }
    let mut seen = Seen::default();
    for expected in [vec![0, 2], vec![]] {
        let mut whole = Whole::new(&aligned, &[en, zh], &[pair]).expect("a briefing");
        whole.leave_out_repetitions(pair, &mut seen);
        let firsts: Vec<usize> = whole.of(pair).iter().map(|link| link.sides[0][0]).collect();
        assert_eq!(firsts, expected);
    }
    let mut whole = Whole::new(&aligned, &[en, zh], &[pair]).expect("a briefing");
    whole.filter(&Filter {
        min_confidence: 0.5,
        one_to_one: true,
    });
    assert_eq!(whole.linked(), 2);
}

#[test]
fn a_link_to_nothing_is_an_error_and_one_to_an_empty_sentence_none() {
    let (en, zh) = (Lang::EN, Lang::ZH);
    let pair = Pair::new(en, zh);
    let mut aligned = empty(&[(en, vec!["One.", " "]), (zh, vec!["一。"])]);
    link(&mut aligned, (en, &[1, 2]), (zh, &[1]), 0.5);
    let whole = Whole::new(&aligned, &[en, zh], &[pair]).expect("a briefing");
    assert_eq!(sides(whole.of(pair)), [[vec![0], vec![0]]]);
    link(&mut aligned, (en, &[3]), (zh, &[]), 0.5);
    let error = Whole::new(&aligned, &[en, zh], &[pair]).expect_err("an error");
    insta::assert_snapshot!(error, @"briefing b-1: a link points to `en.u1.s3`, which the `en` edition does not have");
}
