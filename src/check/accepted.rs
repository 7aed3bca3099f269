//! What the owner accepts is in the pack.

use super::ready::place_of;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::pack::Pack;
use crate::source::Sources;

pub(super) fn is_there(d: &mut Diagnostics, sources: &Sources, pack: &Pack) {
    let named: Vec<_> = pack.settings.allow.iter().filter_map(|it| it.file.as_ref()).collect();
    if named.is_empty() {
        return;
    }
    let read = sources.files().map(|file| sources.path(file).to_owned());
    let known: Vec<String> = read.chain(pack.assets.iter().map(place_of)).collect();
    for file in named.into_iter().filter(|file| !known.contains(&file.value)) {
        // Links are written without `content/`, so this may be too.
        let end = format!("/{}", file.value);
        let near = known
            .iter()
            .find(|path| path.ends_with(&end))
            .map(String::as_str)
            .or_else(|| nearest(&file.value, known.iter().map(String::as_str)));
        d.push(
            Diagnostic::new(
                Code::UnusedAllow,
                file.span,
                format!("there is no file `{}`, so this accepts nothing", file.value),
            )
            .suggest(
                near,
                "if the file is gone, take the entry out; otherwise write its path from the \
                 pack's folder, for example content/guides/page.md",
            ),
        );
    }
}
