//! A publish that is killed at every step, and what is found then.

use std::process::Command;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::super::{publish, recover};
use super::*;

const OLD: [(&str, &str); 7] = [
    ("index.html", "old front page"),
    ("about.html", "the same"),
    ("models/a.html", "old a"),
    ("models/b.html", "old b"),
    ("gone/deep/x.html", "old x"),
    ("gone/y.html", "old y"),
    ("assets/site.111.css", "old style"),
];
const NEW: [(&str, &str); 7] = [
    ("index.html", "new front page"),
    ("about.html", "the same"),
    ("models/a.html", "new a, longer"),
    ("models/b.html", "new b"),
    ("added/one/z.html", "new z"),
    ("added/two.html", "new two"),
    ("assets/site.222.css", "new style"),
];
const STRANGERS: [(&str, &str); 3] =
    [("notes.txt", "mine"), ("gone/kept.txt", "mine too"), ("models/.hidden", "")];

fn with_strangers(mut files: Files) -> Files {
    files.extend(STRANGERS.map(|(path, text)| (path.to_owned(), text.into())));
    files
}

/// A folder as it is after `old` was built into it and strangers put their files there.
fn built(old: Option<&Output>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    if let Some(old) = old {
        publish(old.clone(), folder.path()).unwrap();
    }
    for (path, text) in STRANGERS {
        put(folder.path(), path, text);
    }
    folder
}

/// Kills a publish of `new` over `old` at each step in turn and hands the folder over; gives how
/// many steps there were.
fn at_each_step(old: Option<&Output>, new: &Output, mut after: impl FnMut(&Path)) -> usize {
    for last in 0..500 {
        let folder = built(old);
        if KillAt::step(last).publish(new, folder.path()).is_ok() {
            return last;
        }
        after(folder.path());
    }
    panic!("a publish of so few files takes fewer steps")
}

#[test]
fn a_kill_at_any_step_leaves_every_page_of_the_standing_manifest_whole() {
    let (old, new) = (output(OLD), output(NEW));
    let old_manifest = fresh(&old)["manifest.json"].clone();
    let steps = at_each_step(Some(&old), &new, |folder| {
        let files = stands(folder);
        let swapped = files["manifest.json"] != old_manifest;
        let promised = if swapped { &new } else { &old };
        for (path, _) in promised.files() {
            let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
            let whole = [old.get(path), new.get(path)].contains(&Some(bytes));
            assert!(whole, "{path} is torn");
            assert!(!swapped || Some(bytes.as_slice()) == new.get(path), "{path} is old");
        }
        let known = |path: &str| old.get(path).or(new.get(path)).is_some();
        for path in files.keys().filter(|path| !path.starts_with(".staging")) {
            let stranger = STRANGERS.iter().any(|(stranger, _)| stranger == path);
            assert!(known(path) || stranger || path == "manifest.json" || path.ends_with('/'));
        }
        for (path, text) in STRANGERS {
            assert_eq!(files[path], text.as_bytes(), "{path}");
        }
    });
    assert!(steps > 25, "{steps}");
}

#[test]
fn what_a_new_page_loads_is_there_before_the_page_changes() {
    let (old, new) = (output(OLD), output(NEW));
    at_each_step(Some(&old), &new, |folder| {
        let files = stands(folder);
        let has_new_page = files["index.html"] == b"new front page";
        assert!(!has_new_page || files.contains_key("assets/site.222.css"));
        assert!(has_new_page || files.contains_key("assets/site.111.css"));
    });
}

#[test]
fn the_publish_after_a_kill_at_any_step_ends_as_a_fresh_build() {
    let (old, new, third) = (output(OLD), output(NEW), output([OLD[0], NEW[4], ("c.html", "c")]));
    for old in [Some(&old), None] {
        for next in [&new, &third] {
            let wanted = with_strangers(fresh(next));
            at_each_step(old, &new, |folder| {
                publish(next.clone(), folder).unwrap();
                assert_eq!(stands(folder), wanted);
            });
        }
    }
}

#[test]
fn recovering_alone_gives_the_old_or_the_new_output() {
    let (old, new) = (output(OLD), output(NEW));
    let before = with_strangers(fresh(&old));
    let after = with_strangers(fresh(&new));
    let mut finished = 0;
    at_each_step(Some(&old), &new, |folder| {
        let rolled = recover(folder).unwrap();
        let files = stands(folder);
        assert!(if rolled { files == after } else { files == before || files == after });
        assert!(!recover(folder).unwrap());
        finished += usize::from(rolled);
    });
    assert!(finished > 10, "{finished}");
}

#[test]
fn a_kill_while_recovering_from_a_kill_is_recovered_from() {
    let (old, new) = (output(OLD), output(NEW));
    let wanted = with_strangers(fresh(&new));
    for first in (0..).step_by(3) {
        for second in (0..).step_by(2) {
            let folder = built(Some(&old));
            if KillAt::step(first).publish(&new, folder.path()).is_ok() {
                return;
            }
            let done = KillAt::step(second).publish(&new, folder.path()).is_ok();
            publish(new.clone(), folder.path()).unwrap();
            assert_eq!(stands(folder.path()), wanted);
            if done {
                break;
            }
        }
    }
}

#[test]
fn staged_files_lost_after_a_kill_are_built_again() {
    // As a power cut leaves them: the journal is whole, a page it stages is not.
    let new = output(NEW);
    for old in [None, Some(output(OLD))] {
        let wanted = with_strangers(fresh(&new));
        at_each_step(old.as_ref(), &new, |folder| {
            for staged in ["n0", "n4", "n6"].map(|name| folder.join(".staging").join(name)) {
                if staged.exists() {
                    fs::write(&staged, "").unwrap();
                }
            }
            // The first attempt after it is killed as well, before it has a journal of its own.
            let _ = KillAt::step(6).publish(&new, folder);
            publish(new.clone(), folder).unwrap();
            assert_eq!(stands(folder), wanted);
        });
    }
}

#[test]
fn what_a_first_build_that_cannot_be_finished_left_is_known_to_be_ours() {
    let third = output([("index.html", "third front page")]);
    let wanted = with_strangers(fresh(&third));
    at_each_step(None, &output(NEW), |folder| {
        // The manifest is put in place last, so until then a staged file can be lost.
        if !folder.join("manifest.json").exists() {
            let _ = fs::write(folder.join(".staging/n7"), "lost");
        }
        publish(third.clone(), folder).unwrap();
        assert_eq!(stands(folder), wanted);
    });
}

#[test]
fn recovering_with_a_staged_file_lost_deletes_nothing_and_keeps_the_old_manifest() {
    let (old, new) = (output(OLD), output(NEW));
    let old_manifest = fresh(&old)["manifest.json"].clone();
    let mut lost = 0;
    at_each_step(Some(&old), &new, |folder| {
        let before = stands(folder);
        let front = folder.join(".staging/n3");
        if front.exists() && before["manifest.json"] == old_manifest {
            fs::write(front, "lost").unwrap();
            assert!(!recover(folder).unwrap());
            let after = stands(folder);
            assert_eq!(after["manifest.json"], old_manifest);
            assert!(old.files().all(|(path, _)| after.get(path) == before.get(path)));
            lost += 1;
        }
    });
    assert!(lost > 5, "{lost}");
}

#[test]
fn a_journal_that_is_torn_is_discarded() {
    let (old, new) = (output(OLD), output(NEW));
    at_each_step(Some(&old), &new, |folder| {
        let journal = folder.join(".staging/journal.json");
        if let Ok(json) = fs::read(&journal) {
            fs::write(&journal, &json[..json.len() / 2]).unwrap();
            recover(folder).unwrap();
            assert!(!folder.join(".staging").exists());
        }
    });
}

#[test]
fn a_file_put_in_the_way_after_a_kill_is_not_overwritten() {
    let (old, new) = (output(OLD), output(NEW));
    let mut refused = 0;
    at_each_step(Some(&old), &new, |folder| {
        if !folder.join("added/two.html").exists() {
            put(folder, "added/two.html", "somebody's");
            let error = publish(new.clone(), folder).unwrap_err().to_string();
            assert!(error.contains("two.html"), "{error}");
            assert_eq!(fs::read(folder.join("added/two.html")).unwrap(), b"somebody's");
            refused += 1;
        }
    });
    assert!(refused > 10);
}

#[test]
fn a_kill_while_names_change_only_in_case_is_recovered_from() {
    let old = output([("A.html", "a"), ("B.html", "b"), ("index.html", "old")]);
    let new = output([("a.html", "a"), ("b.html", "new b"), ("index.html", "new")]);
    let wanted = with_strangers(fresh(&new));
    at_each_step(Some(&old), &new, |folder| {
        publish(new.clone(), folder).unwrap();
        assert_eq!(stands(folder), wanted);
    });
}

#[test]
fn a_process_that_dies_outright_is_recovered_from() {
    let wanted = fresh(&output(NEW));
    for step in [3, 9, 12, 15, 18, 21, 24] {
        let folder = tempfile::tempdir().unwrap();
        publish(output(OLD), folder.path()).unwrap();
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "publish::tests::kills::dies_outright", "--ignored"])
            .env("DIE_IN", folder.path())
            .env("DIE_AT", step.to_string())
            .output()
            .unwrap();
        assert!(!status.status.success());
        publish(output(NEW), folder.path()).unwrap();
        assert_eq!(stands(folder.path()), wanted);
    }
}

struct Die(KillAt);

impl Steps for Die {
    fn before(&self, path: &Path) -> io::Result<()> {
        self.0.before(path).map_err(|_| std::process::abort())
    }
}

#[test]
#[ignore = "the process that the test above starts and that aborts"]
fn dies_outright() {
    let Some(folder) = std::env::var_os("DIE_IN") else { return };
    let step = std::env::var("DIE_AT").unwrap().parse().unwrap();
    let die = Die(KillAt::step(step));
    let _ = publish_by_steps(&output(NEW), &Disk::new(Path::new(&folder), &die));
}

/// Paths that get in each other's way: `a` may be a file in one output and a folder in the next.
fn any_files() -> impl Strategy<Value = Files> {
    btree_map("[abA](/[ab]){0,2}", "[xy]{0,2}".prop_map(String::into_bytes), 0..7)
}

fn any_output() -> impl Strategy<Value = Output> {
    any_files().prop_filter_map("addresses that one output can have", |files| {
        let mut output = Output::default();
        files.into_iter().for_each(|(path, bytes)| output.insert(path, bytes));
        super::super::path::check_addresses(&output).is_ok().then_some(output)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_built_over_whatever_and_killed_wherever_it_comes_right(
        outputs in vec((any_output(), 0..40_usize), 1..4),
        strangers in btree_map("[abA](/[ab]){0,2}/s", Just(b"s".to_vec()), 0..3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut placed = Files::new();
        for (path, bytes) in strangers {
            put(folder.path(), &path, std::str::from_utf8(&bytes).unwrap());
            placed.insert(path, bytes);
        }
        for (output, kill) in outputs {
            let before = stands(folder.path());
            match KillAt::step(kill).publish(&output, folder.path()) {
                Err(PublishError::Stranger { .. }) => {
                    prop_assert_eq!(stands(folder.path()), before);
                    continue;
                }
                _ => publish(output.clone(), folder.path()).map(drop).unwrap(),
            }
            let mut wanted = fresh(&output);
            wanted.extend(placed.clone());
            prop_assert_eq!(stands(folder.path()), wanted);
        }
    }
}
