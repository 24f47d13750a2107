//! Real pages, where they are at hand.

use std::collections::BTreeSet;

use hexapla::model::{Aligned, Edition, Lang, Pair, ParatextKind, Role};
use serde_json::Value;

use crate::command::{hexapla, shared};

#[test]
fn the_seed_has_seven_questions_and_seven_answers() {
    let Some(folder) = shared("seed") else { return };
    let page = folder.join("2022-09-28.en.txt").display().to_string();
    let run = hexapla(&["inspect", "--json", &page]);
    let edition: Edition = serde_json::from_str(&run.out).expect("JSON");
    let labels = |role| {
        edition
            .turns
            .iter()
            .filter(|t| t.role == role)
            .map(|t| t.label.as_str())
            .collect::<Vec<_>>()
    };
    let asked = [
        "CCTV",
        "Reuters",
        "AFP",
        "China Daily",
        "The Paper",
        "Reuters",
        "Reuters",
    ];
    assert_eq!(labels(Role::Question), asked);
    assert_eq!(labels(Role::Answer), ["Wang Wenbin"; 7]);
    assert_eq!(edition.turns.len(), 14);
    assert_eq!(edition.date.map(|d| d.to_string()).as_deref(), Some("2022-09-28"));
    let kinds: Vec<ParatextKind> = edition.paratext.iter().map(|p| p.kind).collect();
    assert_eq!(
        kinds,
        [
            ParatextKind::Navigation,
            ParatextKind::Title,
            ParatextKind::Footer
        ]
    );
    assert_eq!(edition.paratext[2].text, "Suggest to a friend");
}

#[test]
fn exchanges_of_real_briefings_are_linked_as_in_the_gold() {
    let Some(folder) = shared("mfa-en-zh") else { return };
    let mut days: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|e| e.path())
        .collect();
    days.sort();
    for day in days.iter().filter(|day| day.is_dir()) {
        let run = hexapla(&["align", "--format", "json", &day.display().to_string()]);
        let found: Aligned = serde_json::from_str(&run.out).expect("JSON");
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(day.join("gold.json")).expect("gold"))
                .expect("JSON");
        let right: BTreeSet<(Vec<usize>, Vec<usize>)> = gold["links"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|link| {
                let side = |k: usize| link[k].as_u64().map(|n| n as usize).into_iter().collect();
                (side(0), side(1))
            })
            .collect();
        let beads = &found.alignment.exchanges.pairs[&Pair::new(Lang::EN, Lang::ZH)];
        let mine = beads
            .iter()
            .map(|b| (b.first.clone(), b.second.clone()))
            .collect();
        assert_eq!(right, mine, "{}", day.display());
    }
}
