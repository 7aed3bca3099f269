//! Whom readers may turn to, and what becomes of what they write.

use serde::Serialize;

use super::stand_ins::{as_rung_at_home, is_drama_number, is_example_host};
use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::yaml::Fields;

/// Whom to ask: a role, never a person. Templates see it as `pack.contact`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Contact {
    /// The role.
    pub role: Option<String>,
    /// Its organisation.
    pub organisation: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A privacy notice (UK GDPR Article 13), as far as it is given. Templates see it as `privacy`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Privacy {
    /// Who is responsible.
    pub controller: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// What for.
    pub purpose: Option<String>,
    /// Lawful basis (Article 6).
    pub basis: Option<String>,
    /// Condition for special category data (Article 9).
    pub condition: Option<String>,
    /// Who sees it.
    pub recipients: Option<String>,
    /// How long it is kept.
    pub keep_for: Option<String>,
    /// The reader's rights.
    pub rights: Option<String>,
    /// Where to complain.
    pub complaints: Option<String>,
    /// Where it is written.
    #[serde(skip)]
    pub place: Option<Span>,
}

impl Contact {
    /// Whether nobody can be reached by it yet: it names no way, or only such as are set aside for
    /// examples (RFC 2606 domains, numbers that Ofcom keeps for drama).
    pub fn is_placeholder(&self) -> bool {
        let example = |email: &str| {
            is_example_host(email.rsplit_once('@').map_or("", |(_, domain)| domain).trim())
        };
        let drama = |phone: &str| {
            let plus = if phone.starts_with("44") { "+" } else { "" };
            is_drama_number(&as_rung_at_home(&format!("{plus}{phone}")))
        };
        // "Your office, Your street" is what the guide shows.
        let yours = |address: &str| address.trim_start().starts_with("Your ");
        let real = |given: &Option<String>, fake: &dyn Fn(&str) -> bool| {
            given.as_ref().is_some_and(|given| !given.trim().is_empty() && !fake(given))
        };
        let reached =
            real(&self.email, &example) || real(&self.phone, &drama) || real(&self.address, &yours);
        !reached
    }

    pub(super) fn read(d: &mut Diagnostics, mut map: Fields) -> Self {
        let mut text = |key| map.text(d, key).map(|text| text.value);
        let contact = Self {
            role: text("role"),
            organisation: text("organisation"),
            address: text("address"),
            phone: text("phone"),
            email: text("email"),
        };
        map.finish(d);
        contact
    }
}

impl Privacy {
    /// Reads the map under `privacy:`, if there is one, in `pack.yaml` or in a form.
    pub fn read(d: &mut Diagnostics, fields: &mut Fields) -> Option<Self> {
        let place = Some(fields.key_span("privacy"));
        let mut map = fields.map(d, "privacy")?;
        let mut text = |key| map.text(d, key).map(|text| text.value);
        let privacy = Self {
            controller: text("controller"),
            contact: text("contact"),
            purpose: text("purpose"),
            basis: text("basis"),
            condition: text("condition"),
            recipients: text("recipients"),
            keep_for: text("keep_for"),
            rights: text("rights"),
            complaints: text("complaints"),
            place,
        };
        map.finish(d);
        Some(privacy)
    }

    /// Of a `pack.yaml` that cannot be read: nobody knows what its notice says.
    pub(super) fn unread() -> Self {
        let unheard = || Some(String::new());
        Self {
            controller: unheard(),
            contact: unheard(),
            purpose: unheard(),
            basis: unheard(),
            condition: unheard(),
            recipients: unheard(),
            keep_for: unheard(),
            rights: unheard(),
            complaints: unheard(),
            place: None,
        }
    }

    /// Whether it tells nobody anything.
    pub fn says_nothing(&self) -> bool {
        self.missing().len() == self.needed().len() && self.condition.is_none()
    }

    /// Keys of what people have to be told and it leaves out. The condition is not among them: only
    /// answers of a special category need one.
    pub fn missing(&self) -> Vec<&'static str> {
        let missing = self.needed().into_iter().filter(|(_, part)| part.is_none());
        missing.map(|(key, _)| key).collect()
    }

    /// What people have to be told (UK GDPR, Article 13), by its key.
    fn needed(&self) -> [(&'static str, &Option<String>); 8] {
        [
            ("controller", &self.controller),
            ("contact", &self.contact),
            ("purpose", &self.purpose),
            ("basis", &self.basis),
            ("recipients", &self.recipients),
            ("keep_for", &self.keep_for),
            ("rights", &self.rights),
            ("complaints", &self.complaints),
        ]
    }

    /// This notice, with what it leaves out taken from `general`.
    #[must_use]
    pub fn over(self, general: Option<&Self>) -> Self {
        let general = general.cloned().unwrap_or_default();
        Self {
            controller: self.controller.or(general.controller),
            contact: self.contact.or(general.contact),
            purpose: self.purpose.or(general.purpose),
            basis: self.basis.or(general.basis),
            condition: self.condition.or(general.condition),
            recipients: self.recipients.or(general.recipients),
            keep_for: self.keep_for.or(general.keep_for),
            rights: self.rights.or(general.rights),
            complaints: self.complaints.or(general.complaints),
            place: self.place.or(general.place),
        }
    }
}
