//! Watches a pack's folders, and says when something in them may have changed.
//!
//! The system tells of changes, and a short wait lets a burst of them end. Some places tell of
//! nothing (a share on a network, a folder that a cloud service fills), and a new folder may have
//! files before anybody listens there; so the folders are also looked through now and then.

mod survey;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer_opt,
};

use crate::load::is_clutter;
use crate::project::{CHANGELOG, CONTENT, PACK_FILE, SCENARIOS, THEMES};
use survey::Survey;

/// How long a burst of changes may pause before it counts as over, and how often that is asked: a
/// change is told after 10 to 20 ms. An editor's save is several changes within a few.
const BURST: Duration = Duration::from_millis(10);
/// How often the folders are looked through where nothing was told.
const LOOK: Duration = Duration::from_secs(2);
/// The folders that make a pack. The output is not among them, nor what other programs keep here.
const FOLDERS: [&str; 3] = [CONTENT, SCENARIOS, THEMES];

/// Somebody who watches a pack.
pub struct Watch {
    root: PathBuf,
    /// None where the system cannot tell of changes.
    told: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
    changes: Receiver<Change>,
    seen: Survey,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Watch").field("root", &self.root).finish_non_exhaustive()
    }
}

/// That something may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    /// Whether one of the pack's folders came or went, and has to be listened to anew.
    folders: bool,
}

impl Watch {
    /// Starts to watch the pack in `root`. From here on no change is missed.
    pub fn start(root: &Path) -> Self {
        // Some systems tell of changes by the real path, whatever they were asked by.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (sender, changes) = channel();
        let home = root.clone();
        let handler = move |told: DebounceEventResult| {
            // Nobody listens any more only when the preview has ended.
            let _ = change(&home, told).map(|change| sender.send(change));
        };
        let config = notify_debouncer_full::notify::Config::default();
        let told = new_debouncer_opt(
            BURST,
            Some(BURST),
            handler,
            RecommendedCache::new(),
            config.with_follow_symlinks(false),
        );
        let seen = Survey::of(&root, &FOLDERS);
        let mut watch = Self { root, told: told.ok(), changes, seen };
        watch.listen();
        watch
    }

    /// Waits until something may have changed, and the burst of changes is over.
    pub fn wait(&mut self) {
        loop {
            let told = self.told_within(LOOK);
            let now = Survey::of(&self.root, &FOLDERS);
            let looks_other = now != self.seen;
            self.seen = now;
            if told || looks_other {
                return;
            }
        }
    }

    /// Waits until the system tells of a change, but not for longer than `patience`; says whether
    /// it did.
    pub fn told_within(&mut self, patience: Duration) -> bool {
        let mut changes: Vec<Change> = match self.changes.recv_timeout(patience) {
            Ok(change) => vec![change],
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            // Nobody can tell of anything: there are only looks.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                Vec::new()
            }
        };
        changes.extend(self.changes.try_iter());
        if changes.iter().any(|change| change.folders) {
            self.listen();
        }
        !changes.is_empty()
    }

    /// Listens to the pack's folder and to those in it that there are.
    fn listen(&mut self) {
        let Some(told) = &mut self.told else { return };
        let own = told.watch(&self.root, RecursiveMode::NonRecursive);
        let mut heard = own.is_ok();
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            // It may be another folder of the same name than the one listened to before.
            let _ = told.unwatch(&folder);
            heard &= !folder.is_dir() || told.watch(&folder, RecursiveMode::Recursive).is_ok();
        }
        if !heard {
            // The system has no room for more listeners; looking now and then misses nothing.
            self.told = None;
        }
    }
}

/// What a batch of events means for the pack in `root`; `None` where it means nothing.
fn change(root: &Path, told: DebounceEventResult) -> Option<Change> {
    // What went wrong may have hidden a change.
    let Ok(events) = told else { return Some(Change { folders: true }) };
    let matters = |event: &DebouncedEvent| {
        if event.need_rescan() {
            return Some(Change { folders: true });
        }
        // Reading a file is told as well, and must not lead to reading it again.
        if matches!(event.kind, EventKind::Access(_) | EventKind::Other) {
            return None;
        }
        let inside = event.paths.iter().filter_map(|path| place(root, path));
        inside.reduce(|one, other| Change { folders: one.folders || other.folders })
    };
    let changes = events.iter().filter_map(matters);
    changes.reduce(|one, other| Change { folders: one.folders || other.folders })
}

/// What a change of `path` means for the pack in `root`.
fn place(root: &Path, path: &Path) -> Option<Change> {
    let inside = path.strip_prefix(root).ok()?;
    let mut parts = inside.iter();
    let first = parts.next()?;
    let rest: Vec<&OsStr> = parts.collect();
    let folder = FOLDERS.iter().any(|folder| first == OsStr::new(folder));
    let settings =
        rest.is_empty() && [PACK_FILE, CHANGELOG].iter().any(|name| first == OsStr::new(name));
    let clutter = rest.iter().any(|part| is_clutter(part));
    ((folder || settings) && !clutter).then_some(Change { folders: folder && rest.is_empty() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> Option<bool> {
        let root = Path::new("/pack");
        place(root, &root.join(path)).map(|change| change.folders)
    }

    #[test]
    fn only_what_the_pack_is_made_of_matters() {
        for path in [
            "pack.yaml",
            "CHANGELOG.md",
            "content/guides/a.md",
            "scenarios/a.md",
            "themes/x/theme.yaml",
        ] {
            assert_eq!(told(path), Some(false), "{path}");
        }
        for path in ["output/tutor/index.html", "target/debug", "pack.yaml.bak", ".git/index"] {
            assert_eq!(told(path), None, "{path}");
        }
    }

    #[test]
    fn what_editors_leave_behind_does_not_matter() {
        for path in ["content/.a.md.swp", "content/a.md~", "content/~$a.docx", "content/.git/x"] {
            assert_eq!(told(path), None, "{path}");
        }
    }

    #[test]
    fn a_folder_that_came_or_went_is_listened_to_anew() {
        assert_eq!(told("content"), Some(true));
        assert_eq!(told("content/guides"), Some(false));
    }
}
