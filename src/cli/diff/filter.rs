//! Which differences are wanted.

use clap::Args;

use crate::cli::error::CliError;
use crate::model::{Aligned, Difference, DifferenceKind, Lang};

/// Options that choose among differences.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct FilterArgs {
    /// Only these kinds: omission, addition, order, number, date, name, segmentation.
    #[arg(long = "kind", value_name = "KIND,…", value_delimiter = ',', value_parser = kind)]
    kinds: Vec<DifferenceKind>,
    /// Only differences in which these editions disagree with each other, such as `en,ar`.
    #[arg(long, value_name = "LANG,LANG…", value_delimiter = ',')]
    between: Vec<Lang>,
    /// Only differences that are at least so sure, 0 to 1.
    #[arg(long, value_name = "P", value_parser = confidence)]
    min_confidence: Option<f64>,
}

/// Parses a kind.
pub(super) fn kind(text: &str) -> Result<DifferenceKind, String> {
    let found = DifferenceKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == text.trim());
    found.ok_or_else(|| {
        let names: Vec<&str> = DifferenceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("no kind of difference: expected one of {}", names.join(", "))
    })
}

fn confidence(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("expected a number from 0 to 1, such as 0.8".to_owned()),
    }
}

impl FilterArgs {
    /// Whether any of them was given.
    pub(super) fn is_used(&self) -> bool {
        !self.kinds.is_empty() || !self.between.is_empty() || self.min_confidence.is_some()
    }

    /// Whether a kind was asked for by its name.
    pub(super) fn names(&self, kind: DifferenceKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The editions that were named, none for all.
    pub(super) fn between(&self) -> &[Lang] {
        &self.between
    }

    /// Refuses what can choose nothing.
    pub(super) fn check(&self, aligned: &[Aligned]) -> Result<(), CliError> {
        let mut named = self.between.clone();
        named.sort_unstable();
        named.dedup();
        if named.len() == 1 {
            return Err(CliError::new(format!(
                "--between {0}: one edition cannot disagree with itself: name two or more, such as --between {0},zh",
                named[0]
            )));
        }
        let there: std::collections::BTreeSet<Lang> =
            aligned.iter().flat_map(|b| b.editions.keys().copied()).collect();
        match named.into_iter().find(|lang| !there.contains(lang)) {
            None => Ok(()),
            Some(lang) => {
                let codes: Vec<&str> = there.iter().map(Lang::as_str).collect();
                Err(CliError::new(format!(
                    "--between: no briefing has an edition in `{lang}`: there are {}",
                    codes.join(", ")
                )))
            }
        }
    }

    /// Leaves in a briefing only the differences that are wanted.
    pub(super) fn apply(&self, briefing: &mut Aligned) {
        let langs: Vec<Lang> = briefing.editions.keys().copied().collect();
        briefing.differences.retain(|difference| {
            (self.kinds.is_empty() || self.kinds.contains(&difference.kind))
                && difference.confidence >= self.min_confidence.unwrap_or(0.0)
                && (self.between.is_empty() || disagree(difference, &self.between, &langs))
        });
    }
}

/// Whether two of the named editions disagree in a difference. Those that have
/// no part in it disagree with nobody.
pub(super) fn disagree(difference: &Difference, named: &[Lang], all: &[Lang]) -> bool {
    let part = |lang: &Lang| {
        let has = difference.at.contains_key(lang) || difference.odd.contains(lang);
        // Additions name those that have it; all others lack it.
        has || (difference.kind == DifferenceKind::Addition && all.contains(lang))
    };
    let parts: Vec<&Lang> = named.iter().filter(|lang| part(lang)).collect();
    let differ = |a: &Lang, b: &Lang| match (difference.values.get(a), difference.values.get(b)) {
        (Some(a), Some(b)) => a != b,
        _ => difference.odd.contains(a) != difference.odd.contains(b),
    };
    (parts.iter().enumerate()).any(|(k, a)| parts[k + 1..].iter().any(|b| differ(a, b)))
}
