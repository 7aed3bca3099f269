//! A theme's colours as CSS custom properties, and whether text in them can be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{Sources, Span};
use crate::yaml::{Entry, Fields, Value};

/// Colours by name: red, green and blue, and where each is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Scheme(BTreeMap<String, ([u8; 3], Span)>);

/// All colours of a theme with those of its parents.
#[derive(Debug, Default)]
pub struct Palette {
    light: BTreeMap<String, [u8; 3]>,
    dark: BTreeMap<String, [u8; 3]>,
}

/// Text and what it stands on, in every template of the built-in theme.
const PAIRS: [(&str, &str); 15] = [
    ("ink", "page"),
    ("ink", "surface"),
    ("quiet", "page"),
    ("quiet", "surface"),
    ("link", "page"),
    ("link", "surface"),
    ("on-masthead", "masthead"),
    ("on-marigold", "marigold"),
    ("model", "page"),
    ("boundary", "page"),
    ("workshop", "page"),
    ("scenario", "page"),
    ("handout", "page"),
    ("form", "page"),
    ("guide", "page"),
];

/// WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

impl Scheme {
    pub(super) fn read(d: &mut Diagnostics, sources: &Sources, fields: &Fields) -> Self {
        let mut colours = BTreeMap::new();
        for entry in fields.entries().iter().filter(|entry| entry.key != "dark") {
            let written = match &entry.value.value {
                Value::Scalar(scalar) => scalar.text(),
                _ => "",
            };
            let legal = entry.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            match rgb(written).filter(|_| legal) {
                Some(rgb) => {
                    colours.insert(entry.key.clone(), (rgb, entry.value.span));
                }
                None => d.push(commented(sources, entry).unwrap_or_else(|| {
                    Diagnostic::new(
                        Code::ThemeFile,
                        entry.value.span,
                        format!("`{written}` cannot be used as the colour `{}`", entry.key),
                    )
                    .help("write it as six hexadecimal digits in quotes: link: \"#0b5c63\"")
                })),
            }
        }
        Self(colours)
    }
}

/// What is said of a colour without quotation marks, which YAML takes for a comment.
fn commented(sources: &Sources, entry: &Entry) -> Option<Diagnostic> {
    let Value::Scalar(scalar) = &entry.value.value else { return None };
    let file = entry.key_span.file;
    let rest = sources.text(file).get(entry.key_span.range().end..)?;
    let line = rest.lines().next()?.trim_start_matches(['"', '\'']);
    let behind = line.trim_start().strip_prefix(':')?;
    let written = behind.trim_start();
    if !scalar.is_null() || !written.starts_with('#') {
        return None;
    }
    let key = &entry.key;
    let colour = written.split_whitespace().next().filter(|word| rgb(word).is_some());
    let start = sources.text(file).len() - rest.len()
        + (written.as_ptr() as usize - rest.as_ptr() as usize);
    Some(
        Diagnostic::new(
            Code::ThemeFile,
            Span::new(file, start..start + 1),
            format!("nothing is read behind `{key}:`, because `#` begins a comment"),
        )
        .help(format!("put the colour in quotes: {key}: \"{}\"", colour.unwrap_or("#0b5c63"))),
    )
}

impl Palette {
    /// The colours of layers from the furthest parent down: whether the layer may bring names of
    /// its own, its light scheme and its dark one.
    pub(super) fn of<'a>(
        diagnostics: &mut Diagnostics,
        layers: impl Iterator<Item = (bool, &'a Scheme, &'a Scheme)>,
    ) -> Self {
        let mut palette = Self::default();
        let mut places: BTreeMap<(bool, String), Span> = BTreeMap::new();
        for (names, light, dark) in layers {
            for (dark, scheme) in [(false, light), (true, dark)] {
                for (name, (rgb, span)) in &scheme.0 {
                    if !names && !palette.light.contains_key(name) {
                        let near = nearest(name, palette.light.keys().map(String::as_str));
                        diagnostics.push(
                            Diagnostic::new(
                                Code::ThemeFile,
                                *span,
                                format!("no template uses a colour called `{name}`"),
                            )
                            .suggest(near, "use a name from the built-in theme's theme.yaml"),
                        );
                        continue;
                    }
                    let colours = if dark { &mut palette.dark } else { &mut palette.light };
                    colours.insert(name.clone(), *rgb);
                    places.insert((dark, name.clone()), *span);
                }
            }
        }
        palette.can_be_read(diagnostics, &places);
        palette
    }

    fn can_be_read(&self, d: &mut Diagnostics, places: &BTreeMap<(bool, String), Span>) {
        for (dark, colours) in [(false, &self.light), (true, &self.dark)] {
            for (text, ground) in PAIRS {
                let (Some(above), Some(below)) = (colours.get(text), colours.get(ground)) else {
                    continue;
                };
                let ratio = contrast(*above, *below);
                let place = places.get(&(dark, text.to_owned()));
                if let Some(span) = place.filter(|_| ratio < LEAST_CONTRAST) {
                    let scheme = if dark { "dark" } else { "light" };
                    d.push(
                        Diagnostic::new(
                            Code::LowContrast,
                            *span,
                            format!(
                                "`{text}` on `{ground}` has a contrast of {ratio:.1} to 1 \
                                 in the {scheme} scheme; text needs 4.5"
                            ),
                        )
                        .help("choose a darker or a lighter colour"),
                    );
                }
            }
        }
    }

    /// The light scheme: names and colours, `#rrggbb`. In greys of the same lightness (Rec. 709),
    /// where there is to be no colour.
    pub fn light(&self, greyscale: bool) -> BTreeMap<String, String> {
        let shown = |[red, green, blue]: [u8; 3]| {
            if !greyscale {
                return format!("#{red:02x}{green:02x}{blue:02x}");
            }
            let sum = u32::from(red) * 2126 + u32::from(green) * 7152 + u32::from(blue) * 722;
            let grey = (sum + 5_000) / 10_000;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        };
        self.light.iter().map(|(name, rgb)| (name.clone(), shown(*rgb))).collect()
    }

    /// Custom properties for the stylesheet: `link` is `--colour-link`.
    pub fn css(&self) -> String {
        let mut css = String::from(":root{");
        push(&mut css, &self.light);
        css.push_str("}\n@media screen and (prefers-color-scheme: dark){:root{");
        push(&mut css, &self.dark);
        css.push_str("}}\n");
        css
    }
}

fn push(css: &mut String, colours: &BTreeMap<String, [u8; 3]>) {
    for (name, [red, green, blue]) in colours {
        // Writing to a string cannot fail.
        let _ = write!(css, "--colour-{name}:#{red:02x}{green:02x}{blue:02x};");
    }
}

fn rgb(written: &str) -> Option<[u8; 3]> {
    let digits = written.trim().strip_prefix('#')?;
    let hex = |part: &str| u8::from_str_radix(part, 16).ok();
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match digits.len() {
        6 => Some([hex(&digits[..2])?, hex(&digits[2..4])?, hex(&digits[4..])?]),
        3 => {
            let double = |at: usize| hex(&digits[at..=at]).map(|digit| digit * 17);
            Some([double(0)?, double(1)?, double(2)?])
        }
        _ => None,
    }
}

/// Contrast ratio as WCAG 2.2 defines it.
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |rgb: [u8; 3]| {
        let [red, green, blue] = rgb.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.01);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn colours_are_three_or_six_digits() {
        assert_eq!(rgb("#0b5c63"), Some([0x0b, 0x5c, 0x63]));
        assert_eq!(rgb("#fff"), Some([255; 3]));
        assert_eq!(rgb("teal"), None);
        assert_eq!(rgb("#12;x}"), None);
    }
}
