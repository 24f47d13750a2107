//! Language codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language code: two to eight lower-case ASCII letters (the primary subtag
/// of BCP 47), for example `en` or `zh`. Ordered alphabetically.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 8]);

/// The error of [`Lang::from_str`]: the text is no language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language code: expected two to eight letters, such as `en` or `zh`")]
pub struct LangError(String);

impl Lang {
    /// Arabic.
    pub const AR: Lang = Lang::literal(*b"ar");
    /// English.
    pub const EN: Lang = Lang::literal(*b"en");
    /// Spanish.
    pub const ES: Lang = Lang::literal(*b"es");
    /// French.
    pub const FR: Lang = Lang::literal(*b"fr");
    /// Russian.
    pub const RU: Lang = Lang::literal(*b"ru");
    /// Chinese.
    pub const ZH: Lang = Lang::literal(*b"zh");

    const fn literal(code: [u8; 2]) -> Lang {
        Lang([code[0], code[1], 0, 0, 0, 0, 0, 0])
    }

    /// Returns the code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&b| b == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Lang, LangError> {
        let good = (2..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic());
        if !good {
            return Err(LangError(text.to_owned()));
        }
        let mut code = [0; 8];
        for (slot, byte) in code.iter_mut().zip(text.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        Ok(Lang(code))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_in_lower_case() {
        assert_eq!("EN".parse::<Lang>().expect("a code").to_string(), "en");
        assert_eq!("zh".parse::<Lang>(), Ok(Lang::ZH));
    }

    #[test]
    fn other_text_is_refused() {
        for text in ["", "e", "e1", "englishes", "عر"] {
            assert!(text.parse::<Lang>().is_err(), "{text}");
        }
    }
}
