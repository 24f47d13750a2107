//! What a corpus says of itself: `--meta FILE.toml`.
//!
//! No page knows who publishes the corpus made of it, under which licence and with whose
//! money; a person writes it once. All of it stands in the header of `corpus.xml`, so a
//! reader gets it back from there; what concerns single files is repeated in theirs.
//!
//! Rejected: a header in TEI to copy in. People would have to know TEI to write one, and we
//! would have to tell apart what they wrote from what we count.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use crate::model::Lang;

/// What the headers of a corpus say beyond the texts and their alignment.
///
/// Texts are trimmed and on one line when they come from a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Meta {
    /// The title of the corpus, in English.
    pub title: String,
    /// The title in further languages.
    pub titles: BTreeMap<Lang, String>,
    /// The number or name of this edition of the corpus.
    pub edition: String,
    /// Who publishes the corpus.
    pub publisher: String,
    /// Whom to ask: an e-mail address or that of a page.
    pub contact: Option<String>,
    /// Lasting addresses or names of the corpus, such as a handle or DOI.
    pub identifiers: Vec<String>,
    /// The terms of use of the corpus, for people.
    pub licence: String,
    /// The address of these terms.
    pub licence_url: Option<String>,
    /// How free it is; without it free where there is an address of the terms, else unknown.
    pub availability: Option<Availability>,
    /// What the corpus was made for.
    pub project: Option<String>,
    /// Persons who answer for it.
    pub responsible: Vec<Responsible>,
    /// Who paid for it.
    pub funders: Vec<String>,
    /// Where the briefings take place.
    pub setting: Setting,
    /// What was changed, the newest first; the making of the corpus stands after them.
    pub changes: Vec<Change>,
}

/// How free a corpus is, in TEI's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Availability {
    /// Free to use under its licence.
    Free,
    /// Not free.
    Restricted,
    /// Nobody knows.
    Unknown,
}

impl Availability {
    /// Returns TEI's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Availability::Free => "free",
            Availability::Restricted => "restricted",
            Availability::Unknown => "unknown",
        }
    }
}

/// A person who answers for the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Responsible {
    /// The name.
    pub name: String,
    /// What the person did.
    pub did: String,
    /// The address of a page about the person, such as an ORCID.
    pub url: Option<String>,
}

/// Where the briefings take place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Setting {
    /// Who holds them.
    pub institution: Option<String>,
    /// In which city.
    pub city: Option<String>,
    /// In which country.
    pub country: Option<String>,
}

/// A change of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Change {
    /// The day.
    #[serde(default, deserialize_with = "day")]
    pub when: Option<Date>,
    /// What was done.
    pub what: String,
}

impl Default for Meta {
    fn default() -> Self {
        Meta {
            title: "Parallel corpus of press briefings".to_owned(),
            titles: BTreeMap::new(),
            edition: "1.0".to_owned(),
            publisher: "not stated".to_owned(),
            contact: None,
            identifiers: Vec::new(),
            licence: "The terms of use of the texts are those of their publisher.".to_owned(),
            licence_url: None,
            availability: None,
            project: None,
            responsible: Vec::new(),
            funders: Vec::new(),
            setting: Setting::default(),
            changes: Vec::new(),
        }
    }
}

/// What is wrong with a file of metadata; the text says where and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MetaError(String);

impl Meta {
    /// Reads the content of a file of metadata.
    ///
    /// # Errors
    ///
    /// When it is no TOML, has a key that is not known, or a value that cannot be used.
    pub fn from_toml(text: &str) -> Result<Meta, MetaError> {
        let mut meta: Meta = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text[..at].matches('\n').count() + 1;
            MetaError(format!("line {line}: {}", error.message()))
        })?;
        for (key, value) in meta.texts() {
            *value = one_line(value);
            if value.is_empty() {
                return Err(MetaError(format!(
                    "`{key}` is empty: give it a text or leave it out"
                )));
            }
        }
        let addresses = meta.licence_url.iter().map(|url| ("licence-url", url));
        let persons = meta.responsible.iter().filter_map(|person| person.url.as_ref());
        for (key, url) in addresses.chain(persons.map(|url| ("responsible.url", url))) {
            if !is_address(url) {
                return Err(MetaError(format!(
                    "`{key}` is `{url}`: expected an address that begins with https:// or http://"
                )));
            }
        }
        match &meta.contact {
            Some(contact) if contact_target(contact).is_none() => Err(MetaError(format!(
                "`contact` is `{contact}`: expected an e-mail address, or one that begins with https:// or http://"
            ))),
            _ => Ok(meta),
        }
    }

    /// Returns how free the corpus is.
    #[must_use]
    pub fn status(&self) -> Availability {
        let free = self.licence_url.is_some();
        let implied = if free {
            Availability::Free
        } else {
            Availability::Unknown
        };
        self.availability.unwrap_or(implied)
    }

    /// Returns the same with every text trimmed and on one line; empty ones are left out, or as
    /// if nothing had been said.
    pub(super) fn tidied(&self) -> Meta {
        let mut meta = self.clone();
        for (_, text) in meta.texts() {
            *text = one_line(text);
        }
        let plain = Meta::default();
        let needed = [
            (&mut meta.title, plain.title),
            (&mut meta.edition, plain.edition),
            (&mut meta.publisher, plain.publisher),
            (&mut meta.licence, plain.licence),
        ];
        for (text, otherwise) in needed.into_iter().filter(|(text, _)| text.is_empty()) {
            *text = otherwise;
        }
        let setting = &mut meta.setting;
        for text in [
            &mut setting.institution,
            &mut setting.city,
            &mut setting.country,
            &mut meta.project,
        ] {
            *text = text.take().filter(|text| !text.is_empty());
        }
        meta.titles.retain(|_, text| !text.is_empty());
        meta.funders.retain(|text| !text.is_empty());
        meta.responsible
            .retain(|person| !person.name.is_empty() && !person.did.is_empty());
        meta.changes.retain(|change| !change.what.is_empty());
        meta
    }

    /// Lists all texts with their keys.
    fn texts(&mut self) -> Vec<(&'static str, &mut String)> {
        let mut all = vec![
            ("title", &mut self.title),
            ("edition", &mut self.edition),
            ("publisher", &mut self.publisher),
            ("licence", &mut self.licence),
        ];
        all.extend(self.titles.values_mut().map(|text| ("titles", text)));
        all.extend(self.identifiers.iter_mut().map(|text| ("identifiers", text)));
        all.extend(self.funders.iter_mut().map(|text| ("funders", text)));
        let optional = [
            ("contact", &mut self.contact),
            ("licence-url", &mut self.licence_url),
            ("project", &mut self.project),
            ("setting.institution", &mut self.setting.institution),
            ("setting.city", &mut self.setting.city),
            ("setting.country", &mut self.setting.country),
        ];
        all.extend(
            optional
                .into_iter()
                .filter_map(|(key, text)| Some((key, text.as_mut()?))),
        );
        for person in &mut self.responsible {
            all.push(("responsible.name", &mut person.name));
            all.push(("responsible.did", &mut person.did));
            all.extend(person.url.iter_mut().map(|text| ("responsible.url", text)));
        }
        all.extend(
            self.changes
                .iter_mut()
                .map(|change| ("changes.what", &mut change.what)),
        );
        all
    }
}

/// Returns a text without white space at its ends and with single spaces inside; spaces that do
/// not break are none of its white space.
pub(super) fn one_line(text: &str) -> String {
    let words = text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Tells whether a text is an address on the web.
pub(crate) fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Returns what a reference to a contact points to; `None` where it is no address.
pub(super) fn contact_target(contact: &str) -> Option<String> {
    if is_address(contact) {
        return Some(contact.to_owned());
    }
    let (name, host) = contact.split_once('@')?;
    let whole = !name.is_empty() && host.contains('.') && !contact.contains(char::is_whitespace);
    whole.then(|| format!("mailto:{contact}"))
}

/// Reads a day: a TOML date or a text.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Date(toml::value::Datetime),
        Text(String),
    }
    let text = match Day::deserialize(deserializer)? {
        Day::Date(date) => date.to_string(),
        Day::Text(text) => text,
    };
    let date = text.parse().map_err(|_| {
        serde::de::Error::custom(format!("`{text}` is no day: expected one such as 2025-05-14"))
    })?;
    Ok(Some(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_all_of_it() {
        let meta = Meta::from_toml(
            r#"
            title = "Briefings of the   River Commission"
            edition = "2.0"
            publisher = "University of Kessen"
            contact = "corpus@example.org"
            identifiers = ["https://hdl.example.org/1234"]
            licence = "CC BY 4.0"
            licence-url = "http://creativecommons.org/licenses/by/4.0/"
            funders = ["River Fund"]
            changes = [{ when = 2025-05-14, what = "Links checked." }, { when = "2025-05-13", what = "Made." }]
            [titles]
            fr = "Points de presse"
            [[responsible]]
            name = "Ana Roth"
            did = "Collection"
            [setting]
            city = "Kessen"
            "#,
        )
        .expect("metadata");
        assert_eq!(meta.title, "Briefings of the River Commission");
        assert_eq!(meta.status(), Availability::Free);
        assert_eq!(meta.titles[&Lang::FR], "Points de presse");
        assert_eq!(meta.responsible[0].did, "Collection");
        assert_eq!(meta.changes[0].when, Some(jiff::civil::date(2025, 5, 14)));
        assert_eq!(meta.changes[1].when, Some(jiff::civil::date(2025, 5, 13)));
        assert_eq!(Meta::from_toml(""), Ok(Meta::default()));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let cases = [
            (
                "title = \"A\"\ncolour = \"red\"",
                "line 2: unknown field `colour`, expected one of `title`, `titles`",
            ),
            (
                "[setting]\ntown = \"A\"",
                "line 2: unknown field `town`, expected one of `institution`, `city`, `country`",
            ),
            (
                "title = 3",
                "line 1: invalid type: integer `3`, expected a string",
            ),
            ("title = \" \"", "`title` is empty"),
            (
                "licence-url = \"CC BY\"",
                "`licence-url` is `CC BY`: expected an address",
            ),
            (
                "contact = \"Ana\"",
                "`contact` is `Ana`: expected an e-mail address",
            ),
            ("\n[[changes]]\nwhen = \"May\"\nwhat = \"x\"", "`May` is no day"),
            ("title = ", "line 1: "),
        ];
        for (text, says) in cases {
            let error = Meta::from_toml(text).expect_err(text).to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
