//! Print jobs: which sheets a workshop needs, in which order and how many of each.

use std::path::Path;

use mentorpack::check::check;
use mentorpack::diagnostic::Diagnostics;
use mentorpack::load::load;
use mentorpack::pack::Pack;
use mentorpack::print_job::{Job, Refusal, Spare, Stack, Stacks};
use mentorpack::project::Project;
use mentorpack::schedule::Clock;
use mentorpack::source::Sources;
use mentorpack::theme::Theme;
use mentorpack::yaml::Date;

use crate::support::{PackTest, shipped, text};

/// A workshop that uses every sort of sheet; `{}` is where more keys go.
const PLAN: &str = "---
title: Plan
length: 40
people: 10
groups: 3
tutors: 2
start: \"10:00\"
{}
steps:
  - title: One
    minutes: 10
    materials: [{item: pens, count: 1, per: person, in: 10}, {item: timer, per: tutor}]
    uses: [{sheet: forms/sign-in.md, per: room}, handouts/card.md]
  - title: Two
    minutes: 20
    at_least: 10
    priority: could
    materials: [{item: Pens, count: 1, per: group}, {item: tape, count: 0}]
    uses: [{sheet: handouts/task.md, per: group}, {sheet: handouts/secret.md, per: tutor}]
  - title: Three
    minutes: 10
    uses: [handouts/card.md, {sheet: handouts/card.md, per: group}, {sheet: handouts/heads.md, per: room}]
---
Words.
";

const FILES: [(&str, &str); 7] = [
    ("scenarios/one.md", "---\ntitle: First case\nnumber: 1\n---\n"),
    ("scenarios/two.md", "---\ntitle: Second case\nnumber: 2\n---\n"),
    ("content/handouts/card.md", "---\ntitle: Card\n---\n"),
    ("content/handouts/task.md", "---\ntitle: Task\n---\n"),
    ("content/handouts/secret.md", "---\ntitle: Secret\naudience: tutor\n---\n"),
    (
        "content/handouts/heads.md",
        "---\ntitle: Heads\nposters:\n  - {heading: Questions, below: One a note}\n  - {heading: Case, below: [One, Two], per: group}\n---\n",
    ),
    (
        "content/forms/sign-in.md",
        "---\ntitle: Sign-in\nanonymous: true\nfields:\n  - {name: people, label: People, type: table, columns: [Name]}\n---\n",
    ),
];

fn pack(keys: &str) -> PackTest {
    let pack = PackTest::new(&FILES);
    let keys = if keys.is_empty() { String::new() } else { format!("{keys}\n") };
    pack.write("content/workshops/plan.md", PLAN.replace("{}\n", &keys));
    pack
}

/// The stacks of a job for the module at `path` of the pack at `root`, printed by a tutor.
fn counted(root: &Path, path: &str, job: &Job) -> Result<Stacks, Refusal> {
    let mut sources = Sources::default();
    let mut d = Diagnostics::default();
    let project = Project::open(&mut d, &mut sources, root).unwrap();
    let editions = project.settings.editions.clone();
    let tutor = editions.iter().find(|edition| edition.name == "tutor").expect("tutors");
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    let theme = Theme::load(&mut d, &mut sources, &project).unwrap().expect("a theme");
    let pack = Pack::assemble(&mut d, &sources, project.settings, loaded);
    let checked = check(&mut d, &sources, pack, None);
    let checked = checked.unwrap_or_else(|| panic!("{:#?}", d.into_sorted(&sources)));
    let edition = checked.edition(tutor);
    let entry = edition.entries().iter().find(|entry| entry.path == path).expect("the module");
    job.stacks(&edition, entry, &theme.strings.sheet_names())
}

fn stacks(keys: &str, job: &Job) -> Stacks {
    counted(pack(keys).root(), "workshops/plan.md", job).unwrap_or_else(|no| panic!("{no}"))
}

fn refused(keys: &str, job: &Job) -> String {
    counted(pack(keys).root(), "workshops/plan.md", job).expect_err("a refusal").to_string()
}

fn shipped_job(job: &Job) -> Stacks {
    counted(shipped(), "workshops/mentoring-in-45-minutes.md", job).unwrap()
}

fn lines(stacks: &[Stack]) -> Vec<String> {
    let line = |stack: &Stack| {
        let large = match stack.large_print {
            0 => String::new(),
            more => format!(" + {more}"),
        };
        format!("{}: {}{large} ({})", stack.title, stack.copies, stack.per.as_str())
    };
    stacks.iter().map(line).collect()
}

fn materials(stacks: &Stacks) -> Vec<(String, u32)> {
    let bring = stacks.materials.iter();
    bring.map(|bring| (bring.item.clone(), bring.total.expect("a number"))).collect()
}

fn people(people: u32, groups: u32) -> Job {
    Job { people: Some(people), groups: Some(groups), ..Job::default() }
}

#[test]
fn a_room_of_25_in_five_groups_needs_what_the_guide_for_tutors_says() {
    let job = Job { spare: Spare::Percent(10), large_print: 3, ..Job::default() };
    let stacks = shipped_job(&job);
    assert_eq!(
        lines(&stacks.stacks),
        [
            "Run sheet: 2 (tutor)",
            "Agenda: 28 + 3 (person)",
            "Tick-off list: 2 (tutor)",
            "Sign-in sheet: 1 (room)",
            "Role card: 28 + 3 (person)",
            "Scenario card: Ten new stewards: 6 (person)",
            "Scenario card: Ten new workplace contacts: 6 (person)",
            "Scenario card: Ten stewards fresh from training: 6 (person)",
            "Scenario card: Ten reps with an ERA certificate out of date: 6 (person)",
            "Scenario card: Five new branch officers: 6 (person)",
            "Group task sheet: 5 (group)",
            "Flip-chart headings: 1 (room)",
            "Flip-chart headings, for the room: 1 (room)",
            "Flip-chart headings, for each group: 5 (group)",
            "Next steps: 28 + 3 (person)",
            "Expression of interest: 28 + 3 (person)",
            "Evaluation: 28 + 3 (person)",
            "Mentoring agreement: 28 + 3 (person)",
            "Meeting log: 28 + 3 (person)",
            "Review checklist for the mentor: 28 + 3 (person)",
            "Review checklist for the mentee: 28 + 3 (person)",
        ]
    );
    let cards = stacks.stacks.iter().filter(|stack| stack.title.starts_with("Scenario"));
    assert_eq!(cards.map(|stack| stack.copies).sum::<u32>(), 30);
    let materials = materials(&stacks);
    let materials: Vec<_> = materials.iter().map(|(item, n)| (item.as_str(), *n)).collect();
    assert_eq!(
        materials,
        [
            ("sticky notes", 100),
            ("pens", 30),
            ("flip-chart sheets", 13),
            ("roll of tape", 1),
            ("sample branch training plan (ask your union)", 5),
            ("marker pens", 10),
            ("timer", 2),
            ("return envelope", 1),
        ]
    );
}

#[test]
fn a_sign_in_sheet_has_a_line_for_everybody_with_spare() {
    let job = Job { people: Some(40), spare: Spare::Sheets(4), ..Job::default() };
    let rows: Vec<_> = shipped_job(&job).stacks.iter().filter_map(|stack| stack.rows).collect();
    assert_eq!(rows, [44, 44], "the tick-off list and the sign-in sheet");
}

#[test]
fn files_are_numbered_in_the_order_of_use_and_named_with_their_copies() {
    let stacks = stacks("", &Job { large_print: 1, ..people(10, 3) }).stacks;
    let files: Vec<_> = stacks.iter().map(Stack::file).collect();
    assert_eq!(
        files,
        [
            "01-run-sheet-2-copies.pdf",
            "02-agenda-10-copies.pdf",
            "03-sign-in-1-copy.pdf",
            "04-card-10-copies.pdf",
            "05-card-one-all-5-copies.pdf",
            "06-card-two-all-5-copies.pdf",
            "07-task-3-copies.pdf",
            "08-secret-2-copies.pdf",
            "09-card-3-copies.pdf",
            "10-heads-1-copy.pdf",
            "11-heads-for-the-room-1-copy.pdf",
            "12-heads-for-each-group-3-copies.pdf",
        ]
    );
    let large: Vec<_> = stacks.iter().filter_map(Stack::large_print_file).collect();
    assert_eq!(large, ["02-agenda-large-print-1-copy.pdf", "04-card-large-print-1-copy.pdf"]);
    let tutors: Vec<_> = stacks.iter().filter(|stack| stack.is_tutors()).collect();
    assert_eq!(tutors.iter().map(|stack| stack.number).collect::<Vec<_>>(), [1, 8]);
}

#[test]
fn more_than_99_stacks_stay_in_order_by_name() {
    let pack = pack("");
    for n in 0..120 {
        pack.write(&format!("scenarios/more-{n}.md"), format!("---\ntitle: More {n}\n---\n"));
    }
    let stacks = counted(pack.root(), "workshops/plan.md", &Job::default()).unwrap().stacks;
    let files: Vec<_> = stacks.iter().map(Stack::file).collect();
    assert!(files.len() > 99 && files[0].starts_with("001-") && files.is_sorted(), "{files:?}");
}

#[test]
fn cards_come_at_the_end_where_nothing_is_for_groups() {
    let stacks = stacks("", &Job { length: Some(20), ..people(10, 3) });
    assert_eq!(stacks.left_out, ["Two"]);
    let titles: Vec<_> = stacks.stacks.iter().map(|stack| stack.title.as_str()).collect();
    // The card for groups of the third step is the first sheet for groups now.
    assert_eq!(
        titles[2..7],
        ["Sign-in", "Card", "Scenario card: First case", "Scenario card: Second case", "Card"]
    );
    let pack = pack("");
    let plan = "---\ntitle: Plan\nlength: 5\npeople: 4\ngroups: 2\nsteps:\n  - {title: One, minutes: 5, uses: [handouts/card.md]}\n---\n";
    pack.write("content/workshops/plan.md", plan);
    let stacks = counted(pack.root(), "workshops/plan.md", &Job::default()).unwrap();
    let last = stacks.stacks.last().unwrap();
    assert_eq!((&*last.title, last.copies), ("Scenario card: Second case", 2));
}

#[test]
fn another_length_has_its_own_minutes_sheets_and_materials() {
    let stacks = stacks("", &Job { length: Some(20), ..Job::default() });
    assert_eq!(stacks.workshop.length(), 20);
    let minutes: Vec<_> = stacks.workshop.steps().map(|step| step.minutes).collect();
    assert_eq!(minutes, [10, 10]);
    assert!(!lines(&stacks.stacks).iter().any(|line| line.starts_with("Task")));
    // One pen for each of ten people, and none for the groups of the step left out.
    assert_eq!(materials(&stacks), [("pens".into(), 10), ("timer".into(), 2)]);
    assert_eq!(materials(&self::stacks("", &Job::default()))[0], ("pens".into(), 20));
}

#[test]
fn day_start_and_venue_are_those_of_the_job_else_those_of_the_plan() {
    let keys = "date: 2027-01-01\nvenue: Hall";
    let planned = stacks(keys, &Job::default()).workshop;
    assert_eq!(planned.date, Date::parse("2027-01-01"));
    assert_eq!(planned.venue.as_deref(), Some("Hall"));
    assert_eq!(planned.sessions[0].start, Clock::parse("10:00"));
    let job = Job {
        on: Date::parse("2027-03-06"),
        start: Clock::parse("11:00"),
        venue: Some("Room 2".into()),
        ..Job::default()
    };
    let moved = stacks(keys, &job).workshop;
    assert_eq!(moved.date, job.on);
    assert_eq!(moved.venue, job.venue);
    assert_eq!(moved.sessions[0].start, job.start);
}

#[test]
fn rooms_of_every_size_have_sane_numbers() {
    let of = |job: &Job, title: &str| {
        let stacks = stacks("", job);
        let found = stacks.stacks.iter().find(|stack| stack.title == title);
        found.map_or(0, |stack| stack.copies)
    };
    let spare = |job| Job { spare: Spare::Percent(Spare::USUAL), ..job };
    for (job, card, scenario, task) in [
        (spare(people(1, 0)), 2, 0, 0),
        (spare(people(1, 1)), 2, 1, 1),
        (spare(people(7, 5)), 8, 4, 5),
        (spare(people(400, 50)), 440, 220, 50),
        (spare(people(10_000, 10_000)), 11_000, 5_500, 10_000),
    ] {
        assert_eq!(of(&job, "Card"), card, "{job:?}");
        assert_eq!(of(&job, "Scenario card: First case"), scenario, "{job:?}");
        assert_eq!(of(&job, "Task"), task, "{job:?}");
    }
    let nobody = Job { tutors: Some(0), ..people(5, 1) };
    assert_eq!((of(&nobody, "Run sheet"), of(&nobody, "Secret")), (0, 0));
}

#[test]
fn scenarios_that_the_plan_names_share_the_people_among_themselves() {
    let all = lines(&stacks("scenarios: [two]", &people(10, 3)).stacks);
    assert!(all.contains(&"Scenario card: Second case: 10 (person)".to_owned()), "{all:?}");
    assert!(!all.iter().any(|line| line.contains("First case")), "{all:?}");
    let none = lines(&stacks("scenarios: []", &people(10, 3)).stacks);
    assert!(!none.iter().any(|line| line.contains("case")), "{none:?}");
}

#[test]
fn a_page_that_is_not_to_be_printed_has_no_stack() {
    let pack = pack("");
    pack.write("content/handouts/card.md", "---\ntitle: Card\nprint: false\n---\n");
    let stacks = counted(pack.root(), "workshops/plan.md", &Job::default()).unwrap();
    assert!(!lines(&stacks.stacks).iter().any(|line| line.starts_with("Card")));
}

#[test]
fn numbers_that_make_no_sense_are_refused_with_what_to_write() {
    for (job, told) in [
        (people(0, 0), "`--people 0`: there is nobody to print for"),
        (people(3, 5), "5 groups need 5 people or more, and 3 people come: write `--groups 3`"),
        (people(1, 5), "and 1 person comes"),
        (
            people(10_001, 1),
            "`--people 10001` is more than a job can have: write a number up to 10000",
        ),
        (Job { tutors: Some(10_001), ..Job::default() }, "`--tutors 10001`"),
        (Job { large_print: 10_001, ..Job::default() }, "`--large-print 10001`"),
        (Job { spare: Spare::Sheets(10_001), ..Job::default() }, "`--spare 10001`"),
        (Job { spare: Spare::Percent(101), ..Job::default() }, "`--spare 101%`"),
        (
            Job { length: Some(10), ..Job::default() },
            "`--length 10`: the plan cannot be run in 10 minutes: it needs 20 at least; write \
             `--length 20` or more",
        ),
        (
            Job { length: Some(90), ..Job::default() },
            "it fills 40 at most; write `--length 40` or less",
        ),
    ] {
        let refusal = refused("", &job);
        assert!(refusal.contains(told), "{job:?}: {refusal}");
    }
    // The plan's own number of groups is no better.
    let few = Job { people: Some(2), ..Job::default() };
    assert!(refused("", &few).contains("write `--groups 2` or fewer"));
}

#[test]
fn a_plan_that_does_not_say_who_comes_asks_for_it() {
    let pack = pack("");
    let plan = PLAN.replace("people: 10\n", "").replace("{}\n", "");
    pack.write("content/workshops/plan.md", &plan);
    let counted = |job: &Job| counted(pack.root(), "workshops/plan.md", job);
    assert_eq!(counted(&Job::default()), Err(Refusal::NoPeople));
    assert!(counted(&people(5, 2)).is_ok());
    pack.write("content/workshops/plan.md", plan.replace("groups: 3\n", ""));
    let some = Job { people: Some(5), ..Job::default() };
    assert_eq!(counted(&some), Err(Refusal::NoGroups));
    assert!(counted(&people(5, 0)).is_ok());
}

#[test]
fn a_course_keeps_its_lengths_and_starts() {
    let course = "workshops/set-up-a-scheme-in-a-day.md";
    let job = |job| counted(shipped(), course, &job);
    let start = Job { start: Clock::parse("11:00"), ..Job::default() };
    assert_eq!(job(start), Err(Refusal::Course("--start")));
    assert_eq!(job(Job { length: Some(60), ..Job::default() }), Err(Refusal::Course("--length")));
    let all = job(Job::default()).unwrap();
    let titles: Vec<_> = all.stacks.iter().map(|stack| stack.title.as_str()).collect();
    let agreements = titles.iter().filter(|title| **title == "Mentoring agreement").count();
    assert_eq!(agreements, 1, "{titles:?}");
}

#[test]
fn what_is_no_workshop_is_refused_by_its_name() {
    let refusal = counted(shipped(), "handouts/role-card.md", &Job::default());
    let refusal = refusal.expect_err("a handout").to_string();
    assert_eq!(refusal, "`Role card` is a handout; a print job is for a workshop");
}

/// The tutor's page: the cells of each table, row by row, hidden rows left out.
fn on_the_page(pack: &PackTest, table: &str) -> Vec<Vec<String>> {
    let output = &pack.editions()["tutor"];
    let html = text(output, "desk/workshops_plan_print.html");
    let (_, table) = html.split_once(&format!("id=\"{table}\"")).expect("the table");
    let (body, _) = table.split_once("</table>").expect("its end");
    let rows =
        body.split("<tr").skip(2).filter(|row| !row.split('>').next().unwrap().contains(" hidden"));
    let cell = |cell: &str| {
        let text = cell.split('<').filter_map(|part| Some(part.split_once('>')?.1));
        text.collect::<String>().trim().to_owned()
    };
    let cells = |row: &str| {
        let row = row.replace("<th", "<td");
        row.split("<td").skip(1).map(|it| cell(&format!("<td{it}"))).collect()
    };
    rows.map(cells).collect()
}

#[test]
fn the_tutors_page_shows_the_plans_own_numbers_with_a_tenth_spare() {
    let pack = pack("");
    let job = Job { spare: Spare::Percent(Spare::USUAL), ..Job::default() };
    let stacks = counted(pack.root(), "workshops/plan.md", &job).unwrap();
    let rows = on_the_page(&pack, "print_sheets");
    let shown: Vec<_> = rows.iter().map(|row| [0, 1, 3].map(|at| row[at].as_str())).collect();
    let expected: Vec<_> = stacks
        .stacks
        .iter()
        .map(|stack| {
            let cards = if stack.title.starts_with("Scenario card: ") { " cards" } else { "" };
            let copies = format!("{}{cards}", stack.copies);
            (stack.number.to_string(), stack.title.clone(), copies)
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(number, title, copies)| [&**number, title, copies]).collect();
    assert_eq!(shown, expected);
    let materials = on_the_page(&pack, "print_bring");
    assert_eq!(materials[0], ["pens", "1 a person, 1 a group", "20, in packs of 10"]);
    assert_eq!(materials.len(), 2, "nothing of which there are none: {materials:?}");
}

/// What the tutor's page says of how to print the files of cards and headings.
fn told(pack: &PackTest) -> Vec<String> {
    let journey = pack.printed();
    assert_eq!(journey.report(), "");
    let html = text(&journey.editions["tutor"], "desk/workshops_plan_print.html");
    let told = html.split("data-cell=\"how\"").skip(1).map(|it| {
        let (_, words) = it.split_once('>').expect("words");
        words.split('<').next().expect("words").to_owned()
    });
    told.collect()
}

#[test]
fn a_file_of_several_cards_or_headings_says_which_pages_to_print_how_often() {
    let all = pack("");
    let cards = "Print the file 2 times, 4 cards on a sheet";
    assert_eq!(told(&all), [cards, cards, "Print page 1, once", "Print page 2, 3 times"]);
    // Headings for the room alone are the whole file.
    let heads = "---\ntitle: Heads\nposters:\n  - {heading: Questions}\n  - {heading: Case}\n---\n";
    all.write("content/handouts/heads.md", heads);
    assert_eq!(told(&all), [cards, cards]);
}

#[test]
fn headings_that_run_over_a_page_are_told_by_their_mark() {
    let pack = pack("");
    let long = "Three groups tell the others what they found. ".repeat(60);
    let heads = format!(
        "---\ntitle: Heads\nposters:\n  - {{heading: Questions, below: [{long}]}}\n  - {{heading: Case, per: group}}\n---\n"
    );
    pack.write("content/handouts/heads.md", heads);
    let told = told(&pack);
    assert_eq!(told[2], "Print the pages marked “One for the room”, once");
    assert_eq!(told[3], "Print the pages marked “One for each group”, 3 times");
}

#[test]
fn the_tutors_page_of_a_plan_that_does_not_say_who_comes_asks_for_it() {
    let pack = pack("");
    let plan = PLAN.replace("people: 10\ngroups: 3\n", "").replace("{}\n", "");
    pack.write("content/workshops/plan.md", plan);
    let rows = on_the_page(&pack, "print_sheets");
    let copies = |title: &str| {
        let row = rows.iter().find(|row| row[1] == title);
        row.map_or("", |row| row[3].as_str())
    };
    assert_eq!((copies("Agenda"), copies("Task")), ("as needed", "as needed"));
    assert_eq!((copies("Run sheet"), copies("Sign-in")), ("2", "1"));
    let html = pack.editions()["tutor"].clone();
    let html = text(&html, "desk/workshops_plan_print.html");
    assert!(html.contains("id=\"print_total\" role=\"status\">Write how many people come"));
}

#[test]
fn the_page_is_reached_from_the_workshop_and_is_for_tutors() {
    let editions = pack("").editions();
    let link = "href=\"../desk/workshops_plan_print.html\"";
    assert!(text(&editions["tutor"], "workshops/plan.html").contains(link));
    assert!(!text(&editions["participant"], "workshops/plan.html").contains("_print.html"));
    assert!(editions["participant"].get("desk/workshops_plan_print.html").is_none());
}
