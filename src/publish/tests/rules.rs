//! What is ours, what isn't, and what is left alone.

use std::fs::FileTimes;
use std::time::{Duration, SystemTime};

use super::super::{Manifest, publish};
use super::*;

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    publish(output(files.iter().copied()), folder.path()).unwrap();
    folder
}

/// Publishes and expects to be refused with nothing changed and `named` in the words.
fn refused(folder: &Path, files: &[(&str, &str)], named: &str) -> PublishError {
    let before = stands(folder);
    let error = publish(output(files.iter().copied()), folder).unwrap_err();
    assert!(error.to_string().contains(named), "{error}");
    assert_eq!(stands(folder), before);
    error
}

#[test]
fn an_edition_is_written_into_a_folder_that_does_not_exist() {
    let folder = tempfile::tempdir().unwrap();
    let edition = folder.path().join("output/rep");
    let files = output([("index.html", "front"), ("a/b.html", "b"), ("empty.txt", "")]);
    let published = publish(files.clone(), &edition).unwrap();
    assert_eq!((published.written, published.unchanged, published.deleted), (3, 0, 0));
    assert_eq!(Manifest::read(&edition).unwrap(), published.manifest);
    let files = stands(&edition);
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["a/b.html", "empty.txt", "index.html", "manifest.json"]
    );
}

#[test]
fn unchanged_files_are_not_touched_and_the_rest_is_counted() {
    let folder = folder_with(&[("a.html", "a"), ("b.html", "b"), ("c/c.html", "c")]);
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for path in ["a.html", "b.html", "manifest.json"] {
        let file = fs::File::options().append(true).open(folder.path().join(path)).unwrap();
        file.set_times(FileTimes::new().set_modified(long_ago)).unwrap();
    }
    let age = |path: &str| fs::metadata(folder.path().join(path)).unwrap().modified().unwrap();

    let same = output([("a.html", "a"), ("b.html", "b"), ("c/c.html", "c")]);
    let published = publish(same, folder.path()).unwrap();
    assert_eq!((published.written, published.unchanged, published.deleted), (0, 3, 0));
    assert_eq!((age("a.html"), age("manifest.json")), (long_ago, long_ago));

    let published = publish(output([("a.html", "a"), ("b.html", "B")]), folder.path()).unwrap();
    assert_eq!((published.written, published.unchanged, published.deleted), (1, 1, 1));
    assert_eq!(age("a.html"), long_ago);
    assert_ne!(age("b.html"), long_ago);
    assert!(!folder.path().join("c").exists());
}

#[test]
fn files_that_somebody_damaged_or_deleted_are_mended() {
    let files = [("a.html", "aaa"), ("b/b.html", "bbb"), ("c.html", "ccc")];
    let folder = folder_with(&files);
    put(folder.path(), "a.html", "aXa");
    fs::remove_dir_all(folder.path().join("b")).unwrap();
    fs::remove_file(folder.path().join("c.html")).unwrap();
    fs::create_dir_all(folder.path().join("c.html/empty")).unwrap();
    assert_eq!(publish(output(files), folder.path()).unwrap().written, 3);
    assert_eq!(stands(folder.path()), fresh(&output(files)));
}

#[test]
fn files_of_others_are_neither_deleted_nor_overwritten() {
    let folder = folder_with(&[("gone/a.html", "a"), ("index.html", "front")]);
    put(folder.path(), "gone/mine.txt", "mine");
    put(folder.path(), "about.html", "somebody's");
    refused(folder.path(), &[("about.html", "ours"), ("index.html", "front")], "about.html");
    publish(output([("index.html", "front")]), folder.path()).unwrap();
    assert_eq!(fs::read(folder.path().join("gone/mine.txt")).unwrap(), b"mine");
    assert!(!folder.path().join("gone/a.html").exists());
}

#[test]
fn every_file_in_the_way_is_counted_and_one_with_equal_bytes_is_not_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("a.html", "x"), ("b.html", "x"), ("c.html", "x"), ("d.html", "d")] {
        put(folder.path(), path, text);
    }
    let files = [("a.html", "a"), ("b.html", "b"), ("c.html", "c"), ("d.html", "d")];
    let error = refused(folder.path(), &files, "a.html` and 2 other files were");
    assert!(matches!(error, PublishError::Stranger { more: 2, .. }));
    publish(output([files[3]]), folder.path()).unwrap();
    refused(folder.path(), &files[..1], "a.html` was");
}

#[test]
fn a_folder_of_ours_makes_way_for_a_file_and_a_file_for_a_folder() {
    let folder = folder_with(&[("a/x.html", "x"), ("a/b/y.html", "y"), ("c", "c")]);
    let next = [("a", "file"), ("c/d/e.html", "e")];
    let published = publish(output(next), folder.path()).unwrap();
    assert_eq!((published.written, published.deleted), (2, 3));
    assert_eq!(stands(folder.path()), fresh(&output(next)));
}

#[test]
fn a_folder_or_a_file_of_others_in_the_way_is_named() {
    let folder = folder_with(&[("a/x.html", "x")]);
    put(folder.path(), "a/deep/mine.txt", "mine");
    put(folder.path(), "b", "mine");
    refused(folder.path(), &[("a", "file")], "mine.txt");
    refused(folder.path(), &[("a/x.html", "x"), ("b/c.html", "c")], "b");
}

#[test]
fn a_name_that_changes_only_in_case_comes_out_right() {
    let folder = folder_with(&[("A.html", "a"), ("Pictures/x.png", "x")]);
    let next = output([("a.html", "a"), ("pictures/x.png", "x")]);
    publish(next.clone(), folder.path()).unwrap();
    assert_eq!(stands(folder.path()), fresh(&next));
}

#[test]
fn a_file_of_others_that_differs_from_ours_only_in_case_is_not_ours() {
    let folder = folder_with(&[("A.html", "a")]);
    if !folder.path().join("a.HTML").exists() {
        put(folder.path(), "a.html", "mine");
        refused(folder.path(), &[("a.html", "ours")], "a.html");
    }
}

#[test]
fn a_damaged_manifest_makes_nothing_ours_but_is_replaced() {
    for damage in ["", "\0\0\0\0", "{\n  \"format\": \"mentorpack-manifest\",\n  \"ver"] {
        let folder = folder_with(&[("a.html", "a"), ("b.html", "b")]);
        put(folder.path(), "manifest.json", damage);
        refused(folder.path(), &[("a.html", "new")], "a.html");
        publish(output([("a.html", "a"), ("c.html", "c")]), folder.path()).unwrap();
        assert!(folder.path().join("b.html").exists());
        assert_eq!(Manifest::read(folder.path()).unwrap().files.len(), 2);
    }
}

#[test]
fn another_programs_manifest_json_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "manifest.json", "{\"name\": \"My app\", \"icons\": []}");
    refused(folder.path(), &[("index.html", "front")], "manifest.json");
}

#[test]
fn a_manifest_that_lists_a_way_out_deletes_nothing() {
    let parent = tempfile::tempdir().unwrap();
    put(parent.path(), "precious.txt", "mine");
    let folder = parent.path().join("edition");
    publish(output([("a.html", "a")]), &folder).unwrap();
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    put(&folder, "manifest.json", &manifest.replace("a.html", "../precious.txt"));
    publish(output([("b.html", "b")]), &folder).unwrap();
    assert!(parent.path().join("precious.txt").exists());
}

#[test]
fn an_output_folder_that_is_a_file_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "file", "mine");
    let error = publish(output([("a.html", "a")]), &folder.path().join("file")).unwrap_err();
    assert!(matches!(error, PublishError::NotAFolder { .. }));
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_or_deleted_through_a_link() {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "x.html", "mine");
        let folder = folder_with(&[("a/x.html", "ours"), ("index.html", "front")]);
        fs::remove_dir_all(folder.path().join("a")).unwrap();
        symlink(outside.path(), folder.path().join("a")).unwrap();
        let error = publish(output([("a/x.html", "new")]), folder.path()).unwrap_err();
        assert!(matches!(error, PublishError::Link { .. }), "{error}");
        publish(output([("index.html", "front")]), folder.path()).unwrap();
        assert_eq!(fs::read(outside.path().join("x.html")).unwrap(), b"mine");
    }

    #[test]
    fn a_link_in_the_place_of_our_page_is_replaced_and_what_it_leads_to_is_not() {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "x", "mine");
        let folder = folder_with(&[("a.html", "ours"), ("b.html", "ours")]);
        for page in ["a.html", "b.html"] {
            fs::remove_file(folder.path().join(page)).unwrap();
            symlink(outside.path().join("x"), folder.path().join(page)).unwrap();
        }
        publish(output([("a.html", "mine")]), folder.path()).unwrap();
        assert_eq!(stands(folder.path()), fresh(&output([("a.html", "mine")])));
        assert_eq!(fs::read(outside.path().join("x")).unwrap(), b"mine");
    }

    #[test]
    fn a_staging_folder_that_is_a_link_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        put(outside.path(), "n0", "mine");
        let folder = folder_with(&[("a.html", "a")]);
        symlink(outside.path(), folder.path().join(".staging")).unwrap();
        let error = publish(output([("a.html", "b")]), folder.path()).unwrap_err();
        assert!(matches!(error, PublishError::Link { .. }), "{error}");
        assert!(outside.path().join("n0").exists());
    }

    #[test]
    fn a_journal_that_writes_through_a_link_is_refused() {
        let outside = tempfile::tempdir().unwrap();
        let folder = folder_with(&[("index.html", "front")]);
        let next = output([("a/x.html", "x"), ("index.html", "front")]);
        let killed = (0..).find(|step| {
            let _ = KillAt::step(*step).publish(&next, folder.path());
            folder.path().join(".staging/journal.json").exists()
        });
        assert!(killed.is_some());
        symlink(outside.path(), folder.path().join("a")).unwrap();
        assert!(publish(next, folder.path()).is_err());
        assert_eq!(stands(outside.path()), Files::new());
    }
}
