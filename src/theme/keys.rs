//! The keys of `theme.yaml`.

use crate::yaml::Takes::{Colours, Map, Text, TextOrMap, Texts};
use crate::yaml::{Key, Keys};

/// `theme.yaml`
pub static THEME_KEYS: Keys = Keys {
    what: "theme.yaml",
    keys: &[
        Key::new("name", Text, "What people call the theme."),
        Key::new("extends", Text, "The theme that this one changes; `default` is built in."),
        Key::new(
            "colours",
            Colours,
            "Colours by name, as six hexadecimal digits in quotes. `dark` holds those for dark screens.",
        ),
        Key::new("logo", TextOrMap(&LOGO), "A file in the theme's folder static/."),
        Key::new(
            "fonts",
            Texts,
            "Families of fonts for paper, first the first. Their files go into fonts/.",
        ),
    ],
    needs: &[],
};

static LOGO: Keys = Keys {
    what: "the logo",
    keys: &[
        Key::new("file", Text, "Its name in the folder static/."),
        Key::new("alt", Text, "What it shows, for people who cannot see it."),
    ],
    needs: &["file"],
};

/// Colours of a scheme, whose names are the theme's.
pub(super) static COLOURS: Keys = Keys {
    what: "the set of colours",
    keys: &[Key::new("dark", Map(&DARK), "Colours for dark screens.")],
    needs: &[],
};

static DARK: Keys = Keys { what: "the set of dark colours", keys: &[], needs: &[] };

/// Words of a theme, whose keys are the templates'.
pub(super) static STRINGS: Keys = Keys { what: "a table of strings", keys: &[], needs: &[] };
