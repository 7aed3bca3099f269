//! Every picture is in the pack and has words for those who cannot see it (WCAG 1.1.1).

use super::{PackText, Resolved, links};
use crate::body::Reference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pack::{Pack, Target};
use crate::project::Audience;

/// Endings of pictures that every browser and Typst can show.
const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "svg", "webp"];

pub(super) fn can_be_seen_and_heard(
    d: &mut Diagnostics,
    pack: &Pack,
    text: &PackText<'_>,
    reference: &Reference<'_>,
    resolved: &Resolved<'_>,
    _: Audience,
) {
    if !reference.image {
        return;
    }
    if reference.alt.is_empty() {
        d.push(
            Diagnostic::new(
                Code::MissingAlt,
                reference.span,
                format!("the picture `{}` has no words for people who cannot see it", reference.to),
            )
            .help("say between the square brackets what it shows: ![a wall of sticky notes](...)"),
        );
    }
    match resolved {
        Ok(Target::External(_)) => d.push(
            Diagnostic::new(
                Code::WebPicture,
                reference.span,
                "this picture would come from the web, and the site has to work without a network",
            )
            .help("save the picture beside this file and name it here"),
        ),
        Ok(Target::Asset(asset)) if pack.address_is_taken(asset) => {
            d.push(links::taken(reference));
        }
        Ok(Target::Asset(asset)) => {
            let ending = asset.path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            if !ENDINGS.contains(&&*ending) {
                d.push(
                    Diagnostic::new(
                        Code::MissingImage,
                        reference.span,
                        format!("`{}` is no picture that a browser can show", reference.to),
                    )
                    .help("save it as .png, .jpg or .svg, or link to it without the `!`"),
                );
            }
        }
        Ok(Target::Unread) => {}
        Ok(_) => d.push(
            Diagnostic::new(
                Code::MissingImage,
                reference.span,
                format!("`{}` is a page and no picture", reference.to),
            )
            .help("take out the `!` to make it a link"),
        ),
        Err(problem) => {
            let diagnostic = links::described(d, pack, text, problem, reference);
            d.push(diagnostic);
        }
    }
}
