//! An edition as a book for e-readers and phones: EPUB 3.3, reflowable, without scripts.
//!
//! <https://www.w3.org/TR/epub-33/> says what is in it and what it is called.

use std::collections::BTreeSet;
use std::io::Cursor;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::binding::{Binding, Page};
use super::{paper, zip};
use crate::address;
use crate::check::CheckedEdition;
use crate::diagnostic::Diagnostic;
use crate::leaf::{Element, Keep, Leaf, Node, Volume};
use crate::output::Output;
use crate::project::Settings;
use crate::render::Occasion;
use crate::theme::Theme;
use crate::view::{EpubFileView, EpubView};

/// Where the package document lies; what it names lies beside it.
const FOLDER: &str = "EPUB/";
const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
<rootfiles><rootfile full-path=\"EPUB/package.opf\" \
media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";
const XHTML: &str = "application/xhtml+xml";

/// Binds the finished `output` of `edition`, gathered into `volume` without what waits for a
/// script, into a book: the bytes of an `.epub`.
///
/// The book's date is the occasion's; without one it is the earliest that a zip can hold, since
/// EPUB asks for some date.
///
/// # Errors
/// A template of the theme does not work.
pub fn book(
    edition: &CheckedEdition<'_>,
    theme: &Theme,
    output: &Output,
    volume: &Volume,
    occasion: Occasion,
) -> Result<Vec<u8>, Diagnostic> {
    let name = |place: super::binding::Place<'_>| {
        let address = &place.leaf.address;
        format!("{}.xhtml", address.strip_suffix(".html").unwrap_or(address))
    };
    let binding = Binding::new(edition, theme, output, volume, occasion, "pictures/", name);
    let pages: Vec<Chapter> = binding
        .pages
        .par_iter()
        .map(|page| chapter(&binding, theme, output, page))
        .collect::<Result<_, _>>()?;

    let mut pictures: BTreeSet<&str> =
        pages.iter().flat_map(|page| page.pictures.clone()).collect();
    let has_pictures = !pictures.is_empty();
    let logo = theme.logo.as_ref().map(|(file, _)| format!("assets/{file}"));
    let logo = logo.and_then(|logo| Some(output.files().find(|(path, _)| *path == logo)?.0));
    pictures.extend(logo);
    let pictures: Vec<Picture> =
        pictures.into_iter().filter_map(|address| picture(&binding, output, address)).collect();

    let settings = &edition.pack().settings;
    let tutor = edition.edition().name.as_str();
    let view = EpubView {
        id: format!("urn:uuid:{}", uuid(settings, tutor)),
        modified: modified(occasion),
        creator: creator(settings),
        has_pictures,
        logo: logo.and_then(|logo| shown(&binding, logo)),
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
        (format!("{FOLDER}title.xhtml"), title.as_bytes()),
        (format!("{FOLDER}contents.xhtml"), contents.as_bytes()),
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
    output: &Output,
    page: &'v Page<'v>,
) -> Result<Chapter<'v>, Diagnostic> {
    let mut bound = binding.bound(page, true, |leaf| {
        paper::put_on_paper(leaf, &theme.strings);
        for_readers(leaf);
    });
    // A picture that no e-reader can show is its words.
    let lost: Vec<_> = bound
        .pictures
        .iter()
        .filter(|at| picture(binding, output, at).is_none())
        .copied()
        .collect();
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
    if bound.pictures.iter().any(|address| address.ends_with(".webp")) {
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
        element.attributes.retain(|(name, _)| {
            let own = matches!(name.as_str(), "style" | "tabindex" | "focusable" | "rel");
            !own && !name.starts_with("data-")
        });
    });
}

/// A picture as the book has it.
struct Picture {
    path: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// The picture at an address of the edition; none where no e-reader could show it. Readers of
/// EPUB 3.2 do not know WebP, which becomes PNG.
fn picture(binding: &Binding<'_>, output: &Output, address: &str) -> Option<Picture> {
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
        return Some(Picture { path, media_type, bytes: bytes.to_vec() });
    }
    let format = image::guess_format(bytes).ok()?;
    if format != image::ImageFormat::WebP {
        // A file that is not what its name says is an error to every reader.
        let same = format.to_mime_type() == media_type;
        return same.then(|| Picture { path, media_type, bytes: bytes.to_vec() });
    }
    let mut png = Cursor::new(Vec::new());
    let decoded = image::load_from_memory(bytes).ok()?;
    decoded.write_to(&mut png, image::ImageFormat::Png).ok()?;
    Some(Picture { path, media_type, bytes: png.into_inner() })
}

/// Where the book has the picture at an address of the edition.
fn shown(binding: &Binding<'_>, address: &str) -> Option<String> {
    let path = binding.picture(address)?;
    Some(match path.strip_suffix(".webp") {
        Some(stem) => format!("{stem}.png"),
        None => path.to_owned(),
    })
}

fn files(pages: &[Chapter<'_>], pictures: &[Picture]) -> Vec<EpubFileView> {
    let file = |id: &str, url: &str, media_type: &str, properties: &str, in_spine| EpubFileView {
        id: id.to_owned(),
        url: url.to_owned(),
        media_type: media_type.to_owned(),
        properties: properties.to_owned(),
        in_spine,
    };
    let mut files = vec![
        file("title", "title.xhtml", XHTML, "", true),
        file("contents", "contents.xhtml", XHTML, "nav", true),
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
