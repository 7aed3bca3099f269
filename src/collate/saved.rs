//! Saved files: `{form, version, saved, returns: [{field: value}]}`.

use super::json::Json;
use super::returns::{Batch, Found, day_of, tidy};
use crate::form::{Answer, Answers};

const AGAIN: &str = "save the form again from its page, or copy the answers by hand";

/// What a saved file holds; otherwise why it is none, and what to do.
pub(super) fn read(bytes: &[u8]) -> Result<Batch, (String, String)> {
    let refuse = |reason: String| Err((reason, AGAIN.to_owned()));
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse("the file is empty".to_owned());
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let reason = "the file was saved as UTF-16, perhaps by an editor".to_owned();
        return Err((reason, "save it again with the encoding UTF-8".to_owned()));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refuse("this is not a saved form: it is not text".to_owned());
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = match Json::parse(text) {
        Ok(file @ Json::Map(_)) => file,
        Ok(other) => {
            return refuse(format!("this is not a saved form: it is {}", other.described()));
        }
        Err(problem) => return refuse(format!("this is not a whole saved form: {problem}")),
    };
    let word = |key: &str| match file.get(key) {
        Some(Json::Text(text) | Json::Number(text)) => Ok(text.trim().to_owned()),
        None | Some(Json::Null) => Ok(String::new()),
        Some(other) => Err(format!("`{key}` should be text and is {}", other.described())),
    };
    let (form, version, saved) = match (word("form"), word("version"), word("saved")) {
        (Ok(form), Ok(version), Ok(saved)) => (form, version, saved),
        (Err(reason), ..) | (_, Err(reason), _) | (.., Err(reason)) => return refuse(reason),
    };
    if form.is_empty() {
        return refuse("the file does not say which form it is".to_owned());
    }
    if !is_word(&form) || !is_word(&version) {
        return refuse("the form's name or version cannot be what a form would save".to_owned());
    }
    if !saved.is_empty() && (!is_word(&saved) || day_of(&saved).is_none()) {
        return refuse("`saved` is not a day".to_owned());
    }
    let returns = match file.get("returns") {
        Some(Json::List(returns)) => returns,
        Some(other) => {
            return refuse(format!("`returns` should be a list and is {}", other.described()));
        }
        None => return refuse("the file has no `returns`".to_owned()),
    };
    if returns.is_empty() {
        return refuse("nobody has filled in the form in this file".to_owned());
    }
    let returns: Vec<Found> =
        returns.iter().enumerate().map(|(at, filled)| (at + 1, answers(filled))).collect();
    Ok(Batch { form: Some(form), version, saved, returns })
}

/// A short line, as names, versions and days are.
fn is_word(text: &str) -> bool {
    text.chars().count() <= 100 && !text.chars().any(char::is_control)
}

fn answers(filled: &Json) -> Result<Answers, (String, String)> {
    let Json::Map(entries) = filled else {
        let reason = format!("a return should be a group of keys and is {}", filled.described());
        return Err((reason, AGAIN.to_owned()));
    };
    let mut answers = Answers::default();
    for (name, value) in entries {
        if let Some(answer) = answer(value) {
            answers.insert(name.clone(), tidy(answer));
        }
    }
    Ok(answers)
}

/// A value as an answer; nothing where it is null.
fn answer(value: &Json) -> Option<Answer> {
    let odd = || Some(Answer::Odd(value.described()));
    match value {
        Json::Null => None,
        Json::Text(text) | Json::Number(text) => Some(Answer::Text(text.clone())),
        Json::Bool | Json::Map(_) => odd(),
        Json::List(items) => {
            if let Some(values) = items.iter().map(word).collect() {
                return Some(Answer::Several(values));
            }
            let row = |item: &Json| match item {
                Json::List(cells) => cells.iter().map(word).collect::<Option<Vec<_>>>(),
                _ => None,
            };
            match items.iter().map(row).collect() {
                Some(rows) => Some(Answer::Rows(rows)),
                None => odd(),
            }
        }
    }
}

fn word(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        Json::Null => Some(String::new()),
        _ => None,
    }
}
