//! Why a file was left out, and what to do about it.

use super::clues::Clues;
use super::links::near;
use super::{Loaded, Problem};

/// The message for a file that is in no briefing.
pub(super) fn left_out(k: usize, files: &[Loaded], clues: &[Clues], days: i32) -> Problem {
    let file = &files[k];
    let others = || (0..files.len()).filter(|&other| other != k);
    let of_day = |other: &usize| {
        let dates = clues[k].date.zip(clues[*other].date);
        dates.is_some_and(|(a, b)| near(a, b, days))
    };
    let same_lang = |other: &usize| files[*other].lang == file.lang;
    let name = |other: usize| files[other].path.display();
    let lang = file.lang;
    let message = if let Some(twin) = others().filter(of_day).find(same_lang) {
        format!(
            "two editions in one language ({lang}): the other is {}; put each briefing into a folder of its own, \
             or overrule a wrong guess with `--lang xx=FILE`",
            name(twin)
        )
    } else if clues[k].date.is_none() && files.len() > 1 {
        format!(
            "no date in its title (language {lang}), and no other file of its folder has the same spokesperson, \
             the same askers and as many questions: which briefing it belongs to cannot be told; put the editions of its briefing \
             into a folder of their own, one file a language"
        )
    } else if let Some(other) = others().find(|other| of_day(other) && clues[k].points(&clues[*other]) < 0) {
        let person = clues[k].same_person(&clues[other]) == Some(false);
        format!(
            "of the same day as {}, but {} (language {lang}): put the editions of its briefing into a folder of their \
             own, one file a language",
            name(other),
            if person {
                "another person answers"
            } else {
                "another office or other askers"
            }
        )
    } else if let Some(other) = others().find(of_day) {
        format!(
            "cannot tell which briefing it belongs to (language {lang}): other files of its folder with the same date, \
             such as {}, share a language; put each briefing into a folder of its own",
            name(other)
        )
    } else if let Some((other, date)) = others()
        .filter(|_| days > 0)
        .find_map(|other| clues[other].date.map(|date| (other, date)))
    {
        format!(
            "its title says {}, that of {} {date} (language {lang}): files so far apart are not taken for one briefing; \
             put the editions of each briefing into a folder of their own, or correct the date in the title",
            clues[k]
                .date
                .map_or("no date".to_owned(), |date| date.to_string()),
            name(other)
        )
    } else {
        alone(file)
    };
    Problem {
        path: file.path.clone(),
        message,
    }
}

fn alone(file: &Loaded) -> String {
    let date = file
        .edition
        .date
        .map_or("without a date in its title".to_owned(), |d| format!("of {d}"));
    format!(
        "the only edition of its briefing (language {}, {date}): an alignment needs two or more; \
         put the other editions beside it, in one folder",
        file.lang
    )
}
