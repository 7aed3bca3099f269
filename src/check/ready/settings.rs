//! What pack.yaml has to say before others carry the pack on.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::project::Contact;
use crate::source::Span;

pub(super) fn are_complete(d: &mut Diagnostics, pack: &Pack) {
    let settings = &pack.settings;
    let whole = Span::whole(settings.file);
    if settings.contact.as_ref().is_none_or(Contact::is_placeholder) {
        let message = if settings.contact.is_some() {
            "nobody can be reached by this contact: it is the example's, or names no way"
        } else {
            "the pack names nobody to ask"
        };
        d.push(Diagnostic::new(Code::PlaceholderContact, settings.contact_span, message).help(
            "write a role, and an e-mail address, a telephone number or a postal address that \
                 it reads or answers",
        ));
    }
    if settings.licence.is_none() {
        d.push(
            Diagnostic::new(
                Code::MissingLicence,
                whole,
                "the pack does not say on what terms others may use it",
            )
            .help("add `licence:` and its name, for example CC BY-SA 4.0"),
        );
    }
    if settings.version.is_none() {
        d.push(Diagnostic::new(Code::MissingVersion, whole, "the pack has no version").help(
            "add `version: \"1.0\"`; it is printed on every sheet, so that old ones are known",
        ));
    }
    let without = pack.entries.iter().filter(|entry| entry.review_by.is_none()).count();
    if settings.review_by.is_none() && without > 0 {
        let message = match without {
            1 => "1 page does not say by when it is reviewed again".to_owned(),
            _ => format!("{without} pages do not say by when they are reviewed again"),
        };
        d.push(
            Diagnostic::new(Code::MissingReviewBy, whole, message)
                .help("add `review_by: YYYY-MM-DD` here for the whole pack, or to each page"),
        );
    }
}
