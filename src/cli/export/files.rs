//! The files of an export: written beside their places, moved there together at the end.
//!
//! Fifteen pairs have two hundred files, a hundred pairs more than a program may have open. So
//! none is: each gathers what it is given and is opened for as long as it takes
//! to append that.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::TempDir;

use crate::cli::error::CliError;
use crate::cli::load::make_folder;
use crate::write::whole::Outputs;

/// How many bytes a file gathers.
const GATHERED: usize = 32 << 10;

/// The files in the making; without [`Files::put_in_place`] nothing remains of them.
pub(super) struct Files {
    folder: PathBuf,
    staging: Option<TempDir>,
    names: Rc<RefCell<BTreeSet<String>>>,
    /// Whether the folder was made for them.
    made: bool,
}

/// Makes files for [`Files`].
#[derive(Clone)]
pub(super) struct Place {
    folder: PathBuf,
    staging: PathBuf,
    names: Rc<RefCell<BTreeSet<String>>>,
}

/// A file of [`Place`]. What was not flushed is lost.
pub(super) struct Out {
    path: PathBuf,
    gathered: Vec<u8>,
}

impl Files {
    /// Makes the folder.
    pub(super) fn new(folder: &Path) -> Result<Files, CliError> {
        let made = !folder.exists();
        make_folder(folder)?;
        let staging = tempfile::Builder::new()
            .prefix(".hexapla-")
            .tempdir_in(folder)
            .map_err(|error| CliError::file(folder, "write into the folder", &error))?;
        Ok(Files {
            folder: folder.to_owned(),
            staging: Some(staging),
            names: Rc::default(),
            made,
        })
    }

    /// Returns what makes files.
    pub(super) fn place(&self) -> Place {
        Place {
            folder: self.folder.clone(),
            staging: self
                .staging
                .as_ref()
                .map_or(PathBuf::new(), |s| s.path().to_owned()),
            names: Rc::clone(&self.names),
        }
    }

    /// Words the error of a file that cannot be written.
    pub(super) fn failed(&self, error: &io::Error) -> CliError {
        CliError::file(&self.folder, "write into the folder", error)
    }

    /// Moves the files to their places; returns their names in order.
    pub(super) fn put_in_place(mut self) -> Result<Vec<String>, CliError> {
        let names: Vec<String> = std::mem::take(&mut *self.names.borrow_mut())
            .into_iter()
            .collect();
        let place = self.place();
        for name in &names {
            let target = place.folder.join(name);
            make_folder(target.parent().unwrap_or(&place.folder))?;
            fs::rename(place.staging.join(name), &target)
                .map_err(|error| CliError::file(&target, "write", &error))?;
        }
        self.made = false;
        Ok(names)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.staging = None;
        if self.made {
            // It goes only if it is empty.
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

impl Outputs for Place {
    type File = Out;

    fn create(&mut self, name: &str) -> io::Result<Out> {
        self.free(Path::new(name))?;
        let path = self.staging.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        File::create_new(&path)?;
        self.names.borrow_mut().insert(name.to_owned());
        Ok(Out {
            path,
            gathered: Vec::new(),
        })
    }
}

impl Place {
    /// Checks that no folder has the name of a file, and no file that of a folder.
    fn free(&self, name: &Path) -> io::Result<()> {
        let wrong = |path: &Path, is: &str, expected: &str| {
            let path = path.display();
            Err(io::Error::other(format!(
                "{path} is a {is}, expected a {expected} or nothing: name another folder with --out"
            )))
        };
        let target = self.folder.join(name);
        if target.is_dir() {
            return wrong(&target, "folder", "file");
        }
        let folders = name
            .ancestors()
            .skip(1)
            .filter(|folder| !folder.as_os_str().is_empty());
        for folder in folders.map(|folder| self.folder.join(folder)) {
            if folder.is_file() {
                return wrong(&folder, "file", "folder");
            }
        }
        Ok(())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= GATHERED {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.gathered.is_empty() {
            let mut file = OpenOptions::new().append(true).open(&self.path)?;
            file.write_all(&self.gathered)?;
            self.gathered.clear();
        }
        Ok(())
    }
}
