//! Names in Chinese text, found by the names of the other editions.
//!
//! The Han side has no word boundaries: every run of two to six characters
//! whose consonants are those of a name elsewhere is taken for that name. There
//! are five runs a character, so all runs from one character are read in one
//! pass over their pinyin, and skeletons are compared as numbers:
//!
//! ```text
//! 古特雷斯   gu·te·lei·si    K, KT, KTL, KTLS     KTLS is Guterres
//! ```

use any_ascii::any_ascii_char;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::{appended, class, is_han};
use super::tokens::{Kind, Token};

/// The longest run of characters that is looked at.
const LONGEST: usize = 6;

/// Finds names in Han text.
#[derive(Debug, Default)]
pub struct HanNames {
    /// The letters of characters.
    pinyin: FxHashMap<char, Vec<u8>>,
}

impl HanNames {
    /// Calls `each` with every run of two to six Han characters of a text whose
    /// skeleton is one of `skeletons`, numbered by [`super::names::code`].
    pub fn find(&mut self, text: &str, skeletons: &FxHashSet<u64>, mut each: impl FnMut(Token)) {
        let chars: Vec<char> = text.chars().collect();
        let mut letters: Vec<u8> = Vec::new();
        // Where the letters of each character begin, with the end.
        let mut starts = vec![0];
        for &c in &chars {
            if is_han(c) {
                letters.extend(self.pinyin.entry(c).or_insert_with(|| pinyin(c)).iter());
            }
            starts.push(letters.len());
        }
        for start in 0..chars.len() {
            let run = chars[start..]
                .iter()
                .take(LONGEST)
                .take_while(|&&c| is_han(c))
                .count();
            let codes = codes(&letters, &starts[start..=start + run]);
            for length in 2..=run {
                if skeletons.contains(&codes[length - 1]) {
                    let key = chars[start..start + length].iter().collect();
                    each(Token {
                        kind: Kind::Name,
                        key,
                    });
                }
            }
        }
    }
}

fn pinyin(c: char) -> Vec<u8> {
    let latin = any_ascii_char(c).bytes().map(|b| b.to_ascii_lowercase());
    latin.filter(u8::is_ascii_lowercase).collect()
}

/// Returns the skeleton of the letters from the first start to each later one.
fn codes(letters: &[u8], starts: &[usize]) -> [u64; LONGEST] {
    let mut out = [0; LONGEST];
    let (mut k, mut code) = (starts[0], 0);
    let push = |code: u64, class: Option<char>| class.map_or(code, |class| appended(code, class));
    for (slot, &end) in out.iter_mut().zip(&starts[1..]) {
        let mut here = None;
        while k < end {
            if k + 1 == end {
                // A run that ends here does not see the next letter.
                here = Some(push(code, class(letters[k], 0, true).0));
                if end == starts[starts.len() - 1] {
                    break;
                }
            }
            let next = letters.get(k + 1).copied().unwrap_or(0);
            let (class, width) = class(letters[k], next, true);
            code = push(code, class);
            k += width;
        }
        *slot = here.unwrap_or(code);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::names::{code, skeleton};
    use super::*;

    #[test]
    fn every_run_has_the_skeleton_of_its_characters() {
        let text = "秘书长安东尼奥·古特雷斯在长安街会见了王毅和孙光熙雄安";
        let chars: Vec<char> = text.chars().collect();
        for start in 0..chars.len() {
            for length in 2..=6.min(chars.len() - start) {
                let key: String = chars[start..start + length].iter().collect();
                let of_key: FxHashSet<u64> = code(&skeleton(&key)).into_iter().collect();
                let mut found = Vec::new();
                HanNames::default().find(text, &of_key, |token| found.push(token.key));
                let whole = key.chars().all(is_han);
                assert_eq!(found.contains(&key), whole, "{key} {}", skeleton(&key));
            }
        }
    }
}
