//! The tutor's desk by keyboard alone: the clock, the record of the groups' ideas; and what is new
//! for everyone: questions to check oneself by and plans of other lengths.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::keyboard::{
    accessible, downloaded, focus, in_order, is, nothing_kept, press, text, type_in,
    without_scripts, words,
};
use crate::support::{Browser, Pack, with_browser};

const CLOCK: &str = "desk/workshops_mentoring-in-45-minutes_clock.html";
const RECORD: &str = "desk/workshops_mentoring-in-45-minutes_record.html";
const WORKSHOP: &str = "workshops/mentoring-in-45-minutes.html";
const QUESTIONS: &str = "guides/revision-guide.html";
const STEPS: [(&str, u32); 6] = [
    ("Welcome and questions", 5),
    ("What is mentoring?", 5),
    ("Who needs a mentor, and who could be one?", 10),
    ("What needs to be in place?", 10),
    ("Feedback", 10),
    ("Close", 5),
];

/// The clock's page on a day when it is `hour` and so many minutes, and time stands still.
async fn clock_at(browser: &Browser, hour: u32, minutes: u32) {
    let still = format!(
        "window.time = new Date(2026, 10, 22, {hour}, {minutes}).getTime();
         Date.now = () => window.time;"
    );
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": still })).await;
    browser.show(&Pack::shipped().edition("tutor").url(CLOCK)).await;
    // So the pages that are tested and the pack agree.
    let plan = "return Array.from(document.querySelector('[data-plan]').querySelectorAll('tr[data-minutes]'))
        .map(row => [row.dataset.title, Number(row.dataset.minutes)])";
    let plan = browser.eval(plan, Vec::new()).await;
    let plan = plan.as_array().expect("rows");
    assert_eq!(plan.len(), STEPS.len());
    for (row, (title, minutes)) in plan.iter().zip(STEPS).take(5) {
        assert_eq!(row, &json!([title, minutes]));
    }
}

/// Lets minutes pass, of which the page is told as when a laptop wakes.
async fn pass(browser: &Browser, minutes: f64) {
    let pass = "window.time += arguments[0] * 60000;
        document.dispatchEvent(new Event('visibilitychange'))";
    browser.eval(pass, vec![json!(minutes)]).await;
}

/// What the clock shows at one of its places.
async fn shown(browser: &Browser, place: &str) -> String {
    words(browser, &format!("[data-clock='{place}']")).await
}

async fn start_now(browser: &Browser) {
    press(browser, "#clock_now").await;
    browser
        .wait_until("the clock", "document.querySelector('.clock-face').checkVisibility()")
        .await;
}

#[test]
fn the_clock_shows_step_time_left_and_next_step_and_goes_on_by_keyboard_alone() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        start_now(browser).await;
        assert!(is(browser, "document.activeElement.id === 'clock_next'").await);
        assert_eq!(shown(browser, "count").await, "Step 1 of 6");
        assert_eq!(shown(browser, "step").await, STEPS[0].0);
        assert_eq!(shown(browser, "digits").await, "5:00");
        assert_eq!(shown(browser, "workshop-digits").await, "45:00");
        assert_eq!(shown(browser, "next").await, "What is mentoring? (5 minutes)");
        assert_eq!(shown(browser, "finish").await, "11:45, as planned");

        pass(browser, 1.5).await;
        assert_eq!(shown(browser, "digits").await, "3:30");
        assert_eq!(shown(browser, "workshop-digits").await, "43:30");

        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(shown(browser, "count").await, "Step 2 of 6");
        assert_eq!(shown(browser, "step").await, STEPS[1].0);
        assert_eq!(shown(browser, "digits").await, "5:00");
        let current = words(browser, "[data-plan] [aria-current=step] th").await;
        assert_eq!(current, STEPS[1].0, "the plan beside the clock marks the step");

        press(browser, "#clock_back").await;
        assert_eq!(shown(browser, "step").await, STEPS[0].0);
        assert_eq!(shown(browser, "digits").await, "3:30", "a step that was left by mistake");
        nothing_kept(browser).await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn the_clock_tells_how_far_a_step_is_over_when_the_room_will_finish_and_what_to_leave_out() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        start_now(browser).await;
        pass(browser, 7.5).await;
        assert_eq!(shown(browser, "digits").await, "+2:30");
        assert_eq!(shown(browser, "word").await, "over time");
        // Five steps of 40 minutes are left.
        assert_eq!(shown(browser, "finish").await, "11:48, 3 minutes later than planned");
        assert_eq!(shown(browser, "advice").await, "");

        browser.press(&[Key::Enter.into()]).await;
        pass(browser, 12.0).await;
        assert_eq!(shown(browser, "digits").await, "+7:00");
        assert_eq!(shown(browser, "finish").await, "11:55, 10 minutes later than planned");
        let advice = shown(browser, "advice").await;
        assert_eq!(advice, format!("To catch up, leave out “{}”.", STEPS[2].0));
    });
}

#[test]
fn the_clock_is_right_again_at_once_after_the_laptop_has_slept_for_twenty_minutes() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        start_now(browser).await;
        pass(browser, 1.0).await;
        // No event tells the page; its next look at the time must.
        browser.eval("window.time += 20 * 60000", Vec::new()).await;
        let digits = "document.querySelector('[data-clock=digits]').textContent === '+16:00'";
        browser.wait_until("the time after sleep", digits).await;
        assert_eq!(shown(browser, "step").await, STEPS[0].0, "only the tutor goes on");
        assert_eq!(shown(browser, "finish").await, "12:01, 16 minutes later than planned");
        let said = words(browser, "#clock_said").await;
        assert!(said.starts_with("Time is up for “Welcome and questions”."), "{said}");
    });
}

#[test]
fn the_clock_announces_each_step_its_last_two_minutes_and_its_end_and_nothing_in_between() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        start_now(browser).await;
        assert!(
            is(browser, "document.getElementById('clock_said').matches('[role=status]')").await
        );
        let said = words(browser, "#clock_said").await;
        assert!(said.starts_with("Now, until 11:05: “Welcome and questions”."), "{said}");
        // Six minutes second by second, in each of which the page looks at the time.
        let seconds = "const said = document.getElementById('clock_said');
            const watch = new MutationObserver(() => {});
            watch.observe(said, { childList: true, characterData: true, subtree: true });
            const heard = [];
            for (let second = 1; second <= 360; second += 1) {
                window.time += 1000;
                document.dispatchEvent(new Event('visibilitychange'));
                if (watch.takeRecords().length) heard.push([second, said.textContent]);
            }
            return heard";
        let heard = browser.eval(seconds, Vec::new()).await;
        let expected = json!([
            [180, "Two minutes left for “Welcome and questions”."],
            [300, "Time is up for “Welcome and questions”. Next: What is mentoring? (5 minutes)."],
        ]);
        assert_eq!(heard, expected);
        browser.press(&[Key::Enter.into()]).await;
        let said = words(browser, "#clock_said").await;
        assert!(said.starts_with("Now, until 11:11: “What is mentoring?”."), "{said}");
        press(browser, "#clock_say").await;
        let said = words(browser, "#clock_said").await;
        assert!(said.starts_with("“What is mentoring?”: 5 minutes left."), "{said}");
    });
}

#[test]
fn the_clock_takes_up_a_session_that_has_begun_and_says_what_is_wrong_with_a_time() {
    with_browser(async |browser| {
        clock_at(browser, 11, 12).await;
        focus(browser, "#clock_start").await;
        assert!(is(browser, "document.activeElement.value === '11:00'").await);
        browser.press(&[Key::Delete.into()]).await;
        browser.press(&[Key::Enter.into()]).await;
        let error = words(browser, "#clock_start_error").await;
        assert!(error.starts_with("Error: give a start time"), "{error}");
        let told = "document.activeElement.id === 'clock_start' &&
            document.activeElement.matches('[aria-invalid=true][aria-describedby~=clock_start_error]')";
        assert!(is(browser, told).await);
        // As on a page that is opened again.
        browser.show(&Pack::shipped().edition("tutor").url(CLOCK)).await;
        focus(browser, "#clock_start").await;
        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(shown(browser, "count").await, "Step 3 of 6");
        assert_eq!(shown(browser, "digits").await, "8:00");
        assert_eq!(shown(browser, "finish").await, "11:45, as planned");
    });
}

#[test]
fn the_clock_waits_for_a_start_and_ends_with_the_last_step() {
    with_browser(async |browser| {
        clock_at(browser, 10, 50).await;
        focus(browser, "#clock_start").await;
        browser.press(&[Key::Enter.into()]).await;
        assert_eq!(shown(browser, "digits").await, "10:00");
        assert_eq!(shown(browser, "word").await, "until the start");
        assert_eq!(words(browser, "#clock_next").await, "Begin now");
        pass(browser, 10.0).await;
        assert_eq!(shown(browser, "digits").await, "5:00");
        for (_, minutes) in STEPS {
            pass(browser, f64::from(minutes)).await;
            browser.press(&[Key::Enter.into()]).await;
        }
        assert_eq!(shown(browser, "step").await, "The workshop has ended.");
        assert_eq!(words(browser, "#clock_said").await, "Finished at 11:45.");
        assert!(is(browser, "document.querySelector('#clock_next[aria-disabled=true]')").await);
        press(browser, "#clock_reset").await;
        assert!(browser.agree().await.starts_with("Go back to the start?"));
        browser.wait_until("the start", "document.activeElement.id === 'clock_start'").await;
    });
}

#[test]
fn the_clock_runs_the_plan_of_another_length() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        focus(browser, "#clock_plan").await;
        browser.press(&[Key::Down.into()]).await;
        let one = "Array.from(document.querySelectorAll('[data-plan]'))
            .map(it => it.checkVisibility()).join() === 'false,true,false'";
        browser.wait_until("the other plan alone", one).await;
        start_now(browser).await;
        assert_eq!(shown(browser, "digits").await, "10:00");
        assert_eq!(shown(browser, "finish").await, "12:00, as planned");
    });
}

const IDEAS: [&str; 3] = ["Buddy for a month", "Time off agreed", "Look back in May"];

/// The page of the record with three ideas of the first group.
async fn record(browser: &Browser) {
    browser.show(&Pack::shipped().edition("tutor").url(RECORD)).await;
    for (at, idea) in IDEAS.iter().enumerate() {
        focus(browser, &format!("#group_1_idea_{}", at + 1)).await;
        type_in(browser, idea).await;
    }
}

async fn groups(browser: &Browser) -> Value {
    let count = "return document.querySelectorAll('[data-group]').length";
    browser.eval(count, Vec::new()).await
}

#[test]
fn ideas_are_typed_groups_come_and_go_and_all_of_it_prints() {
    with_browser(async |browser| {
        record(browser).await;
        assert_eq!(groups(browser).await, json!(5));
        press(browser, "#record_add").await;
        assert_eq!(groups(browser).await, json!(6));
        assert_eq!(words(browser, "#record_said").await, "Group 6 added.");
        assert!(is(browser, "document.activeElement.id === 'group_6_scenario'").await);
        focus(browser, "#group_6_idea_1").await;
        type_in(browser, "One more").await;
        press(browser, "#record_remove").await;
        assert_eq!(browser.agree().await, "Group 6 has ideas in it. Remove it?");
        assert_eq!(groups(browser).await, json!(5));
        assert_eq!(words(browser, "#record_said").await, "Group 6 removed.");

        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
        let sheet = words(browser, "#site_record_sheet").await;
        for idea in IDEAS {
            assert!(sheet.contains(idea), "{idea} is not in {sheet}");
        }
        assert!(!sheet.contains("One more") && sheet.contains("Group 5"), "{sheet}");
        assert_eq!(words(browser, "#site_record").await, "", "the form does not print");
        nothing_kept(browser).await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn the_record_is_saved_to_a_file_and_then_cleared_without_a_trace() {
    with_browser(async |browser| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let allow = json!({ "behavior": "allow", "downloadPath": folder.path() });
        browser.devtools("Browser.setDownloadBehavior", allow).await;
        record(browser).await;
        press(browser, "#record_save").await;
        let said = words(browser, "#record_said").await;
        assert_eq!(said, "Saved as record.txt, in the folder for downloads.");
        let saved = downloaded(&folder.path().join("record.txt")).await;
        assert!(saved.starts_with("\u{feff}Mentoring in 45 minutes: the record\r\n"), "{saved}");
        let ideas = "1. Buddy for a month\r\n2. Time off agreed\r\n3. Look back in May\r\n";
        assert!(saved.contains(ideas), "{saved}");
        assert!(!saved.replace("\r\n", "").contains('\n'));

        // Saved, so nothing is asked.
        press(browser, "#record_clear").await;
        assert_eq!(words(browser, "#record_said").await, "This page is empty again.");
        assert_eq!(typed(browser).await, "");
        nothing_kept(browser).await;
    });
}

/// Everything in the fields for ideas and on the sheet that prints, less what is there at first.
async fn typed(browser: &Browser) -> String {
    let typed = "return Array.from(document.querySelectorAll('[data-idea]')).map(it => it.value)
        .concat(Array.from(document.querySelectorAll('#site_record_sheet li')).map(it => it.textContent))
        .join('').trim()";
    text(&browser.eval(typed, Vec::new()).await)
}

#[test]
fn clearing_what_is_in_no_file_asks_first_and_a_page_that_was_left_is_empty() {
    with_browser(async |browser| {
        record(browser).await;
        press(browser, "#record_clear").await;
        assert!(browser.agree().await.starts_with("Clear everything"));
        assert_eq!(words(browser, "#record_said").await, "This page is empty again.");
        assert_eq!(typed(browser).await, "");
        browser.show(&Pack::shipped().edition("tutor").url("index.html")).await;
        browser.show(&Pack::shipped().edition("tutor").url(RECORD)).await;
        assert_eq!(typed(browser).await, "");
        nothing_kept(browser).await;
    });
}

#[test]
fn the_self_check_tells_right_from_wrong_by_keyboard_and_says_why() {
    with_browser(async |browser| {
        browser.show(&Pack::shipped().edition("participant").url(QUESTIONS)).await;
        let said = ".question .question-said";
        press(browser, ".question .clock-buttons button").await;
        assert_eq!(words(browser, said).await, "Choose an answer first.");
        assert!(is(browser, "document.activeElement.id === 'question_1_1'").await);

        browser.press(&[' ']).await;
        press(browser, ".question .clock-buttons button").await;
        let told = words(browser, said).await;
        assert!(
            told.starts_with("Not quite. The answer is: Listen, ask what would help"),
            "{told}"
        );
        assert!(
            is(browser, "document.querySelector('.question-said').matches('[role=status]')").await
        );
        let why = words(browser, ".question .question-why").await;
        assert!(why.starts_with("This mixes up mentoring and counselling."), "{why}");

        press(browser, ".question .clock-buttons button:last-child").await;
        assert_eq!(words(browser, said).await, "");
        assert!(is(browser, "document.activeElement.id === 'question_1_1'").await);
        browser.press(&[Key::Down.into()]).await;
        press(browser, ".question .clock-buttons button").await;
        assert_eq!(words(browser, said).await, "Right.");
        nothing_kept(browser).await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
}

#[test]
fn without_scripts_the_answers_unfold_by_keyboard() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        browser.open(&Pack::shipped().edition("participant").url(QUESTIONS)).await;
        assert!(!is(browser, "document.querySelector('.question-right').checkVisibility()").await);
        press(browser, ".question summary").await;
        let answer = words(browser, ".question .question-right").await;
        assert!(answer.starts_with("Right: Listen, ask what would help"), "{answer}");
    });
}

#[test]
fn without_scripts_the_desk_says_so_and_shows_the_plan_and_lines_to_write_on() {
    with_browser(async |browser| {
        without_scripts(browser).await;
        let pack = Pack::shipped();
        let tutor = pack.edition("tutor");
        browser.open(&tutor.url(CLOCK)).await;
        assert!(words(browser, "main noscript").await.starts_with("The clock needs scripts"));
        assert!(is(browser, "document.querySelector('[data-plan] table').checkVisibility()").await);
        browser.open(&tutor.url(RECORD)).await;
        assert!(words(browser, "main noscript").await.starts_with("Typing needs scripts"));
        assert!(words(browser, "#site_record_sheet").await.contains("Group 1"));
    });
}

#[test]
fn another_length_is_chosen_by_keyboard_with_scripts_and_without() {
    with_browser(async |browser| {
        let pack = Pack::shipped();
        for scripts in [true, false] {
            if !scripts {
                without_scripts(browser).await;
            }
            browser.open(&pack.edition("participant").url(WORKSHOP)).await;
            assert_eq!(plans(browser).await, json!([true, false, false]), "scripts: {scripts}");
            focus(browser, "#site_pick_0").await;
            browser.press(&[Key::Down.into()]).await;
            assert_eq!(plans(browser).await, json!([false, true, false]), "scripts: {scripts}");
            let plan = words(browser, "#site_plan_1").await;
            assert!(plan.contains("Nothing is left out.") && plan.contains("11:00 to 12:00"));
            browser.press(&[Key::Down.into()]).await;
            assert_eq!(plans(browser).await, json!([false, false, true]), "scripts: {scripts}");
            let plan = words(browser, "#site_plan_2").await;
            let left_out = format!("Left out so that it fits: “{}”.", STEPS[2].0);
            assert!(plan.contains(&left_out) && plan.contains("11:00 to 11:30"), "{plan}");
            browser.press(&[Key::Up.into()]).await;
            browser.press(&[Key::Up.into()]).await;
            assert_eq!(plans(browser).await, json!([true, false, false]), "scripts: {scripts}");
        }
    });
}

/// Which of the plans of a workshop are shown.
async fn plans(browser: &Browser) -> Value {
    let shown =
        "return Array.from(document.querySelectorAll('.plan-one')).map(it => it.checkVisibility())";
    browser.eval(shown, Vec::new()).await
}

#[test]
fn a_screen_reader_is_told_of_every_control_of_the_clock_and_not_of_its_digits() {
    with_browser(async |browser| {
        clock_at(browser, 11, 0).await;
        let before = accessible(browser).await;
        in_order(
            &before,
            &[
                "heading The clock",
                "combobox Which plan?",
                "InputTime Start time",
                "button Start now",
                "button Start at this time",
                "status ",
                "heading The plan beside the clock",
                "columnheader Minutes",
                "rowheader Welcome and questions",
            ],
        );
        start_now(browser).await;
        let after = accessible(browser).await;
        in_order(
            &after,
            &[
                "StaticText Step 1 of 6",
                "heading Welcome and questions",
                "StaticText 5 minutes left in this step",
                "StaticText Left in the workshop",
                "StaticText 45 minutes",
                "StaticText Next",
                "StaticText What is mentoring? (5 minutes)",
                "button Next step now",
                "button Back",
                "button Reset",
                "button Say the time left",
                "status ",
            ],
        );
        assert!(!after.contains(&"StaticText 5:00".to_owned()), "digits change each second");
        let said = after.iter().any(|line| line.starts_with("StaticText Now, until 11:05"));
        assert!(said, "{}", after.join("\n"));
    });
}

#[test]
fn a_screen_reader_is_told_which_groups_idea_a_field_is_for() {
    with_browser(async |browser| {
        browser.show(&Pack::shipped().edition("tutor").url(RECORD)).await;
        let lines = accessible(browser).await;
        in_order(
            &lines,
            &[
                "heading The record",
                "textbox Workshop (optional)",
                "group Group 1",
                "combobox What the group worked on",
                "textbox Idea 1",
                "textbox Idea 2",
                "textbox Idea 3",
                "group Group 5",
                "textbox Idea 3",
                "button Add a group",
                "button Remove the last group",
                "button Print the record",
                "button Save as a file",
                "button Clear",
                "status ",
            ],
        );
    });
}

#[test]
fn a_screen_reader_is_told_the_question_and_each_option() {
    with_browser(async |browser| {
        browser.show(&Pack::shipped().edition("participant").url(QUESTIONS)).await;
        let lines = accessible(browser).await;
        in_order(
            &lines,
            &[
                "group Check yourself Your mentee is worn out and tearful, and says that home is \
                 very hard. What is your part?",
                "radio Meet every week, until they feel better.",
                "radio Listen, ask what would help, and say where they can find help.",
                "button Check my answer",
                "status ",
            ],
        );
        assert!(lines.iter().all(|line| !line.contains("Not quite")), "answers wait");
    });
}
