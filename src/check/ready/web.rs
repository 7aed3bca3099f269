//! Addresses on the web that the pack leads to. Following them needs a network, so that is left to
//! whoever asks for it.

use std::collections::BTreeMap;

use crate::body::Body;
use crate::check::shared_texts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::Pack;
use crate::project::{Audience, web_address};
use crate::source::Span;

/// An address on the web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebLink {
    /// As written, without what stands behind `#`.
    pub address: String,
    /// Every place that leads there, in the order of the pack.
    pub spans: Vec<Span>,
}

/// Every address on the web that a text of the pack leads to, by the alphabet.
pub fn web_links(pack: &Pack) -> Vec<WebLink> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut note = |body: &Body| {
        body.each_reference(Audience::Everyone, &mut |reference, _| {
            let lower = reference.to.to_ascii_lowercase();
            if lower.starts_with("https://") || lower.starts_with("http://") {
                let address = reference.to.split('#').next().unwrap_or_default();
                found.entry(address.to_owned()).or_default().push(reference.span);
            }
        });
    };
    for entry in &pack.entries {
        entry.prose().into_iter().for_each(|(_, body)| note(body));
    }
    shared_texts(pack).iter().for_each(|text| note(text.body));
    if let Some(newer) = &pack.settings.newer
        && let Some(address) = web_address(&newer.value)
    {
        let address = address.split('#').next().unwrap_or_default().to_owned();
        found.entry(address).or_default().push(newer.span);
    }
    found.into_iter().map(|(address, spans)| WebLink { address, spans }).collect()
}

/// Says of each address why it does not answer, if it does not; `answers` are in the order of
/// `links`.
pub fn judge_links(d: &mut Diagnostics, links: &[WebLink], answers: &[Option<String>]) {
    for (link, answer) in links.iter().zip(answers) {
        let Some(reason) = answer else { continue };
        for span in &link.spans {
            d.push(
                Diagnostic::new(
                    Code::DeadLink,
                    *span,
                    format!("`{}` does not answer: {reason}", link.address),
                )
                .help("open it in a browser; then mend the address, or take the link out"),
            );
        }
    }
}
