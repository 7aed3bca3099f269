//! The pictures of a page, within a budget: as they are where there is room, smaller where there is
//! not, and left out at last.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Note, base64, shrink};
use crate::output::Output;

/// Widths in pixels that pictures are made smaller to, one after another. A phone is seldom wider
/// than 430 CSS pixels, with two or three pixels of its own to each.
const WIDTHS: [u32; 2] = [1_000, 600];
/// About what the words take that stand for a picture, beside its text alternative.
const WORDS: u64 = 120;

/// Pictures by their addresses in the edition.
#[derive(Debug, Default)]
pub(super) struct Pictures(BTreeMap<String, Picture>);

#[derive(Debug)]
struct Picture {
    file: Arc<[u8]>,
    /// What stands in the page, and of which type; nothing where it is left out.
    now: Option<(&'static str, Arc<[u8]>)>,
    /// Titles of the pages that show it, and how often it is shown in all.
    pages: Vec<String>,
    times: u64,
}

impl Picture {
    /// How many bytes of the page it takes.
    fn cost(&self) -> u64 {
        let one = |(kind, bytes): &(&str, Arc<[u8]>)| {
            "data:;base64,".len() as u64 + kind.len() as u64 + base64::length(bytes.len())
        };
        self.now.as_ref().map_or(WORDS, one) * self.times
    }
}

impl Pictures {
    /// Takes note of a picture that the page called `page` shows. Whether there is one at `path`.
    pub(super) fn add(&mut self, output: &Output, path: &str, page: &str) -> bool {
        let (Some(bytes), Some(kind)) = (output.get(path), media_type(path)) else { return false };
        let picture = self.0.entry(path.to_owned()).or_insert_with(|| {
            let file: Arc<[u8]> = bytes.into();
            let now = Some((kind, file.clone()));
            Picture { file, now, pages: Vec::new(), times: 0 }
        });
        picture.times += 1;
        if picture.pages.last().is_none_or(|last| last != page) {
            picture.pages.push(page.to_owned());
        }
        true
    }

    /// Makes pictures smaller until all of them take at most `room` bytes: the largest first, to one
    /// width and then to the next. Where that is not enough, the largest are left out, drawings last.
    pub(super) fn fit(&mut self, room: u64) -> Vec<Note> {
        let mut total: u64 = self.0.values().map(Picture::cost).sum();
        for width in WIDTHS {
            for path in self.largest() {
                if total <= room {
                    return self.notes();
                }
                let Some(picture) = self.0.get_mut(&path) else { continue };
                let before = picture.cost();
                if let Some((kind, bytes)) = shrink::to_width(&picture.file, width)
                    && picture.now.as_ref().is_some_and(|(_, now)| bytes.len() < now.len())
                {
                    picture.now = Some((kind, bytes.into()));
                }
                total = total - before + picture.cost();
            }
        }
        let mut leaving = self.largest();
        leaving.sort_by_key(|path| media_type(path) == Some(SVG));
        for path in leaving {
            if total <= room {
                break;
            }
            let Some(picture) = self.0.get_mut(&path) else { continue };
            let before = picture.cost();
            // Words may take more than a very small picture.
            if before > WORDS * picture.times {
                picture.now = None;
                total = total - before + picture.cost();
            }
        }
        self.notes()
    }

    /// The address of a picture as data; `None` where it was left out.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        let (kind, bytes) = self.0.get(path)?.now.as_ref()?;
        let mut address = format!("data:{kind};base64,");
        base64::push(&mut address, bytes);
        Some(address)
    }

    /// Addresses, those that take most of the page first.
    fn largest(&self) -> Vec<String> {
        let mut paths: Vec<_> = self.0.iter().collect();
        paths.sort_by_key(|(path, picture)| (std::cmp::Reverse(picture.cost()), *path));
        paths.into_iter().map(|(path, _)| path.clone()).collect()
    }

    fn notes(&self) -> Vec<Note> {
        let notes = self.0.iter().filter_map(|(path, picture)| {
            let (picture_path, pages) = (path.clone(), picture.pages.clone());
            let before = picture.file.len() as u64;
            match &picture.now {
                Some((_, now)) if now.len() == picture.file.len() => None,
                Some((_, now)) => {
                    let after = now.len() as u64;
                    Some(Note::Shrunk { picture: picture_path, pages, before, after })
                }
                None => Some(Note::LeftOut { picture: picture_path, pages, before }),
            }
        });
        notes.collect()
    }
}

const SVG: &str = "image/svg+xml";

/// The type of a picture, by the end of its name; `None` for what is none.
pub(super) fn media_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => SVG,
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        _ => return None,
    })
}
