//! A section's length in words as one of 92 steps, each about a twelfth longer than the last.

use super::digits::BASE;

/// The length that each step stands for. `search.js` makes the same table.
pub(super) const STEPS: [u32; BASE as usize] = {
    let mut steps = [0; BASE as usize];
    let mut step = 1;
    while step < steps.len() {
        steps[step] = steps[step - 1] + 1 + steps[step - 1] / 12;
        step += 1;
    }
    steps
};

/// The last step that is no longer than `words`.
pub(super) fn quantise(words: usize) -> u8 {
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    STEPS.partition_point(|&step| step <= words) as u8 - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_kept_to_within_a_tenth() {
        for words in 0..STEPS[BASE as usize - 1] {
            let kept = STEPS[usize::from(quantise(words as usize))];
            assert!(kept <= words && f64::from(words - kept) <= f64::from(words) / 10.0);
        }
        assert_eq!(quantise(usize::MAX), 91);
    }
}
