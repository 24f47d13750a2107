//! Tables of the six languages and properties of the readers.

use super::*;

const CODES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

fn pack(code: &str) -> Pack {
    let path = format!("{}/src/language/packs/{code}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn values(code: &str) -> Values {
    Values::new(&pack(code)).unwrap()
}

fn notation(values: &Values, text: &str) -> String {
    let found: Vec<String> = values.find(text).iter().map(|value| value.kind.to_string()).collect();
    if found.is_empty() { "-".to_owned() } else { found.join("|") }
}

#[test]
fn tables_of_all_languages() {
    let mut failures = String::new();
    for code in CODES {
        let path = format!("{}/tests/data/evidence/{code}.tsv", env!("CARGO_MANIFEST_DIR"));
        let values = values(code);
        for (number, line) in std::fs::read_to_string(path).unwrap().lines().enumerate() {
            let Some((text, expected)) = line.split_once('\t') else { continue };
            let found = notation(&values, text);
            if !line.starts_with('#') && found != expected {
                failures += &format!("\n{code}:{} {text}\n    expected {expected}, found {found}", number + 1);
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
