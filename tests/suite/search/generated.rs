//! Packs of any size made from a seed: words by Zipf's law, four sections a page.

#[path = "../../../benches/support/dice.rs"]
mod dice;
#[path = "../../../benches/support/words.rs"]
mod words;

use dice::Dice;
use mentorpack::render::html::search::{Page, Section};
use words::Words;

/// A made-up page, owning its text.
pub(super) struct Made {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) sections: Vec<(String, String)>,
}

/// A made-up pack.
pub(super) struct Pack {
    pub(super) pages: Vec<Made>,
}

impl Pack {
    /// `pages` pages of about 550 words out of 20,000.
    pub(super) fn make(pages: usize) -> Self {
        let mut dice = Dice(2026);
        let words = Words::new(&mut dice, 20_000);
        let text = |dice: &mut Dice, count: usize| {
            let mut text = String::with_capacity(count * 8);
            for place in 0..count {
                if place > 0 {
                    text.push_str(if place % 14 == 0 { ". " } else { " " });
                }
                text.push_str(words.pick(dice));
            }
            text.push('.');
            text
        };
        let pages = (0..pages)
            .map(|number| {
                let title = text(&mut dice, 4);
                let sections = (0..4)
                    .map(|_| {
                        let long = 122 + dice.below(25);
                        (text(&mut dice, 3), text(&mut dice, long))
                    })
                    .collect();
                Made { url: format!("models/module-{number}.html"), title, sections }
            })
            .collect();
        Self { pages }
    }

    /// What the pack would take as Markdown.
    pub(super) fn markdown_bytes(&self) -> usize {
        let page = |page: &Made| {
            let sections: usize = page.sections.iter().map(|(h, t)| h.len() + t.len() + 8).sum();
            // Front matter: a title and a handful of short fields.
            page.title.len() + sections + 120
        };
        self.pages.iter().map(page).sum()
    }

    /// The pack as the index is given it.
    pub(super) fn pages(&self) -> Vec<Page<'_>> {
        self.pages
            .iter()
            .map(|made| Page {
                url: &made.url,
                title: &made.title,
                kind: "Model",
                sections: made
                    .sections
                    .iter()
                    .enumerate()
                    .map(|(place, (heading, text))| Section {
                        anchor: (place > 0).then(|| slug(heading)),
                        heading: (place > 0).then(|| heading.clone()),
                        text: text.clone(),
                    })
                    .collect(),
            })
            .collect()
    }
}

fn slug(heading: &str) -> String {
    heading.trim_end_matches('.').replace(' ', "-")
}
