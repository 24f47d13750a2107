//! Real pages kept beside the project, where they are.

use std::path::PathBuf;

use super::*;

fn data() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let given = std::env::var_os("HEXAPLA_SHARED").map(|shared| PathBuf::from(shared).join("data"));
    let places = [
        given,
        Some(root.join("../shared/data")),
        Some(root.join("../../shared/data")),
    ];
    places.into_iter().flatten().find(|place| place.is_dir())
}

#[expect(clippy::print_stderr, reason = "a test that checks nothing must say so")]
fn missing() {
    eprintln!("skipped: no ../shared/data beside the project");
}

#[test]
fn the_seed_has_seven_questions() {
    let Some(data) = data() else { return missing() };
    let text = std::fs::read_to_string(data.join("seed/2022-09-28.en.txt")).expect("the seed is readable");
    let reading = run("en", &page(&text));
    let labels: Vec<&str> = reading
        .edition
        .turns
        .iter()
        .step_by(2)
        .map(|turn| turn.label.as_str())
        .collect();
    assert_eq!(
        labels,
        [
            "CCTV",
            "Reuters",
            "AFP",
            "China Daily",
            "The Paper",
            "Reuters",
            "Reuters"
        ],
        "{}",
        show(&reading)
    );
    let answers = reading.edition.turns.iter().skip(1).step_by(2);
    assert!(
        answers
            .clone()
            .all(|turn| turn.role == Role::Answer && turn.speaker.as_deref() == Some("person.wang-wenbin"))
    );
    assert_eq!(answers.count(), 7);
    let kinds: Vec<&str> = reading
        .edition
        .paratext
        .iter()
        .map(|piece| piece.kind.as_str())
        .collect();
    assert_eq!(kinds, ["navigation", "title", "footer"]);
    assert_eq!(reading.edition.date, Some(jiff::civil::date(2022, 9, 28)));
}

#[test]
fn ministry_pages_have_their_exchanges() {
    let Some(data) = data() else { return missing() };
    let mut folders: Vec<PathBuf> = std::fs::read_dir(data.join("mfa-en-zh"))
        .expect("the folder is readable")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    for folder in folders {
        let gold = std::fs::read_to_string(folder.join("gold.json")).expect("gold");
        let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
        for code in ["en", "zh"] {
            let text = std::fs::read_to_string(folder.join(format!("{code}.txt"))).expect("a page");
            let reading = run(code, &page(&text));
            let wanted = gold["exchanges"][code].as_u64().expect("a count");
            let found = reading.edition.exchanges();
            assert_eq!(
                found.len() as u64,
                wanted,
                "{code} {}\n{}",
                folder.display(),
                show(&reading)
            );
            assert!(
                found.iter().all(|range| range.len() == 2),
                "{code} {}\n{}",
                folder.display(),
                show(&reading)
            );
        }
    }
}
