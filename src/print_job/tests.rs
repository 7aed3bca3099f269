//! The arithmetic over many rooms.

use proptest::prelude::*;

use super::*;

fn spare() -> impl Strategy<Value = Spare> {
    prop_oneof![(0..=100u32).prop_map(Spare::Percent), (0..=MOST).prop_map(Spare::Sheets)]
}

fn room() -> impl Strategy<Value = Room> {
    (1..=MOST, prop::option::of(0..=MOST), 0..=MOST, spare(), 0..=MOST).prop_map(
        |(people, groups, tutors, spare, large_print)| Room {
            people,
            groups: groups.map(|groups| groups.min(people)),
            tutors,
            spare,
            large_print,
        },
    )
}

fn share() -> impl Strategy<Value = Share> {
    let per = prop::sample::select(vec![Per::Person, Per::Group, Per::Tutor, Per::Room]);
    prop_oneof![
        per.prop_map(Share::Each),
        (1..=50u32, any::<bool>()).prop_map(|(scenarios, named)| Share::Cards { scenarios, named }),
    ]
}

fn pile(share: Share) -> Pile {
    Pile { sheet: Sheet::Agenda, title: "Agenda".into(), slug: "agenda".into(), share }
}

proptest! {
    #[test]
    fn everybody_gets_a_sheet_and_the_spare_is_what_was_asked_for(room in room()) {
        let copies = pile(Share::Each(Per::Person)).copies(&room).unwrap();
        prop_assert!(copies >= room.people);
        match room.spare {
            Spare::Sheets(sheets) => prop_assert_eq!(copies, room.people + sheets),
            Spare::Percent(percent) => {
                // The least whole number that is not below the share.
                let (spare, exact) = (u64::from(copies - room.people), room.people * percent);
                prop_assert!(spare * 100 >= u64::from(exact));
                prop_assert!(spare * 100 < u64::from(exact) + 100);
            }
        }
    }

    #[test]
    fn more_people_never_get_fewer_sheets(room in room(), share in share(), more in 0..100u32) {
        let larger = Room { people: (room.people + more).min(MOST), ..room };
        prop_assert!(pile(share).copies(&larger) >= pile(share).copies(&room));
        prop_assert_eq!(pile(share).large_print(&larger), pile(share).large_print(&room));
    }

    #[test]
    fn more_spare_never_makes_fewer_sheets(room in room(), share in share()) {
        let more = match room.spare {
            Spare::Percent(percent) => Spare::Percent(percent + 1),
            Spare::Sheets(sheets) => Spare::Sheets(sheets + 1),
        };
        let larger = Room { spare: more, ..room };
        prop_assert!(pile(share).copies(&larger) >= pile(share).copies(&room));
    }

    #[test]
    fn spare_and_large_print_concern_what_people_get_and_nothing_else(
        room in room(),
        per in prop::sample::select(vec![Per::Group, Per::Tutor, Per::Room]),
    ) {
        let plain = Room { spare: Spare::Sheets(0), large_print: 0, ..room };
        let pile = pile(Share::Each(per));
        prop_assert_eq!(pile.copies(&room), pile.copies(&plain));
        prop_assert_eq!(pile.large_print(&room), 0);
    }

    #[test]
    fn there_are_cards_for_everybody_and_no_scenario_has_one_too_many(
        room in room(),
        scenarios in 1..=50u32,
    ) {
        let room = Room { groups: Some(room.groups.unwrap_or(1).max(1)), ..room };
        let each = pile(Share::Cards { scenarios, named: false }).copies(&room).unwrap();
        prop_assert!(each * scenarios >= room.per_person());
        prop_assert!((each - 1) * scenarios < room.per_person());
        prop_assert_eq!(pile(Share::Cards { scenarios, named: false }).large_print(&room), 0);
    }

    #[test]
    fn a_share_is_read_as_it_is_written(number in 0..=MOST) {
        prop_assert_eq!(Spare::parse(&format!("{number}%")), Some(Spare::Percent(number)));
        prop_assert_eq!(Spare::parse(&format!(" {number} ")), Some(Spare::Sheets(number)));
    }

    #[test]
    fn no_text_for_the_spare_is_a_reason_to_panic(text in ".*") {
        let _ = Spare::parse(&text);
    }
}

#[test]
fn what_is_no_share_and_no_number_is_refused() {
    for wrong in ["", "%", "ten", "-5", "+5", "10.5%", "10%%", "1 0", "10 percent", "99999999999%"]
    {
        assert_eq!(Spare::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_tenth_of_25_people_is_3_sheets() {
    assert_eq!(Spare::Percent(Spare::USUAL).sheets(25), 3);
    assert_eq!(Spare::Percent(Spare::USUAL).sheets(0), 0);
    assert_eq!(Spare::Percent(Spare::USUAL).sheets(1), 1);
    assert_eq!(Spare::Percent(Spare::USUAL).sheets(400), 40);
    assert_eq!(Spare::Percent(u32::MAX).sheets(u32::MAX), u32::MAX);
}

#[test]
fn without_groups_no_cards_are_dealt_unless_the_plan_names_them() {
    let room =
        |groups| Room { people: 9, groups, tutors: 1, spare: Spare::default(), large_print: 0 };
    let cards = |named, groups| {
        pile(Share::Cards { scenarios: 2, named }).copies(&room(groups)).expect("a number")
    };
    assert_eq!((cards(false, Some(3)), cards(true, Some(3))), (5, 5));
    assert_eq!((cards(false, Some(0)), cards(true, Some(0))), (0, 0));
    assert_eq!((cards(false, None), cards(true, None)), (0, 5));
}

fn stack() -> Stack {
    Stack {
        number: 5,
        sheet: Sheet::Agenda,
        title: "=Role, card".into(),
        slug: "role-card".into(),
        per: Per::Person,
        copies: 28,
        large_print: 3,
        rows: None,
        digits: 2,
    }
}

fn paper(sides: u32, duplex: Duplex) -> Option<Paper> {
    Some(Paper { pdf: vec![u8::try_from(sides).unwrap()], sides, size: "A4", duplex })
}

#[test]
fn the_packing_list_has_a_row_a_stack_with_what_the_printer_must_know() {
    let stack = stack();
    let printed = Printed {
        stack: &stack,
        ordinary: paper(2, Duplex::LongEdge),
        large_print: paper(4, Duplex::LongEdge),
    };
    let csv = String::from_utf8(packing_list(std::slice::from_ref(&printed))).unwrap();
    assert_eq!(
        csv,
        "\u{feff}sheet,file,copies,large_print,sides,paper,duplex\r\n\
         \"'=Role, card\",05-role-card-28-copies.pdf,28,3,2,A4,long edge\r\n"
    );
    let files = printed.into_files();
    let names: Vec<_> = files.iter().map(|(name, pdf)| (name.as_str(), pdf[0])).collect();
    let large = "05-role-card-large-print-3-copies.pdf";
    assert_eq!(names, [("05-role-card-28-copies.pdf", 2), (large, 4)]);
}
