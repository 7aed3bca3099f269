//! JSON from anybody, as a tree: doubled keys are refused, and so is more than any form comes to.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// More values than any batch of forms holds, and few enough for any machine.
const MOST_VALUES: usize = 2_000_000;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Json {
    Null,
    Bool,
    /// A number, as it is written down again: `3`, `-2`, `0.5`.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Reads `text`; the error says in words what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let left = Cell::new(MOST_VALUES);
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = Counted(&left).deserialize(&mut reader);
        read.and_then(|value| reader.end().map(|()| value)).map_err(|error| match error {
            error if error.is_eof() => "the file is cut short".to_owned(),
            error => error.to_string(),
        })
    }

    /// The value of a key, where this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// What it is, in words.
    pub(super) fn described(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool => "a yes or no",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of keys",
        }
    }
}

/// Reads one value and counts it.
#[derive(Clone, Copy)]
struct Counted<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Counted<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Json, D::Error> {
        let left = self.0.get().checked_sub(1);
        self.0.set(left.ok_or_else(|| D::Error::custom("it holds too many values"))?);
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Counted<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Bool)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map: Vec<(String, Json)> = Vec::new();
        let mut keys = std::collections::HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !keys.insert(key.clone()) {
                // The key is not named: in a hostile file it is anything.
                return Err(A::Error::custom("a key stands in it twice"));
            }
            let value = entries.next_value_seed(self)?;
            map.push((key, value));
        }
        Ok(Json::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_with_its_numbers_as_they_are_written() {
        let read = Json::parse(r#"{"a": [1, -2, 0.5, "x", null, true]}"#).unwrap();
        let number = |text: &str| Json::Number(text.into());
        let list = vec![
            number("1"),
            number("-2"),
            number("0.5"),
            Json::Text("x".into()),
            Json::Null,
            Json::Bool,
        ];
        assert_eq!(read.get("a"), Some(&Json::List(list)));
    }

    #[test]
    fn doubled_keys_deep_nesting_and_too_many_values_are_refused() {
        assert!(Json::parse(r#"{"a": {"b": 1, "b": 2}}"#).unwrap_err().contains("twice"));
        assert!(Json::parse(&"[".repeat(100_000)).unwrap_err().contains("recursion"));
        let many = format!("[{}0]", "0,".repeat(MOST_VALUES));
        assert!(Json::parse(&many).unwrap_err().contains("too many"));
        assert!(Json::parse("{} {}").is_err());
        assert_eq!(Json::parse(r#"{"a": "#).unwrap_err(), "the file is cut short");
    }
}
