//! What a form takes and what it does not.

use super::*;
use crate::source::Sources;

/// A form of these fields; nothing is required but what `change` makes so.
fn form(fields: &[(&str, FieldType)], change: impl Fn(&mut Field)) -> Form {
    let file = Sources::default().add("form.md", "");
    let span = Span::whole(file);
    let text = |value: &str| Text { value: value.to_owned(), span };
    let field = |(name, field_type): &(&str, FieldType)| {
        let option =
            |value: &str| FieldOption { value: text(value), label: format!("the {value}") };
        let mut field = Field {
            name: text(name),
            label: format!("Label of {name}"),
            field_type: *field_type,
            hint: None,
            required: false,
            autocomplete: None,
            options: vec![option("workshop"), option("day")],
            other: false,
            min: None,
            max: None,
            min_label: None,
            max_label: None,
            rows: None,
            columns: vec!["Name".into(), "Branch".into()],
            span,
        };
        change(&mut field);
        field
    };
    Form {
        fields: fields.iter().map(field).collect(),
        one_of: Vec::new(),
        anonymous: false,
        return_to: None,
        return_by: None,
    }
}

fn text(text: &str) -> Answer {
    Answer::Text(text.to_owned())
}

fn several(values: &[&str]) -> Answer {
    Answer::Several(values.iter().map(|value| (*value).to_owned()).collect())
}

fn answers(given: &[(&str, Answer)]) -> Answers {
    let mut answers = Answers::default();
    for (name, answer) in given {
        answers.insert(*name, answer.clone());
    }
    answers
}

/// Whether a field of this type takes each of `good` and none of `bad`.
fn takes(field_type: FieldType, change: impl Fn(&mut Field), good: &[Answer], bad: &[Answer]) {
    let form = form(&[("x", field_type)], change);
    for answer in good {
        let faults = form.validate(&answers(&[("x", answer.clone())]));
        assert_eq!(faults, [], "{field_type:?} takes {answer:?}");
    }
    for answer in bad {
        let faults = form.validate(&answers(&[("x", answer.clone())]));
        assert_eq!(faults.len(), 1, "{field_type:?} does not take {answer:?}: {faults:?}");
        assert!(faults[0].to_string().starts_with("“Label of x” "), "{}", faults[0]);
    }
}

fn unchanged(_: &mut Field) {}

#[test]
fn a_telephone_number_is_digits_with_what_people_put_between() {
    let good = ["07700 900123", "07700900123", "+44 (0)7700-900.123", "0161 496 0000"];
    let bad = ["0770", "call me", "07700 900123 0000 9999 99", "07700 900123 ext. 4"];
    takes(FieldType::Tel, unchanged, &good.map(text), &bad.map(text));
}

#[test]
fn an_e_mail_address_is_plausible() {
    let good = ["ada@example.org", "a.b+c@mail.example.org", "tŷ@example.org"];
    let bad =
        ["ada", "ada@example", "@example.org", "a b@example.org", "a@b@example.org", "a@.org"];
    takes(FieldType::Email, unchanged, &good.map(text), &bad.map(text));
}

#[test]
fn a_date_is_a_day_that_exists() {
    let bad = ["2027-02-29", "6/3/2027", "2027-3-6", "soon"];
    takes(FieldType::Date, unchanged, &[text("2028-02-29")], &bad.map(text));
}

#[test]
fn a_number_is_whole_and_within_its_limits() {
    let limits = |field: &mut Field| (field.min, field.max) = (Some(2), Some(9));
    let bad = ["1", "10", "3.5", "three", "-3", "99999999999999999999"];
    takes(FieldType::Number, limits, &["2", "9", "05"].map(text), &bad.map(text));
    takes(FieldType::Number, unchanged, &["-3", "0"].map(text), &["", "1e3", "-"].map(text)[1..]);
}

#[test]
fn a_scale_goes_from_1_to_5_unless_it_says_otherwise() {
    takes(FieldType::Scale, unchanged, &["1", "5"].map(text), &["0", "6"].map(text));
    let wider = |field: &mut Field| (field.min, field.max) = (Some(0), Some(10));
    takes(FieldType::Scale, wider, &["0", "10"].map(text), &["11"].map(text));
}

#[test]
fn a_choice_is_among_its_options() {
    takes(FieldType::Choice, unchanged, &[text("day")], &["week", "other", "the day"].map(text));
    let other = |field: &mut Field| field.other = true;
    takes(FieldType::Choice, other, &["day", "other"].map(text), &[text("week")]);
    let bad = [several(&["day", "week"]), several(&["other"])];
    takes(FieldType::Choices, unchanged, &[several(&["day", "workshop"]), text("day")], &bad);
    takes(FieldType::Choices, other, &[several(&["other"])], &[several(&["week"])]);
    let form = form(&[("x", FieldType::Choice)], unchanged);
    let told = form.validate(&answers(&[("x", text("week"))]));
    assert_eq!(told[0].to_string(), "“Label of x” has an answer that the form does not offer");
}

#[test]
fn a_table_has_no_more_rows_and_columns_than_it_has() {
    let rows = |rows: &[&[&str]]| {
        let row = |cells: &&[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        Answer::Rows(rows.iter().map(row).collect())
    };
    let good =
        [rows(&[&["Ada", "North"], &["Bo"]]), rows(&[&["a", "b", ""], &[], &[], &["c"], &[]])];
    let bad =
        [rows(&[&["a", "b", "c"]]), rows(&[&["a"], &["a"], &["a"], &["a"], &["a"]]), text("Ada")];
    takes(FieldType::Table, unchanged, &good, &bad);
}

#[test]
fn text_takes_every_script_and_nothing_that_nobody_types() {
    let long = "ŵ".repeat(10_000);
    let good = ["Tŷ Coch", "محمد", "👩🏽‍🏫", "a\nb\tc", "\"q\", =1+1", &long].map(text);
    let longer = "x".repeat(LONGEST + 1);
    takes(FieldType::Textarea, unchanged, &good, &["a\0b", "\u{1b}[2J", &longer].map(text));
    takes(FieldType::Text, unchanged, &[], &[several(&["a"]), Answer::Odd("a group of keys")]);
}

#[test]
fn what_is_required_is_missed_and_white_space_is_no_answer() {
    let form = form(&[("x", FieldType::Text), ("y", FieldType::Choices)], |f| f.required = true);
    let given = answers(&[("x", text(" \n ")), ("y", several(&[]))]);
    let told: Vec<String> = form.validate(&given).iter().map(Fault::to_string).collect();
    assert_eq!(told, ["“Label of x” is not filled in", "“Label of y” is not filled in"]);
}

#[test]
fn the_words_for_something_else_stand_for_its_tick() {
    let form = form(&[("x", FieldType::Choices)], |field| {
        field.other = true;
        field.required = true;
    });
    assert_eq!(form.validate(&answers(&[("x_other", text("a film night"))])), []);
    let odd = form.validate(&answers(&[("x_other", several(&["a"]))]));
    assert_eq!(odd[0].to_string(), "“Label of x” holds a list, which it does not take");
}

#[test]
fn of_a_group_one_at_least_is_filled_in() {
    let mut form = form(&[("phone", FieldType::Tel), ("email", FieldType::Email)], unchanged);
    let named = form.fields.iter().map(|field| field.name.clone()).collect();
    form.one_of = vec![named];
    let told = form.validate(&Answers::default());
    assert_eq!(
        told.iter().map(Fault::to_string).collect::<Vec<_>>(),
        ["none of “Label of phone” and “Label of email” is filled in"]
    );
    assert_eq!(form.validate(&answers(&[("email", text("a@example.org"))])), []);
}

#[test]
fn an_unknown_field_is_named_however_long_it_is() {
    let form = form(&[("x", FieldType::Text)], unchanged);
    let long = format!("a\u{7}{}", "b".repeat(100));
    let told = form.validate(&answers(&[(&long, text("1")), ("x_other", text("2"))]));
    assert_eq!(
        told[0].to_string(),
        format!("the form has no field called “a {}…”", "b".repeat(58))
    );
    assert_eq!(told[1].to_string(), "the form has no field called “x_other”");
}
