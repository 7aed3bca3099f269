//! An edition as PDFs, set by Typst. Nothing else names it.
mod fonts;
mod press;
mod prose;
mod world;
