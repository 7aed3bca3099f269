//! Arbitrary files: nothing panics, and every return is in a register or among the rejects.

use std::path::PathBuf;

use mentorpack::collate::{Collected, Register, Summary, collect, forms, rejects};
use mentorpack::diagnostic::Diagnostics;
use mentorpack::load::load;
use mentorpack::pack::Pack;
use mentorpack::project::Project;
use mentorpack::source::Sources;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::Desk;

/// The pack of a desk, read once for many piles.
fn pack(desk: &Desk) -> Pack {
    let mut d = Diagnostics::default();
    let mut sources = Sources::default();
    let project = Project::open(&mut d, &mut sources, desk.pack.root()).unwrap();
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    Pack::assemble(&mut d, &sources, project.settings, loaded)
}

/// Collates one file to the end, in memory.
fn collated(desk: &Desk, pack: &Pack, name: &str, bytes: &[u8]) -> (Collected, usize) {
    let path: PathBuf = desk.at(name);
    std::fs::write(&path, bytes).unwrap();
    let collected = collect(pack, &[path], &[], None).unwrap();
    let mut rows = 0;
    for (id, returns) in &collected.returns {
        let form = forms(pack).into_iter().find(|form| form.id == id).unwrap();
        let form = &form.module.form;
        let register = Register::merge(form, id, "1.0", None, returns).unwrap();
        assert_eq!(register.added + register.known, returns.len());
        rows += register.added + register.known;
        let summary = Summary::of(form, id, "Form", Some("6 months"), &register);
        let added = register.added;
        let table = super::Table::of(&register.into_bytes());
        assert_eq!(table.rows.len(), added);
        assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
        let cells = table.rows.iter().flatten();
        assert!(cells.into_iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        super::Table::of(&summary.to_csv());
    }
    rejects(None, &collected.rejects).unwrap();
    (collected, rows)
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        Just("day".to_owned()),
        Just("other".to_owned()),
        Just("2027-03-06".to_owned()),
        Just("07700900123".to_owned()),
        Just("a@example.org".to_owned()),
        "[=+@\t-]?\\PC{0,12}",
        any::<String>(),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        8 => word().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::hash_map(word(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn filled() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "full_name",
        "branch",
        "phone",
        "email",
        "interest",
        "interest_other",
        "reply",
        "sure",
        "people",
        "more",
        "on",
    ]);
    let name = prop_oneof![9 => names.prop_map(str::to_owned), 1 => word()];
    let some = prop::collection::hash_map(name, value(), 0..5).prop_map(|map| {
        let mut map: serde_json::Map<String, Value> = map.into_iter().collect();
        map.entry("full_name").or_insert_with(|| json!("Ada"));
        map.entry("email").or_insert_with(|| json!("a@example.org"));
        Value::Object(map)
    });
    prop_oneof![8 => some, 1 => value()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_return_of_any_shape_is_taken_or_rejected(
        returns in prop::collection::vec(filled(), 1..6),
        version in word(),
    ) {
        thread_local!(static DESK: (Desk, Pack) = { let desk = Desk::new(); let pack = pack(&desk); (desk, pack) });
        DESK.with(|(desk, pack)| {
            let file = json!({"form": "wish", "version": version, "saved": "2026-11-22", "returns": returns});
            let (collected, rows) = collated(desk, pack, "any.json", file.to_string().as_bytes());
            let whole = collected.rejects.iter().any(|reject| reject.number.is_none());
            if whole {
                assert_eq!((collected.rejects.len(), rows), (1, 0));
            } else {
                assert_eq!(collected.rejects.len() + rows, returns.len());
            }
        });
    }

    #[test]
    fn any_bytes_are_one_reject(bytes in prop::collection::vec(any::<u8>(), 0..400), pdf in any::<bool>()) {
        thread_local!(static DESK: (Desk, Pack) = { let desk = Desk::new(); let pack = pack(&desk); (desk, pack) });
        DESK.with(|(desk, pack)| {
            let name = if pdf { "any.pdf" } else { "any.json" };
            let (collected, rows) = collated(desk, pack, name, &bytes);
            assert_eq!((collected.rejects.len(), rows), (1, 0));
        });
    }

    #[test]
    fn a_saved_file_with_any_bytes_changed_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        pdf in any::<bool>(),
    ) {
        thread_local!(static DESK: (Desk, Pack) = { let desk = Desk::new(); let pack = pack(&desk); (desk, pack) });
        DESK.with(|(desk, pack)| {
            let mut bytes = if pdf {
                super::pdf::Pdf::filled().bytes()
            } else {
                super::saved("wish", &[super::ada()]).to_string().into_bytes()
            };
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let name = if pdf { "any.pdf" } else { "any.json" };
            let (collected, rows) = collated(desk, pack, name, &bytes);
            assert_eq!(collected.rejects.len() + rows, 1);
        });
    }
}
