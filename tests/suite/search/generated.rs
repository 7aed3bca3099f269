//! Packs of any size made from a seed: words by Zipf's law, four sections a page.

use mentorpack::render::html::search::{Page, Section};

/// A small generator of numbers (SplitMix64), so that every machine makes the same pack.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

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
        let words = vocabulary(&mut dice, 20_000);
        let mut reach = Vec::with_capacity(words.len());
        let mut total = 0.0;
        for rank in 1..=words.len() {
            total += 1.0 / rank as f64;
            reach.push(total);
        }
        let text = |dice: &mut Dice, count: usize| {
            let mut text = String::with_capacity(count * 8);
            for place in 0..count {
                let point = dice.unit() * total;
                let rank = reach.partition_point(|&end| end < point).min(words.len() - 1);
                if place > 0 {
                    text.push_str(if place % 14 == 0 { ". " } else { " " });
                }
                text.push_str(&words[rank]);
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

/// English words first, as the commonest, then made-up ones with English endings.
fn vocabulary(dice: &mut Dice, count: usize) -> Vec<String> {
    const COMMON: &str = "the of and to a in is you that it mentor mentee for on are with as at be \
        this have from or union branch meeting member talk time work rep listening question goal \
        confidential confidentiality";
    const STARTS: [&str; 24] = [
        "b", "br", "c", "ch", "d", "f", "g", "gr", "h", "l", "m", "n", "p", "pr", "r", "s", "st",
        "t", "tr", "v", "w", "th", "sh", "",
    ];
    const MIDDLES: [&str; 10] = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "er", "on"];
    const ENDS: [&str; 16] = [
        "", "s", "ed", "ing", "er", "ation", "ly", "ness", "t", "n", "l", "ment", "d", "able",
        "ity", "ve",
    ];
    let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
    let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
    while words.len() < count {
        let mut word = String::new();
        for _ in 0..=dice.below(2) {
            word.push_str(STARTS[dice.below(STARTS.len())]);
            word.push_str(MIDDLES[dice.below(MIDDLES.len())]);
        }
        word.push_str(STARTS[dice.below(STARTS.len())]);
        word.push_str(ENDS[dice.below(ENDS.len())]);
        if word.len() > 1 && known.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}
