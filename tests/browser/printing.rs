//! The page that counts what to print: its script's numbers are those of `mentorpack print`.

use std::path::Path;

use mentorpack::check::check;
use mentorpack::diagnostic::Diagnostics;
use mentorpack::load::load;
use mentorpack::pack::Pack as Written;
use mentorpack::pack::kinds::handout::Per;
use mentorpack::print_job::{Job, Refusal, Sheet, Spare, Stack, Stacks};
use mentorpack::project::Project;
use mentorpack::source::Sources;
use mentorpack::theme::Theme;
use serde_json::{Value, json};

use crate::keyboard::{focus, nothing_kept};
use crate::support::{Browser, Pack, with_browser};

const SLUG: &str = "workshops/mentoring-in-45-minutes";

/// The page of a workshop, from the edition's folder.
fn page(slug: &str) -> String {
    format!("desk/{}_print.html", slug.replace('/', "_"))
}

/// What `mentorpack print` counts for each of these jobs.
fn counted(slug: &str, jobs: &[Job]) -> Vec<Result<Stacks, Refusal>> {
    let (mut d, mut sources) = (Diagnostics::default(), Sources::default());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::open(&mut d, &mut sources, root).unwrap();
    let editions = project.settings.editions.clone();
    let tutor = editions.iter().find(|edition| edition.name == "tutor").expect("tutors");
    let loaded = load(&mut d, &mut sources, &project).unwrap();
    let theme = Theme::load(&mut d, &mut sources, &project).unwrap().expect("a theme");
    let pack = Written::assemble(&mut d, &sources, project.settings, loaded);
    let checked = check(&mut d, &sources, pack, None).expect("a sound pack");
    let edition = checked.edition(tutor);
    let path = format!("{slug}.md");
    let entry = edition.entries().iter().find(|entry| entry.path == path).expect("the workshop");
    let names = theme.strings.sheet_names();
    jobs.iter().map(|job| job.stacks(&edition, entry, &names)).collect()
}

/// How the page says to print a stack's file; nothing where it is printed once a copy.
fn how(stack: &Stack) -> String {
    let times = |count: u32| if count == 1 { "once".to_owned() } else { format!("{count} times") };
    match (stack.sheet, stack.per) {
        (Sheet::Cards(_), _) => {
            // Each shipped scenario has room on a quarter of a sheet.
            format!("Print the file {}, 4 cards on a sheet", times(stack.copies.div_ceil(4)))
        }
        (Sheet::Posters(_), Per::Room) => "Print pages 1–3, once".to_owned(),
        (Sheet::Posters(_), _) => format!("Print pages 4–5, {}", times(stack.copies)),
        _ => String::new(),
    }
}

/// The same as the page shows it: rows of stacks, rows of materials; nothing for what is refused.
fn expected(stacks: Result<Stacks, Refusal>) -> Value {
    let Ok(stacks) = stacks else { return Value::Null };
    let none = |count: u32| if count == 0 { "none".to_owned() } else { count.to_string() };
    let copies = |stack: &Stack| match (stack.sheet, stack.copies) {
        (Sheet::Cards(_), 1) => "1 card".to_owned(),
        (Sheet::Cards(_), cards) => format!("{cards} cards"),
        (_, copies) => copies.to_string(),
    };
    let rows = stacks.stacks.iter().map(|stack| {
        json!([
            stack.number.to_string(),
            stack.title,
            how(stack),
            copies(stack),
            none(stack.large_print)
        ])
    });
    let materials = stacks.materials.iter().map(|bring| {
        let packs = bring.pack_of.map_or_else(String::new, |of| format!(", in packs of {of}"));
        json!([bring.item, format!("{}{packs}", bring.total.expect("a number"))])
    });
    let rows: Vec<_> = rows.collect();
    let materials: Vec<_> = materials.collect();
    let sum = |of: fn(&mentorpack::print_job::Stack) -> u32| -> u32 {
        stacks.stacks.iter().map(of).sum()
    };
    let total = format!(
        "Stacks: {}. Copies: {}. In large print, besides: {}.",
        rows.len(),
        sum(|stack| stack.copies),
        sum(|stack| stack.large_print)
    );
    json!([rows, materials, total])
}

/// Types these numbers, one set after another, and reads the page behind each.
async fn shown(browser: &Browser, typed: &[[String; 5]]) -> Value {
    let script = "const names = ['people', 'groups', 'tutors', 'spare', 'large'];
        const text = cell => cell ? cell.textContent.trim() : '';
        const rows = (table, cells) => Array.from(document.querySelectorAll(`#${table} tbody tr`))
            .filter(row => row.checkVisibility())
            .map(row => cells.map(cell => text(row.querySelector(cell))));
        return arguments[0].map(values => {
            names.forEach((name, at) => { document.getElementById(`print_${name}`).value = values[at]; });
            document.getElementById('site_print').dispatchEvent(new Event('input'));
            if (document.querySelector('[aria-invalid]')) return null;
            return [
                rows('print_sheets', ['[data-cell=number]', 'th a', '[data-cell=how]', '[data-cell=copies]', '[data-cell=large]']),
                rows('print_bring', ['th', '[data-cell=total]']),
                text(document.getElementById('print_total')),
            ];
        })";
    browser.eval(script, vec![json!(typed)]).await
}

#[test]
fn the_pages_numbers_are_those_of_the_command_for_rooms_of_every_sort() {
    let mut jobs = Vec::new();
    let mut typed = Vec::new();
    for people in [0, 1, 2, 7, 19, 25, 26, 99, 400, 9_999, 10_000, 10_001] {
        for groups in [0, 1, 5, 6, 400, 10_000] {
            for (tutors, large_print) in [(0, 0), (1, 3), (2, 1), (10_001, 0), (3, 10_001)] {
                for spare in ["0", "5", "10%", "33 %", "100%", "101%", "10001"] {
                    jobs.push(Job {
                        people: Some(people),
                        groups: Some(groups),
                        tutors: Some(tutors),
                        spare: Spare::parse(spare).expect("a spare"),
                        large_print,
                        ..Job::default()
                    });
                    typed.push([
                        people.to_string(),
                        groups.to_string(),
                        tutors.to_string(),
                        spare.to_owned(),
                        large_print.to_string(),
                    ]);
                }
            }
        }
    }
    with_browser(async |browser| {
        let pack = Pack::shipped();
        for slug in [SLUG, "workshops/set-up-a-scheme-in-a-day"] {
            browser.show(&pack.edition("tutor").url(&page(slug))).await;
            let shown = shown(browser, &typed).await;
            let shown = shown.as_array().expect("a list");
            let counted = counted(slug, &jobs);
            assert!(counted.iter().filter(|counted| counted.is_ok()).count() > 300);
            for ((job, counted), shown) in jobs.iter().zip(counted).zip(shown) {
                assert_eq!(*shown, expected(counted), "{slug}: {job:?}");
            }
        }
        nothing_kept(browser).await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

async fn text(browser: &Browser, selector: &str) -> String {
    let script = "const it = document.querySelector(arguments[0]);
        return it.checkVisibility() ? it.textContent.trim() : ''";
    browser.eval(script, vec![json!(selector)]).await.as_str().expect("text").to_owned()
}

async fn type_over(browser: &Browser, field: &str, words: &str) {
    focus(browser, field).await;
    browser.eval("document.activeElement.select()", Vec::new()).await;
    for letter in words.chars() {
        browser.press(&[letter]).await;
    }
}

#[test]
fn a_room_is_counted_again_while_its_numbers_are_typed_and_the_total_is_announced() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("tutor").url(&page(SLUG))).await;
        let total = "#print_total[role=status]";
        assert_eq!(
            text(browser, total).await,
            "Stacks: 21. Copies: 299. In large print, besides: 0."
        );
        type_over(browser, "#print_people", "40").await;
        let agenda = "#print_sheets tr:nth-child(2) [data-cell=copies]";
        assert_eq!(text(browser, agenda).await, "44");
        type_over(browser, "#print_large", "3").await;
        assert_eq!(text(browser, "#print_sheets tr:nth-child(2) [data-cell=large]").await, "3");
        assert!(text(browser, total).await.ends_with("In large print, besides: 27."));
        nothing_kept(browser).await;
    });
}

#[test]
fn a_number_that_makes_no_sense_is_named_beside_its_field_and_the_lists_stay() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("tutor").url(&page(SLUG))).await;
        for (field, wrong, told) in [
            ("people", "x", "Error: write a whole number from 1 to 10000."),
            ("groups", "26", "Error: more groups than people. Write 25 or fewer."),
            ("tutors", "-1", "Error: write a whole number from 0 to 10000."),
            ("spare", "ten", "Error: write a share up to 100%, such as 10%"),
            ("large", "1.5", "Error: write a whole number from 0 to 10000."),
        ] {
            let input = format!("#print_{field}");
            type_over(browser, &input, wrong).await;
            let error = text(browser, &format!("{input}_error")).await;
            assert!(error.starts_with(told), "{field}: {error}");
            let marked = format!(
                "return document.querySelector('{input}[aria-invalid=true]')
                    .getAttribute('aria-describedby').includes('print_{field}_error')"
            );
            assert_eq!(browser.eval(&marked, Vec::new()).await, json!(true), "{field}");
            assert!(text(browser, "#print_total").await.starts_with("Not counted"), "{field}");
            assert_eq!(
                text(browser, "#print_sheets tr:nth-child(2) [data-cell=copies]").await,
                "28"
            );
            focus(browser, "#site_print [type=reset]").await;
            browser.press(&[fantoccini::key::Key::Enter.into()]).await;
            let mended = format!("document.querySelector('{input}_error').hidden");
            browser.wait_until("the plan's own numbers", &mended).await;
        }
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn without_scripts_the_plans_own_numbers_are_there_and_no_field() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        browser.open(&pack.edition("tutor").url(&page(SLUG))).await;
        assert!(
            text(browser, "main noscript").await.starts_with("These are the numbers of the plan.")
        );
        assert_eq!(text(browser, "#site_print").await, "");
        assert_eq!(text(browser, "[data-fact=people]").await, "25");
        assert_eq!(text(browser, "#print_sheets tr:nth-child(2) [data-cell=copies]").await, "28");
        assert_eq!(
            text(browser, "#print_total").await,
            "Stacks: 21. Copies: 299. In large print, besides: 0."
        );
    });
}

#[test]
fn on_paper_the_list_says_for_whom_it_was_counted() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        browser.show(&pack.edition("tutor").url(&page(SLUG))).await;
        type_over(browser, "#print_people", "12").await;
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        assert_eq!(text(browser, "#site_print").await, "", "the form does not print");
        assert_eq!(text(browser, "[data-fact=people]").await, "12");
    });
}
