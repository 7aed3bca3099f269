//! An edition as a book for e-readers and phones: EPUB 3.3, reflowable, without scripts.
//!
//! <https://www.w3.org/TR/epub-33/> says what is in it and what it is called.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Cursor;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::Finished;
use super::binding::{Binding, Page};
use super::{paper, zip};
use crate::address;
use crate::diagnostic::Diagnostic;
use crate::leaf::{Element, Keep, Leaf, Node, Volume};
use crate::output::Output;
use crate::project::Settings;
use crate::render::Occasion;
use crate::theme::Theme;
use crate::view::{EpubFileView, EpubView};

/// Where the package document lies; what it names lies beside it.
const FOLDER: &str = "EPUB/";
/// The book's own pages. No module's address has an underscore, so none can be in their place.
const TITLE: &str = "title_page.xhtml";
const CONTENTS: &str = "table_of_contents.xhtml";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
<rootfiles><rootfile full-path=\"EPUB/package.opf\" \
media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const XHTML: &str = "application/xhtml+xml";

/// Binds a finished edition, gathered into `volume` without what waits for a
/// script, into a book: the bytes of an `.epub`.
///
/// The book's date is the occasion's; without one it is the earliest that a zip can hold, since
/// EPUB asks for some date.
///
/// # Errors
/// A template of the theme does not work.
pub fn book(finished: Finished<'_>, volume: &Volume) -> Result<Vec<u8>, Diagnostic> {
    let Finished { edition, theme, output, occasion } = finished;
    let name = |place: super::binding::Place<'_>| {
        let address = &place.leaf.address;
        format!("{}.xhtml", address.strip_suffix(".html").unwrap_or(address))
    };
    let binding = Binding::new(finished, volume, "pictures/", name);
    // Before the pages, since what no e-reader can show becomes words on them.
    let known: Vec<&str> = binding.pictures().collect();
    let known: BTreeMap<&str, Picture> = known
        .into_par_iter()
        .filter_map(|address| Some((address, picture(&binding, output, address)?)))
        .collect();
    let pages: Vec<Chapter> = binding
        .pages
        .par_iter()
        .map(|page| chapter(&binding, theme, &known, page))
        .collect::<Result<_, _>>()?;

    let mut shown: BTreeSet<&str> = pages.iter().flat_map(|page| page.pictures.clone()).collect();
    let has_pictures = !shown.is_empty();
    let logo = theme.logo.as_ref().map(|(file, _)| format!("assets/{file}"));
    let logo = logo.and_then(|logo| known.get_key_value(logo.as_str()));
    shown.extend(logo.map(|(address, _)| *address));
    let pictures: Vec<&Picture> = shown.into_iter().filter_map(|at| known.get(at)).collect();

    let settings = &edition.pack().settings;
    let tutor = edition.edition().name.as_str();
    let view = EpubView {
        id: format!("urn:uuid:{}", uuid(settings, tutor)),
        modified: modified(occasion),
        creator: creator(settings),
        has_pictures,
        logo: logo.map(|(_, picture)| picture.path.clone()),
        files: files(&pages, &pictures),
        contents: binding.contents(),
    };
    let render = |template: &str| binding.render(template, "epub", &view, "the EPUB");
    let (title, contents) = (render("carry/epub-title.xml")?, render("carry/epub-contents.xml")?);
    let package = render("carry/epub-package.xml")?;
    let style = style(theme);

    let mut files: Vec<(String, &[u8])> = vec![
        ("mimetype".to_owned(), b"application/epub+zip"),
        ("META-INF/container.xml".to_owned(), CONTAINER.as_bytes()),
        (format!("{FOLDER}package.opf"), package.as_bytes()),
        (format!("{FOLDER}{TITLE}"), title.as_bytes()),
        (format!("{FOLDER}{CONTENTS}"), contents.as_bytes()),
        (format!("{FOLDER}epub.css"), style.as_bytes()),
    ];
    files.extend(pages.iter().map(|page| (format!("{FOLDER}{}", page.path), page.xml.as_bytes())));
    let pictures = pictures.iter();
    files.extend(pictures.map(|picture| (format!("{FOLDER}{}", picture.path), &*picture.bytes)));
    Ok(zip::archive(files.iter().map(|(path, bytes)| (path.as_str(), *bytes))))
}

/// A page, finished.
struct Chapter<'v> {
    path: &'v str,
    xml: String,
    has_drawing: bool,
    pictures: BTreeSet<&'v str>,
}

fn chapter<'v>(
    binding: &'v Binding<'v>,
    theme: &Theme,
    known: &BTreeMap<&str, Picture<'_>>,
    page: &'v Page<'v>,
) -> Result<Chapter<'v>, Diagnostic> {
    let mut bound = binding.bound(page, true, |leaf| {
        paper::put_on_paper(leaf, &theme.strings);
        for_readers(leaf);
        // No e-reader opens a picture by itself: a link to one is its words.
        let own = leaf.address.clone();
        leaf.main.rebuild(&mut |element| {
            let to = element.get("href").filter(|_| element.name == "a");
            let to = to.and_then(|to| crate::leaf::file(&own, to));
            let leads = to.is_some_and(|file| binding.picture(&file).is_some());
            if leads { Keep::Children } else { Keep::Whole }
        });
    });
    // A picture that no e-reader can show is its words.
    let lost: Vec<_> =
        bound.pictures.iter().filter(|at| !known.contains_key(*at)).copied().collect();
    for address in lost {
        bound.pictures.remove(address);
        let to = binding.picture(address).map(|path| address::relative(&page.path, path));
        bound.leaf.main.rebuild(&mut |element| {
            if element.name == "img" && element.get("src") == to.as_deref() {
                let words = element.get("alt").unwrap_or_default().to_owned();
                return Keep::Instead(Node::Text(words));
            }
            Keep::Whole
        });
    }
    if bound.pictures.iter().any(|address| address.to_ascii_lowercase().ends_with(".webp")) {
        bound.leaf.main.each(&mut |element| {
            if let Some(path) = element.get("src").and_then(|src| src.strip_suffix(".webp")) {
                element.set("src", format!("{path}.png"));
            }
        });
    }
    let has_drawing = bound.leaf.main.find(&|element| element.name == "svg").is_some();
    let view = binding.page_view(page, bound.leaf.main.inner_xhtml());
    let made_from = &page.place.leaf.address;
    let xml = binding.render("carry/epub-page.xml", "page", &view, made_from)?;
    Ok(Chapter { path: &page.path, xml, has_drawing, pictures: bound.pictures })
}

/// Leaves out what only a browser or a script can use.
fn for_readers(leaf: &mut Leaf) {
    leaf.main.each(&mut |element: &mut Element| {
        if element.name == "a"
            && let Some(to) = element.get("href").and_then(legal)
        {
            element.set("href", to);
        }
        element.attributes.retain(|(name, _)| {
            let own = matches!(name.as_str(), "style" | "tabindex" | "focusable" | "rel");
            !own && (!name.starts_with("data-") || name == "data-label")
        });
        // Columns become lines on a narrow screen, but not where they are to be written in.
        let labelled = |cell: &Element| cell.get("data-label").is_some();
        if element.name == "table"
            && !element.has_class("field-grid")
            && element.find(&labelled).is_some()
        {
            let classes = element.get("class").unwrap_or_default();
            let classes = format!("{classes} stacks");
            element.set("class", classes.trim_start());
        }
    });
}

/// An address on the web with what no address may hold written as `%XX` (RFC 3987); browsers do so
/// by themselves. None where nothing is to be done.
fn legal(to: &str) -> Option<String> {
    let is_hex = |at: usize| to.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut legal = String::with_capacity(to.len());
    for (at, letter) in to.char_indices() {
        let bad = match letter {
            '%' => !(is_hex(at + 1) && is_hex(at + 2)),
            '#' => legal.contains('#'),
            ' ' | '"' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            other => other.is_ascii_control(),
        };
        if bad {
            let _ = write!(legal, "%{:02X}", u32::from(letter));
        } else {
            legal.push(letter);
        }
    }
    (legal != to).then_some(legal)
}

/// A picture as the book has it.
struct Picture<'v> {
    path: String,
    media_type: &'static str,
    bytes: Cow<'v, [u8]>,
}

/// The picture at an address of the edition; none where no e-reader could show it. Readers of
/// EPUB 3.2 do not know WebP, which becomes PNG.
fn picture<'v>(binding: &Binding<'_>, output: &'v Output, address: &str) -> Option<Picture<'v>> {
    let bytes = output.get(address)?;
    let path = shown(binding, address)?;
    let (_, ending) = path.rsplit_once('.')?;
    let media_type = match ending {
        "png" => "image/png",
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    if media_type == "image/svg+xml" {
        return Some(Picture { path, media_type, bytes: bytes.into() });
    }
    let format = image::guess_format(bytes).ok()?;
    if format != image::ImageFormat::WebP {
        // A file that is not what its name says is an error to every reader.
        let same = format.to_mime_type() == media_type;
        return same.then(|| Picture { path, media_type, bytes: bytes.into() });
    }
    let mut png = Cursor::new(Vec::new());
    let decoded = image::load_from_memory(bytes).ok()?;
    decoded.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(Picture { path, media_type, bytes: png.into_inner().into() })
}

/// Where the book has the picture at an address of the edition.
fn shown(binding: &Binding<'_>, address: &str) -> Option<String> {
    let path = binding.picture(address)?;
    Some(match path.strip_suffix(".webp") {
        Some(stem) => format!("{stem}.png"),
        None => path.to_owned(),
    })
}

fn files(pages: &[Chapter<'_>], pictures: &[&Picture<'_>]) -> Vec<EpubFileView> {
    let file = |id: &str, url: &str, media_type: &str, properties: &str, in_spine| EpubFileView {
        id: id.to_owned(),
        url: url.to_owned(),
        media_type: media_type.to_owned(),
        properties: properties.to_owned(),
        in_spine,
    };
    let mut files = vec![
        file("title", TITLE, XHTML, "", true),
        file("contents", CONTENTS, XHTML, "nav", true),
        file("style", "epub.css", "text/css", "", false),
    ];
    for (at, page) in pages.iter().enumerate() {
        let properties = if page.has_drawing { "svg" } else { "" };
        files.push(file(&format!("page-{}", at + 1), page.path, XHTML, properties, true));
    }
    for (at, picture) in pictures.iter().enumerate() {
        let id = format!("picture-{}", at + 1);
        files.push(file(&id, &picture.path, picture.media_type, "", false));
    }
    files
}

/// The theme's colours and its style for books.
fn style(theme: &Theme) -> String {
    let own = theme.statics.get("carry/epub.css").map(Vec::as_slice).unwrap_or_default();
    format!("@charset \"utf-8\";\n{}{}", theme.palette.css(), String::from_utf8_lossy(own))
}

/// An organisation before a role, and a role before nobody.
fn creator(settings: &Settings) -> Option<String> {
    let contact = settings.contact.as_ref();
    let organisation = contact.and_then(|contact| contact.organisation.clone());
    let role = contact.and_then(|contact| contact.role.clone());
    organisation.or(settings.owner.clone()).or(role)
}

fn modified(occasion: Occasion) -> String {
    let day = occasion.date.map_or_else(|| "1980-01-01".to_owned(), |date| date.iso());
    format!("{day}T00:00:00Z")
}

/// The same for the same pack, version and edition, and for no other: a UUID of one's own making
/// (RFC 9562, version 8).
pub(super) fn uuid(settings: &Settings, edition: &str) -> String {
    let version = settings.version.as_deref().unwrap_or_default();
    let named = [settings.title.as_str(), version, edition].join("\0");
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(named.as_bytes())[..16]);
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let hex = |from: usize, to: usize| {
        bytes[from..to].iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    [hex(0, 4), hex(4, 6), hex(6, 8), hex(8, 10), hex(10, 16)].join("-")
}

#[cfg(test)]
mod tests {
    use super::legal;

    #[test]
    fn what_no_address_may_hold_is_written_in_hexadecimal() {
        let mended = legal("https://example.org/a b\\c?x={1}&y=50%#p#q");
        assert_eq!(
            mended.as_deref(),
            Some("https://example.org/a%20b%5Cc?x=%7B1%7D&y=50%25#p%23q")
        );
        assert_eq!(legal("https://example.org/a%20b?x=1#caf\u{e9}"), None);
    }
}
