//! A disk that is full.

use super::*;

/// Has room for so many files only.
struct RoomFor(AtomicUsize);

impl Steps for RoomFor {
    fn before(&self, path: &Path) -> io::Result<()> {
        let staged = path.parent().is_some_and(|folder| folder.ends_with(".staging"));
        let full =
            || self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if staged && !path.exists() && full().is_err() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

#[test]
fn a_full_disk_says_how_much_is_needed_and_leaves_the_old_pages_as_they_were() {
    let old = output([("index.html", "old"), ("a.html", "old")]);
    let new = output([("index.html", "newer"), ("a.html", "newest"), ("b.html", "new")]);
    let folder = tempfile::tempdir().unwrap();
    crate::publish::publish(old.clone(), folder.path()).unwrap();
    for room in 0..3 {
        let room = RoomFor(AtomicUsize::new(room));
        let error = publish_by_steps(&new, &Disk::new(folder.path(), &room)).unwrap_err();
        assert!(matches!(error, PublishError::Full { needed: 14, .. }), "{error}");
        let words = error.to_string();
        assert!(words.contains("no room left") && words.contains("14 bytes"), "{words}");
        assert_eq!(stands(folder.path()), fresh(&old));
    }
    crate::publish::publish(new.clone(), folder.path()).unwrap();
    assert_eq!(stands(folder.path()), fresh(&new));
}
