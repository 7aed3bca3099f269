//! Made-up words by Zipf's law, the same on every machine.

use std::collections::HashSet;

use super::dice::Dice;

/// A vocabulary whose second word is half as common as its first, the third a third, and so on.
pub(crate) struct Words {
    words: Vec<String>,
    /// For each word, the sum of the shares up to and including its own.
    reach: Vec<f64>,
}

impl Words {
    /// `count` different words.
    pub(crate) fn new(dice: &mut Dice, count: usize) -> Self {
        let words = vocabulary(dice, count);
        let mut total = 0.0;
        let share = |rank: usize| {
            total += 1.0 / rank as f64;
            total
        };
        let reach = (1..=words.len()).map(share).collect();
        Self { words, reach }
    }

    /// The word at a rank, from 0.
    #[allow(dead_code, reason = "not every bench asks")]
    pub(crate) fn at(&self, rank: usize) -> &str {
        &self.words[rank]
    }

    /// A word, the commoner the likelier.
    pub(crate) fn pick(&self, dice: &mut Dice) -> &str {
        let total = self.reach.last().copied().unwrap_or_default();
        let point = dice.unit() * total;
        let rank = self.reach.partition_point(|&end| end < point);
        &self.words[rank.min(self.words.len() - 1)]
    }
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
    let mut known: HashSet<String> = words.iter().cloned().collect();
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
