//! Inputs to editions: what all commands that read pages share.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::error::{CliError, reason};
use super::progress::Progress;
use crate::align::Input;
use crate::group::manifest::{Manifest, Row};
use crate::group::{self, FileSet, Loaded, Problem};
use crate::language::{Detection, Language, Languages, Outlets, detect};
use crate::model::Lang;
use crate::read::{Page, ReadError, Reading, read_page, recognise};
use crate::termbase::{self, Names};

/// Options of reading.
#[derive(Debug, Clone, Args)]
pub(super) struct ReadArgs {
    /// Overrules the language of a file, such as `--lang ar=page3.html`.
    #[arg(long = "lang", value_name = "LANG=FILE", value_parser = lang_file)]
    langs: Vec<(Lang, PathBuf)>,
    /// Adds a language by its data file.
    #[arg(long = "language-pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
    /// The largest file that is read, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = 64)]
    max_file_size: u64,
    /// How many threads work; 0 takes one a core. The output is the same.
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

/// Parses `xx=FILE`.
pub(super) fn lang_file(text: &str) -> Result<(Lang, PathBuf), String> {
    let (lang, file) = text
        .split_once('=')
        .ok_or("expected LANG=FILE, such as en=page.html")?;
    let lang = lang
        .parse()
        .map_err(|error: crate::model::LangError| error.to_string())?;
    Ok((lang, PathBuf::from(file)))
}

/// Sets the number of threads.
pub(super) fn use_threads(jobs: usize) -> Result<(), CliError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .map_err(|error| CliError::new(format!("cannot start {jobs} threads: {error}")))
}

/// Briefings, and the files that were left out.
pub(super) type Found = (Vec<Input>, Vec<Problem>);

/// Reads pages.
pub(super) struct Loader {
    pub(super) languages: Languages,
    pub(super) outlets: Outlets,
    overruled: BTreeMap<PathBuf, Lang>,
    /// What a manifest says of files.
    known: BTreeMap<PathBuf, Row>,
    largest: u64,
}

impl Loader {
    /// Makes a loader of the options.
    pub(super) fn new(args: &ReadArgs) -> Result<Loader, CliError> {
        use_threads(args.jobs)?;
        let mut languages = Languages::builtin();
        for pack in &args.packs {
            languages.add_pack(pack)?;
        }
        let mut overruled = BTreeMap::new();
        for (lang, file) in &args.langs {
            if languages.get(*lang).is_none() {
                return Err(CliError::new(unknown_language(*lang, &languages)));
            }
            if !file.is_file() {
                return Err(CliError::new(format!(
                    "--lang {lang}={0}: no such file",
                    file.display()
                )));
            }
            overruled.insert(identity(file), *lang);
        }
        Ok(Loader {
            languages,
            outlets: Outlets::embedded(),
            overruled,
            known: BTreeMap::new(),
            largest: args.max_file_size,
        })
    }

    /// Takes over what a manifest says of files; `--lang` stays stronger.
    pub(super) fn enrich(&mut self, path: &Path, manifest: &Manifest) -> Result<(), CliError> {
        for row in &manifest.rows {
            let fault =
                |message: String| CliError::new(format!("{}: line {}: {message}", path.display(), row.line));
            let file = identity(&row.file);
            if let Some(lang) = row.language {
                if self.languages.get(lang).is_none() {
                    return Err(fault(unknown_language(lang, &self.languages)));
                }
                self.overruled.entry(file.clone()).or_insert(lang);
            }
            self.known.insert(file, row.clone());
        }
        Ok(())
    }

    /// Reads all inputs and puts them together into briefings.
    pub(super) fn briefings(&self, inputs: &[PathBuf], progress: &Progress) -> Result<Found, CliError> {
        self.group(group::collect(inputs)?, progress)
    }

    /// Reads sets of files and puts them together into briefings.
    pub(super) fn group(&self, found: Vec<FileSet>, progress: &Progress) -> Result<Found, CliError> {
        let mut problems = Vec::new();
        let mut sets = Vec::new();
        let mut assigned: BTreeMap<String, Vec<Loaded>> = BTreeMap::new();
        progress.stage("reading", found.iter().map(|set| set.files.len()).sum(), "files");
        for set in found {
            let read = |path: &PathBuf| {
                let edition = self.edition(path);
                progress.step();
                edition
            };
            let read: Vec<_> = set.files.par_iter().map(read).collect();
            let mut loaded = Vec::new();
            for (path, result) in set.files.iter().zip(read) {
                let known = self.known.get(&identity(path));
                let briefing = known.and_then(|row| row.briefing.clone());
                match (result, briefing) {
                    (Ok(edition), Some(id)) => assigned.entry(id).or_default().push(edition),
                    (Ok(edition), None) => loaded.push(edition),
                    (Err(message), _) => problems.push(Problem {
                        path: path.clone(),
                        message,
                    }),
                }
            }
            sets.push((set.name, loaded));
        }
        let known = OnceCell::new();
        let langs = || self.languages.codes();
        let names = || known.get_or_init(|| Names::new(langs(), &self.languages, &[termbase::builtin()]));
        let (briefings, left_out) = group::group_with(sets, assigned, &self.outlets, &names);
        problems.extend(left_out);
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        Ok((briefings, problems))
    }

    /// Reads one edition; the error is a message without the file's name.
    fn edition(&self, path: &Path) -> Result<Loaded, String> {
        let (lang, mut reading) = self.read(path)?;
        if let Some(row) = self.known.get(&identity(path)) {
            reading.edition.provenance = row.provenance.clone();
        }
        if reading.edition.turns.is_empty() {
            return Err(
                "no turns found: no speaker labels such as `Q:`, `CCTV:` or a name; \
                        `hexapla inspect FILE` shows where each line went"
                    .to_owned(),
            );
        }
        Ok(Loaded {
            path: path.to_owned(),
            lang,
            edition: reading.edition,
        })
    }

    /// Reads a page and recognises its turns.
    pub(super) fn read(&self, path: &Path) -> Result<(Lang, Reading), String> {
        let page = self.page(path)?;
        let lang = self.lang(path, &page)?;
        let language = self.languages.get(lang).expect("a known language");
        Ok((
            lang,
            recognise(&page, lang, language.pack(), &self.outlets, language),
        ))
    }

    fn page(&self, path: &Path) -> Result<Page, String> {
        let unreadable = |error| format!("cannot read: {}", reason(&error));
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > self.largest * 1_000_000 {
            let megabytes = size.div_ceil(1_000_000);
            return Err(format!(
                "the file has {megabytes} MB, over the limit of {} MB: split it, or raise the limit with --max-file-size",
                self.largest
            ));
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        let name = name(path);
        read_page(&name, &bytes).map_err(|error: ReadError| {
            let text = error.to_string();
            text.strip_prefix(&format!("{name}: "))
                .map_or(text.clone(), str::to_owned)
        })
    }

    fn lang(&self, path: &Path, page: &Page) -> Result<Lang, String> {
        if let Some(&lang) = self.overruled.get(&identity(path)) {
            return Ok(lang);
        }
        let text: Vec<&str> = page.blocks.iter().map(|block| block.text.as_str()).collect();
        match detect(&text.join("\n"), &self.languages) {
            Detection::Known(lang, _) => Ok(lang),
            Detection::Unknown { name } => Err(format!(
                "it seems to be {name}, a language without a pack: add one with --language-pack FILE, \
                 or overrule the guess with --lang xx=FILE"
            )),
            Detection::Undecided => {
                Err("too little text to tell its language: name it with --lang xx=FILE".to_owned())
            }
        }
    }
}

/// The same file by any path.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The message for a code without a pack.
pub(super) fn unknown_language(lang: Lang, languages: &Languages) -> String {
    let names: Vec<&str> = languages
        .iter()
        .map(|language: &Language| language.pack().name.as_str())
        .collect();
    format!(
        "no language pack for `{lang}`: known are {}; add one with --language-pack FILE",
        names.join(", ")
    )
}

/// Prints what was left out.
pub(super) fn report(problems: &[Problem]) {
    for problem in problems {
        super::error::note(&format!(
            "hexapla: {}: {}",
            problem.path.display(),
            problem.message
        ));
    }
}

/// Counts things.
pub(super) fn plural(n: usize, word: &str) -> String {
    if n == 1 {
        format!("1 {word}")
    } else {
        format!("{n} {word}s")
    }
}

/// Returns the folders inside a folder, sorted; hidden ones are left out.
pub(super) fn subfolders(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| CliError::file(folder, "read the folder", &error))?;
    let hidden = |path: &PathBuf| name(path).starts_with('.');
    let mut inside: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|e| e.path())
        .filter(|p| p.is_dir() && !hidden(p))
        .collect();
    inside.sort();
    Ok(inside)
}

/// The last part of a path.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Writes one JSON file a result into a folder.
pub(super) fn write_json<T: Serialize>(
    out: &Path,
    results: impl Iterator<Item = (String, T)>,
) -> Result<(), CliError> {
    for (name, result) in results {
        let path = out.join(format!("{name}.json"));
        let json = serde_json::to_string(&result)?;
        std::fs::write(&path, json + "\n").map_err(|error| CliError::file(&path, "write", &error))?;
    }
    Ok(())
}

/// Makes the folder for results, before time is spent on them.
pub(super) fn make_folder(out: &Path) -> Result<(), CliError> {
    std::fs::create_dir_all(out).map_err(|error| CliError::file(out, "make the folder", &error))
}

/// Writes a file beside its place first and moves it there, so that no half-written one is
/// ever found.
pub(super) fn write_beside(out: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let failed = |error: &std::io::Error| CliError::file(out, "write", error);
    let mut staged = stage(out)?;
    std::io::Write::write_all(&mut staged, bytes).map_err(|error| failed(&error))?;
    staged.persist(out).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Makes a file beside the place of another, to be moved there when it is complete.
pub(super) fn stage(out: &Path) -> Result<tempfile::NamedTempFile, CliError> {
    let mut staged = tempfile::Builder::new();
    staged.prefix(".hexapla-");
    // A temporary file is closed to others; a result is not.
    #[cfg(unix)]
    staged.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    staged
        .tempfile_in(parent(out))
        .map_err(|error| CliError::file(out, "write", &error))
}

/// Makes the folder that a file is to stand in.
pub(super) fn make_parent(out: &Path) -> Result<(), CliError> {
    let folder = parent(out);
    std::fs::create_dir_all(folder).map_err(|error| CliError::file(folder, "make the folder", &error))
}

fn parent(out: &Path) -> &Path {
    match out.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
