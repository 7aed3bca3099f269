//! Typst as we use it: a layout's template and a sheet's data go in, a PDF comes out.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::{DiagSpan, Source};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fields::{self, FormSheet};
use super::world::{Desk, Shared, file_id};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Span};

/// What a sheet is set from.
#[derive(Debug, Clone)]
pub(super) struct Copy {
    /// The template's name, without `.typ`.
    pub(super) layout: &'static str,
    /// `/data.json`.
    pub(super) data: String,
    /// Pictures and other files that the data names, by path.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Where boxes become fields.
    pub(super) form: Option<FormSheet>,
    /// Whether it must conform to PDF/UA-1: all but imposed sheets.
    pub(super) accessible: bool,
}

impl Copy {
    /// Equal for copies that make the same PDF with the same theme.
    pub(super) fn digest(&self) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(self.layout);
        digest.update([u8::from(self.accessible), u8::from(self.form.is_some())]);
        digest.update(self.data.len().to_le_bytes());
        digest.update(&self.data);
        for (path, bytes) in &self.files {
            digest.update(path.len().to_le_bytes());
            digest.update(path);
            digest.update(bytes.len().to_le_bytes());
            digest.update(bytes);
        }
        digest.finalize().into()
    }
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pdf {
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) pages: usize,
    /// Whether its text has room, where the template says so.
    pub(super) fits: bool,
}

/// Why a sheet could not be set: the messages of Typst with the theme's place, if it has one.
pub(super) struct Refused {
    pub(super) errors: Vec<(Option<Span>, String)>,
}

impl Refused {
    /// As the author of the theme is told.
    pub(super) fn described(self, fallback: FileId, making: &str) -> Vec<Diagnostic> {
        let told = self.errors.into_iter().map(|(span, message)| {
            let span = span.unwrap_or_else(|| Span::whole(fallback));
            let message = format!("while making {making}: {message}");
            Diagnostic::new(Code::TemplateError, span, message)
                .help("print templates are described in src/view/paper.rs: what they may use")
        });
        told.collect()
    }
}

/// Sets one copy.
pub(super) fn set(shared: &Shared, copy: &Copy) -> Result<Pdf, Refused> {
    let Some(template) = shared.template(copy.layout) else {
        let message = format!("the theme has no template print/{}.typ", copy.layout);
        return Err(Refused { errors: vec![(None, message)] });
    };
    let data = Bytes::from_string(copy.data.clone());
    let own = copy.files.iter().map(|(path, bytes)| (path.as_str(), Bytes::new(bytes.clone())));
    let files: HashMap<_, _> = own
        .chain([("/data.json", data)])
        .filter_map(|(path, bytes)| Some((file_id(path)?, bytes)))
        .collect();
    let desk = Desk { shared, template, files };
    let document = typst::compile::<PagedDocument>(&desk).output;
    let document = document.map_err(|errors| refused(&desk, &errors))?;
    let standards = if copy.accessible { &[PdfStandard::Ua_1][..] } else { &[] };
    let options = PdfOptions {
        ident: Smart::Custom(format!("{:x?}", copy.digest())),
        creator: Smart::Custom(Some("mentorpack".to_owned())),
        standards: PdfStandards::new(standards).expect("PDF/UA-1 is a standard by itself"),
        ..PdfOptions::default()
    };
    let mut bytes =
        typst_pdf::pdf(&document, &options).map_err(|errors| refused(&desk, &errors))?;
    if let Some(form) = &copy.form {
        bytes = fields::add(&bytes, form).expect("a PDF that was just written can be read");
    }
    Ok(Pdf { bytes: Arc::new(bytes), pages: document.pages().len(), fits: fits(&document) })
}

/// Why a picture cannot be read; `None` if it can.
pub(super) fn unreadable(shared: &Shared, path: &str, bytes: &[u8]) -> Option<String> {
    let (id, file) = (file_id("/picture.typ")?, file_id(path)?);
    let template = Source::new(id, format!("#image({path:?}, alt: \"-\")"));
    let files = HashMap::from([(file, Bytes::new(bytes.to_vec()))]);
    let desk = Desk { shared, template, files };
    let document = typst::compile::<PagedDocument>(&desk).output;
    let errors = document.and_then(|document| typst_pdf::pdf(&document, &PdfOptions::default()));
    Some(errors.err()?.first()?.message.to_string())
}

/// What the template says by `#metadata(..) <fits>`; what says nothing fits.
fn fits(document: &PagedDocument) -> bool {
    let Some(label) = Label::new(PicoStr::intern("fits")) else { return true };
    let said = document.introspector().query_first(&Selector::Label(label));
    let said = said.and_then(|said| Some(said.to_packed::<MetadataElem>()?.value.clone()));
    said != Some(Value::Bool(false))
}

fn refused(desk: &Desk<'_>, errors: &[SourceDiagnostic]) -> Refused {
    let errors = errors.iter().map(|error| {
        let mut message = error.message.to_string();
        for hint in &error.hints {
            message.push_str("; ");
            message.push_str(&hint.v);
        }
        // A mistake deep in the library is the template's that called it.
        let traced = error.trace.iter().map(|point| DiagSpan::from(point.span));
        let place = std::iter::once(error.span).chain(traced).find_map(|span| {
            let file = desk.shared.file(span.id()?)?;
            Some(Span::new(file, desk.range(span)?))
        });
        (place, message)
    });
    Refused { errors: errors.collect() }
}
