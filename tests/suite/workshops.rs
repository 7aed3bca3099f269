//! Workshops as a reader gets them: times, other lengths, groups, what to bring, lateness, the
//! matrix of outcomes and the calendar.

use std::collections::BTreeMap;

use mentorpack::output::Output;

use crate::page::Page;
use crate::support::{PackTest, text};

/// The workshop of 45 minutes; `{}` is where more keys go.
const FORTY_FIVE: &str = "---
title: Mentoring in 45 minutes
length: 45
people: 25
groups: 5
tutors: 2
start: \"11:00\"
outcomes: [C1]
{}
steps:
  - {title: Welcome, minutes: 5, at_least: 3, at_most: 10, outcomes: [C1]}
  - {title: What it is, minutes: 5, at_least: 4}
  - {title: Who needs it, minutes: 10, at_least: 8, priority: could}
  - {title: What must be there, minutes: 10, at_least: 8, at_most: 15}
  - {title: Feedback, minutes: 10, at_least: 5, at_most: 15, priority: should}
  - {title: Close, minutes: 5}
---
Words.
";

const OUTCOMES: (&str, &str) = ("content/outcomes.yaml", "- {id: C1, text: Knows the limits}\n");
const PAGE: &str = "workshops/plan.html";

/// A pack of this workshop and the outcomes that it serves.
fn plan(workshop: &str) -> PackTest {
    let files = [("content/workshops/plan.md", workshop), OUTCOMES];
    PackTest::new(if workshop.contains("outcomes:") { &files } else { &files[..1] })
}

/// A pack of the workshop of 45 minutes with more keys.
fn forty_five(keys: &str) -> PackTest {
    plan(&FORTY_FIVE.replace("{}\n", &format!("{keys}\n")))
}

fn tutors(pack: &PackTest) -> Output {
    pack.editions().remove("tutor").expect("a tutor's edition")
}

/// The rows of a table's body, each cell as plain text; `from` stands before the table.
fn rows(html: &str, from: &str) -> Vec<Vec<String>> {
    let (_, html) = html.split_once(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    let (_, body) = html.split_once("<tbody>").expect("a table");
    let (body, _) = body.split_once("</tbody>").expect("its end");
    let cells = |row: &str| {
        let row = row.replace("</th>", "</td>");
        let cells: Vec<String> = row.split("</td>").map(plain).collect();
        cells[..cells.len() - 1].to_vec()
    };
    body.split("<tr").skip(1).map(|row| cells(row.split_once('>').expect("a row").1)).collect()
}

/// What a reader sees of some HTML, in one line.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A column of a table.
fn column(rows: &[Vec<String>], at: usize) -> Vec<&str> {
    rows.iter().map(|row| row[at].as_str()).collect()
}

/// The section of the plan with this number: 0 is the plan's own.
fn plan_number(number: usize) -> String {
    format!("id=\"site_plan_{number}\"")
}

#[test]
fn the_plan_of_45_minutes_has_its_times_on_the_clock_and_in_both_editions() {
    for (name, output) in forty_five("").editions() {
        let rows = rows(text(&output, PAGE), &plan_number(0));
        let times = ["11:00", "11:05", "11:10", "11:20", "11:30", "11:40"];
        assert_eq!(column(&rows, 0), times, "{name}");
        assert_eq!(column(&rows, 2), ["5", "5", "10", "10", "10", "5"], "{name}");
        assert!(plain(text(&output, PAGE)).contains("11:00 to 11:45"), "{name}");
    }
}

#[test]
fn without_a_start_the_plan_counts_minutes_from_0_to_45() {
    let output = tutors(&plan(&FORTY_FIVE.replace("{}\n", "").replace("start: \"11:00\"\n", "")));
    let rows = rows(text(&output, PAGE), &plan_number(0));
    let times = ["0 to 5", "5 to 10", "10 to 20", "20 to 30", "30 to 40", "40 to 45"];
    assert_eq!(column(&rows, 0), times);
}

#[test]
fn the_same_plan_fills_60_minutes_exactly_and_leaves_nothing_out() {
    let output = tutors(&forty_five("variants: [{length: 60, name: the longer hour}]"));
    let html = text(&output, PAGE);
    let rows = rows(html, &plan_number(1));
    let times = ["11:00", "11:10", "11:15", "11:25", "11:40", "11:55"];
    assert_eq!(column(&rows, 0), times);
    let minutes = ["10, was 5", "5", "10", "15, was 10", "15, was 10", "5"];
    assert_eq!(column(&rows, 2), minutes);
    let limits = ["3 to 10", "4 to 5", "8 to 10", "8 to 15", "5 to 15", "as planned"];
    assert_eq!(column(&rows, 3), limits);
    assert!(plain(html).contains("the longer hour"));
    assert!(plain(html).contains("Nothing is left out."));
}

#[test]
fn in_30_minutes_the_plan_says_what_it_leaves_out() {
    let output = tutors(&forty_five("variants: [{length: 30}]"));
    let html = text(&output, PAGE);
    let rows = rows(html, &plan_number(1));
    let steps = ["Welcome", "What it is", "What must be there", "Feedback", "Close"];
    assert_eq!(column(&rows, 1), steps);
    let minutes = column(&rows, 2);
    let minutes = minutes.iter().map(|it| it.split(',').next().unwrap().parse::<u32>().unwrap());
    assert_eq!(minutes.sum::<u32>(), 30);
    let said = "Left out so that it fits: “Who needs it”.";
    assert!(plain(html).contains(said), "{}", plain(html));
}

#[test]
fn ten_minutes_are_refused_with_the_least_that_the_plan_needs() {
    let journey = forty_five("variants: [{length: 10}]").journey();
    assert_eq!(journey.codes(), ["variant-unfit"]);
    let report = journey.report();
    assert!(report.contains("cannot be run in 10 minutes: it needs 20 at least"), "{report}");
    assert!(report.contains("plan.md:9:"), "{report}");
    // The rest of the pack is sound, so it is built, and offers no length that cannot be.
    for output in journey.editions.values() {
        assert!(!text(output, PAGE).contains("site_pick_1"), "{report}");
    }
}

#[test]
fn each_length_can_be_chosen_and_the_plan_itself_comes_first() {
    for output in forty_five("variants: [{length: 60}, {length: 30}]").editions().values() {
        let page = Page::parse(text(output, PAGE));
        let radios: Vec<_> =
            page.of("input").filter(|input| input.get("type") == Some("radio")).collect();
        assert_eq!(radios.len(), 3);
        let chosen: Vec<bool> = radios.iter().map(|it| it.get("checked").is_some()).collect();
        assert_eq!(chosen, [true, false, false]);
        let labels: Vec<_> = page.of("label").filter_map(|label| label.get("for")).collect();
        assert!(radios.iter().all(|radio| labels.contains(&radio.get("id").unwrap())));
    }
}

const TWO_DAYS: &str = "---
title: Two days
people: 12
{}
sessions:
  - title: First morning
    day: 1
    start: \"9:30\"
    length: 100
    steps:
      - {title: Talk, minutes: 40}
      - {title: Coffee, minutes: 15, break: true}
      - {title: Practice, minutes: 45}
  - title: First afternoon
    day: 1
    start: \"13:15\"
    length: 60
    steps: [{title: Review, minutes: 60}]
  - title: Second morning
    day: 2
    start: \"10:00\"
    length: 50
    steps:
      - {title: Recap, minutes: 20}
      - {title: Tea, minutes: 10, break: true}
      - {title: Plans, minutes: 20}
---
";

#[test]
fn sessions_over_two_days_with_breaks_keep_their_clock_times() {
    let output = tutors(&plan(&TWO_DAYS.replace("{}\n", "")));
    let html = text(&output, PAGE);
    let times = |from: &str| -> Vec<String> {
        rows(html, from).into_iter().map(|row| row[0].clone()).collect()
    };
    assert_eq!(times("Day 1: First morning"), ["09:30", "10:10", "10:25"]);
    assert_eq!(times("Day 1: First afternoon"), ["13:15"]);
    assert_eq!(times("Day 2: Second morning"), ["10:00", "10:20", "10:30"]);
    let said = plain(html);
    for session in ["09:30 to 11:10", "13:15 to 14:15", "10:00 to 10:50"] {
        assert!(said.contains(session), "{session}");
    }
    let clock = text(&output, "desk/workshops_plan_clock.html");
    assert_eq!(clock.matches("data-plan data-start=").count(), 3);
    let breaks = "<tr class=\"is-break\"";
    assert_eq!(html.matches(breaks).count(), 2, "breaks are marked");
}

/// People and scenarios of each group, as the page has them.
fn dealt(people: u32, groups: u32, scenarios: usize, named: &str) -> Vec<(String, String)> {
    let head = FORTY_FIVE
        .replace("people: 25", &format!("people: {people}"))
        .replace("groups: 5", &format!("groups: {groups}"));
    let pack = plan(&head.replace("{}\n", named));
    for number in 1..=scenarios {
        let case = format!("---\ntitle: Case {number}\nnumber: {number}\n---\nWords.\n");
        pack.write(&format!("scenarios/case-{number}.md"), case);
    }
    let output = tutors(&pack);
    let rows = rows(text(&output, PAGE), "id=\"site_groups\"");
    rows.into_iter().map(|row| (row[1].clone(), row[2].clone())).collect()
}

fn sizes(people: u32, groups: u32) -> Vec<String> {
    dealt(people, groups, 0, "").into_iter().map(|(people, _)| people).collect()
}

#[test]
fn people_divide_into_groups_as_evenly_as_can_be() {
    assert_eq!(sizes(25, 5), ["5", "5", "5", "5", "5"]);
    assert_eq!(sizes(23, 5), ["5", "5", "5", "4", "4"]);
    assert_eq!(sizes(7, 5), ["2", "2", "1", "1", "1"]);
}

/// The numbers of the cases that each group gets.
fn cases(groups: u32, scenarios: usize, named: &str) -> Vec<String> {
    let dealt = dealt(25, groups, scenarios, named);
    let numbers = |cases: String| {
        let cases = cases.split("; ").map(|case| case.rsplit(' ').next().unwrap().to_owned());
        cases.collect::<Vec<_>>().join(" ")
    };
    dealt.into_iter().map(|(_, cases)| numbers(cases)).collect()
}

#[test]
fn each_group_gets_a_scenario_whether_there_are_as_many_fewer_or_more() {
    assert_eq!(cases(3, 3, ""), ["1", "2", "3"]);
    assert_eq!(cases(5, 2, ""), ["1", "2", "1", "2", "1"]);
    assert_eq!(cases(3, 5, ""), ["1 4", "2 5", "3"]);
    assert_eq!(cases(2, 1, ""), ["1", "1"]);
}

#[test]
fn scenarios_that_the_plan_names_are_dealt_in_its_order_and_no_others() {
    assert_eq!(cases(3, 4, "scenarios: [case-4, case-2]\n"), ["4", "2", "4"]);
}

#[test]
fn without_scenarios_the_tutor_says_what_groups_work_on() {
    let dealt = dealt(10, 2, 0, "");
    assert!(dealt.iter().all(|(_, case)| case == "what the tutor gives it"), "{dealt:?}");
}

const MATERIALS: &str = "---
title: Materials
length: 20
people: 30
groups: 4
tutors: 2
steps:
  - title: One
    minutes: 10
    materials:
      - {item: sticky notes, count: 4, per: person, in: 100}
      - {item: pens, count: 1, per: person}
      - {item: timer, count: 1, per: tutor}
      - flip chart
  - title: Two
    minutes: 10
    materials:
      - {item: Sticky notes, count: 2, per: person}
      - {item: sticky notes, count: 3, per: group}
      - {item: pens, count: 2, per: group}
---
";

#[test]
fn what_to_bring_is_added_up_over_all_steps_and_rounded_up_to_packs_once() {
    for (name, output) in plan(MATERIALS).editions() {
        let rows = rows(text(&output, PAGE), "id=\"site_materials\"");
        let totals: BTreeMap<_, _> =
            rows.iter().map(|row| (row[0].as_str(), row[2].as_str())).collect();
        // 6 for each of 30 people and 3 for each of 4 groups are 192: two packs, not three.
        assert_eq!(totals["sticky notes"], "200, in packs of 100", "{name}");
        assert_eq!(totals["pens"], "38", "{name}");
        assert_eq!(totals["flip chart"], "1", "{name}");
        assert_eq!(rows[0][1], "6 a person, 3 a group", "{name}");
        assert_eq!(totals.get("timer").copied(), (name == "tutor").then_some("2"));
    }
}

#[test]
fn what_nobody_can_count_has_no_total() {
    let output = tutors(&plan(&MATERIALS.replace("people: 30\n", "")));
    let rows = rows(text(&output, PAGE), "id=\"site_materials\"");
    assert_eq!(rows[0][2], "as needed");
}

#[test]
fn more_than_anybody_could_carry_is_no_reason_to_fail() {
    let step = "  - {title: S, minutes: 1, materials: [{item: p, count: 100000, per: person}, \
                {item: p, count: 100000, per: group}]}\n";
    let plan = plan(&format!(
        "---\ntitle: Much\nlength: 60\npeople: 10000\ngroups: 1000\nsteps:\n{}---\n",
        step.repeat(60)
    ));
    assert!(!plan.journey().failed());
}

#[test]
fn each_step_says_to_tutors_when_it_is_too_late_for_it_and_what_goes_then() {
    let output = tutors(&forty_five(""));
    let said = plain(text(&output, PAGE));
    // The shortest that every step can be is 3 + 4 + 8 + 8 + 5 + 5 of 45 minutes.
    for late in [
        "Not started by 11:12, 12 minutes in? Leave out “Who needs it”.",
        "Not started by 11:15, 15 minutes in? Leave out “Who needs it”.",
        "Not started by 11:19, 19 minutes in? Leave out “Who needs it”.",
        "Not started by 11:27, 27 minutes in? Leave out “Feedback”.",
        "Not started by 11:35, 35 minutes in? Leave out “Feedback”.",
    ] {
        assert!(said.contains(late), "{late} is not in {said}");
    }
    assert_eq!(said.matches("Running late?").count(), 5, "nothing can go at the last step");
    let clock = text(&output, "desk/workshops_plan_clock.html");
    assert_eq!(clock.matches("data-late=").count(), 5);
}

#[test]
fn participants_have_no_desk_no_matrix_and_nothing_about_lateness() {
    let editions = forty_five("date: 2026-12-01\nvariants: [{length: 60}]").editions();
    let (participant, tutor) = (&editions["participant"], &editions["tutor"]);
    let has = |output: &Output, path: &str| output.files().any(|(file, _)| file.starts_with(path));
    for path in ["desk/", "outcomes.html", "outcomes.csv"] {
        assert!(!has(participant, path) && has(tutor, path), "{path}");
    }
    let late = |output: &Output| text(output, PAGE).contains("Running late?");
    assert!(!late(participant) && late(tutor));
    for (path, bytes) in participant.files().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("desk/") && !html.contains("outcomes."), "{path}");
    }
}

#[test]
fn the_matrix_says_which_page_step_and_sheet_serve_an_outcome_and_what_is_missing() {
    let pack = forty_five("");
    pack.write(OUTCOMES.0, "- {id: C1, text: Knows the limits}\n- {id: C2, text: Listens}\n");
    pack.write("content/models/grow.md", "---\ntitle: GROW\noutcomes: [C1, C2]\n---\n");
    pack.write("content/handouts/card.md", "---\ntitle: Card\noutcomes: [C1]\n---\n");
    let output = tutors(&pack);
    let html = text(&output, "outcomes.html");
    let rows = rows(html, "id=\"site_matrix\"");
    assert_eq!(column(&rows, 0), ["C1 Knows the limits", "C2 Listens"]);
    assert!(rows[0][1].contains("GROW") && rows[0][1].contains("Mentoring in 45 minutes"));
    assert!(rows[0][2].contains("Welcome") && rows[0][2].contains("Mentoring in 45 minutes"));
    assert_eq!(rows[0][3], "Card");
    assert_eq!(rows[1][1], "GROW");
    assert_eq!(rows[1][2], rows[1][3], "neither a step nor a sheet serves C2");
    assert!(html.contains("workshops/plan.html#step_1"));
    let gaps = html.split("id=\"site_gaps\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(plain(gaps).contains("C2 Listens") && !plain(gaps).contains("C1"), "{gaps}");
}

#[test]
fn the_table_for_spreadsheets_has_a_mark_a_row_for_each_and_no_formula() {
    let pack = forty_five("");
    pack.write(OUTCOMES.0, "- {id: C1, text: '=1+1, or \"two\"'}\n");
    pack.write("content/models/sum.md", "---\ntitle: \"@SUM(1)\"\noutcomes: [C1]\n---\n");
    pack.write("content/models/minus.md", "---\ntitle: \"-2+3\"\noutcomes: [C1]\n---\n");
    let output = tutors(&pack);
    let csv = text(&output, "outcomes.csv");
    let lines: Vec<_> = csv.split("\r\n").collect();
    let c1 = "\"C1\",\"'=1+1, or \"\"two\"\"\"";
    let expected = [
        "\u{feff}outcome,text,kind,page,address".to_owned(),
        format!("{c1},\"model\",\"'-2+3\",\"models/minus.html\""),
        format!("{c1},\"model\",\"'@SUM(1)\",\"models/sum.html\""),
        format!("{c1},\"workshop\",\"Mentoring in 45 minutes\",\"workshops/plan.html\""),
        format!(
            "{c1},\"step\",\"Mentoring in 45 minutes: Welcome\",\"workshops/plan.html#step_1\""
        ),
        String::new(),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_pack_without_outcomes_has_no_matrix() {
    let output = tutors(&PackTest::page("Words.\n"));
    assert!(output.get("outcomes.html").is_none() && output.get("outcomes.csv").is_none());
}

const CALENDAR: &str = "workshops/plan.ics";

/// Values of a property of a calendar, with folded lines put together.
fn values(calendar: &str, property: &str) -> Vec<String> {
    let whole = calendar.replace("\r\n ", "");
    let property = format!("{property}:");
    whole.split("\r\n").filter_map(|line| line.strip_prefix(&property)).map(str::to_owned).collect()
}

#[test]
fn a_calendar_is_equal_from_build_to_build_and_in_both_editions() {
    let first = forty_five("date: 2026-12-01").editions();
    let second = forty_five("date: 2026-12-01").editions();
    let calendar = text(&first["tutor"], CALENDAR);
    assert_eq!(calendar, text(&second["tutor"], CALENDAR));
    assert_eq!(calendar, text(&first["participant"], CALENDAR));
    assert_eq!(values(calendar, "DTSTART"), ["20261201T110000"]);
    assert_eq!(values(calendar, "DTEND"), ["20261201T114500"]);
    assert_eq!(values(calendar, "DTSTAMP"), ["20261101T000000Z"]);
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    assert!(calendar.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert!(!calendar.replace("\r\n", "").contains(['\r', '\n']));
    for output in first.values() {
        assert!(text(output, PAGE).contains("plan.ics\""));
    }
}

#[test]
fn a_workshop_that_moves_to_another_date_stays_the_same_entry_of_the_calendar() {
    let uid = |date: &str| {
        let output = tutors(&forty_five(&format!("date: {date}")));
        values(text(&output, CALENDAR), "UID")
    };
    assert_eq!(uid("2026-12-01"), uid("2027-01-15"));
}

#[test]
fn sessions_of_a_course_are_entries_of_their_own_on_their_days() {
    let output = tutors(&plan(&TWO_DAYS.replace("{}", "date: 2026-12-31")));
    let calendar = text(&output, CALENDAR);
    let starts = ["20261231T093000", "20261231T131500", "20270101T100000"];
    assert_eq!(values(calendar, "DTSTART"), starts);
    let ends = ["20261231T111000", "20261231T141500", "20270101T105000"];
    assert_eq!(values(calendar, "DTEND"), ends);
    let mut uids = values(calendar, "UID");
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), 3);
    assert_eq!(values(calendar, "SUMMARY")[2], "Two days: Second morning");
}

#[test]
fn an_entry_that_goes_past_midnight_ends_on_the_day_it_ends() {
    let night = |length: u32| {
        let step = format!("steps: [{{title: Watch, minutes: {length}}}]");
        let output = tutors(&plan(&format!(
            "---\ntitle: Night\nlength: {length}\nstart: \"22:00\"\ndate: 2026-12-31\n{step}\n---\n"
        )));
        values(text(&output, CALENDAR), "DTEND").remove(0)
    };
    assert_eq!(night(60), "20261231T230000");
    assert_eq!(night(120), "20270101T000000");
    assert_eq!(night(180), "20270101T010000");
    assert_eq!(night(24 * 60), "20270101T220000");
    assert_eq!(night(50 * 60), "20270103T000000");
}

#[test]
fn lines_of_a_calendar_are_folded_and_its_words_escaped() {
    let venue = format!("Room 2; Mill Street, \\{}", "ŷ".repeat(80));
    let output = tutors(&forty_five(&format!("date: 2026-12-01\nvenue: '{venue}'")));
    let calendar = text(&output, CALENDAR);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let escaped = venue.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    assert_eq!(values(calendar, "LOCATION"), [escaped]);
}

#[test]
fn without_a_date_or_a_start_there_is_no_calendar() {
    let without_date = forty_five("");
    let without_start =
        plan(&FORTY_FIVE.replace("{}\n", "date: 2026-12-01\n").replace("start: \"11:00\"\n", ""));
    for pack in [without_date, without_start] {
        for output in pack.editions().values() {
            assert!(output.files().all(|(path, _)| !path.ends_with(".ics")));
            assert!(!text(output, PAGE).contains(".ics"));
        }
    }
}

#[test]
fn addresses_of_the_desk_and_the_matrix_are_not_for_authors() {
    let module = "---\ntitle: Page\n---\nWords.\n";
    for path in ["content/desk/page.md", "content/Desk/page.md", "content/outcomes.md"] {
        let journey = PackTest::new(&[(path, module), OUTCOMES]).journey();
        assert!(journey.codes().contains(&"duplicate-address"), "{path}: {}", journey.report());
    }
}

#[test]
fn a_file_of_the_authors_never_takes_the_place_of_one_that_is_made() {
    let pack = forty_five("date: 2026-12-01");
    pack.write("content/workshops/plan.ics", "not this one");
    pack.write("content/outcomes.csv", "nor this one");
    let guide = "---\ntitle: Page\n---\n[calendar](../workshops/plan.ics), \
                 [table](../outcomes.csv)\n";
    pack.write("content/guides/page.md", guide);
    let journey = pack.journey();
    assert_eq!(journey.codes(), ["duplicate-address"; 2], "{}", journey.report());
}

#[test]
fn limits_that_make_no_sense_are_told_and_no_other_length_is_tried_with_them() {
    let pack = PackTest::new(&[(
        "content/workshops/plan.md",
        "---\ntitle: Plan\nlength: 15\nsteps:\n  - {title: One, minutes: 10, at_most: 5}\n  \
         - {title: Two, minutes: 5, at_most: 100}\nvariants:\n  - {length: 60}\n---\n",
    )]);
    let ran = pack.run(&["check"]);
    let told: Vec<_> = ran.err.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(told, ["error[step-limits]: `One` is planned for 10 minutes and takes at most 5"]);
}
