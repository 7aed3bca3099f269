//! Fitting a plan to another length: squeezed or stretched within each step's limits, and, where
//! that is not enough, without what `could` and then what `should` be done.

use super::Priority;

/// A step as the plan has it; minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// As planned; not less than `at_least` and not more than `at_most`.
    pub minutes: u32,
    /// Fewest that still make sense.
    pub at_least: u32,
    /// Most that still make sense.
    pub at_most: u32,
    /// What goes first when time runs out.
    pub priority: Priority,
}

/// A plan that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// Minutes of each step; `None` for those left out.
    pub minutes: Vec<Option<u32>>,
}

/// Why no plan fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Even without all that can be left out it takes this many minutes.
    TooShort {
        /// The least that the plan can do with.
        needs: u32,
    },
    /// Even with every step at its longest it takes only this many minutes.
    TooLong {
        /// The most that the plan can fill.
        fills: u32,
    },
    /// With one step more it takes too long, and without it too little.
    Between {
        /// The most that it fills without.
        fills: u32,
        /// The least that it needs with.
        needs: u32,
    },
}

impl Unfit {
    /// What is wrong with a plan of `length` minutes, as the end of a sentence.
    pub fn told(self, length: u32) -> String {
        match self {
            Self::TooShort { needs } => {
                format!("the plan cannot be run in {length} minutes: it needs {needs} at least")
            }
            Self::TooLong { fills } => {
                format!("the plan cannot fill {length} minutes: it fills {fills} at most")
            }
            Self::Between { fills, needs } => format!(
                "the plan cannot be run in {length} minutes: with all that must stay it fills \
                 {fills}, and with one step more it needs {needs}"
            ),
        }
    }
}

impl Fitted {
    /// Indices of the steps left out, in the plan's order.
    pub fn left_out(&self) -> impl Iterator<Item = usize> {
        let minutes = self.minutes.iter().enumerate();
        minutes.filter(|(_, minutes)| minutes.is_none()).map(|(at, _)| at)
    }
}

/// Fits `plan` to `length` minutes: exactly, in whole minutes.
///
/// As few steps as possible are left out, later ones before earlier ones; those that stay give or
/// take time in proportion to how far each can go.
///
/// # Errors
/// No plan fits: it needs more, or cannot fill so much.
pub fn fit(plan: &[Planned], length: u32) -> Result<Fitted, Unfit> {
    let most = sum(plan, |step| step.at_most);
    if u64::from(length) > most {
        return Err(Unfit::TooLong { fills: small(most) });
    }
    let mut kept = vec![true; plan.len()];
    let least = |kept: &[bool]| {
        let steps = plan.iter().zip(kept).filter(|(_, kept)| **kept);
        steps.map(|(step, _)| u64::from(step.at_least)).sum::<u64>()
    };
    for priority in [Priority::Could, Priority::Should] {
        for at in (0..plan.len()).rev() {
            if least(&kept) > u64::from(length) && plan[at].priority == priority {
                kept[at] = false;
            }
        }
    }
    let needs = least(&kept);
    if needs > u64::from(length) {
        return Err(Unfit::TooShort { needs: small(needs) });
    }
    // What was left out before something longer was may fit after all; what matters more first.
    for priority in [Priority::Should, Priority::Could] {
        for at in 0..plan.len() {
            let room = u64::from(length) - least(&kept);
            if !kept[at] && plan[at].priority == priority && u64::from(plan[at].at_least) <= room {
                kept[at] = true;
            }
        }
    }
    let steps: Vec<Planned> =
        plan.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(step, _)| *step).collect();
    let most = sum(&steps, |step| step.at_most);
    if u64::from(length) > most {
        let left_out = plan.iter().zip(&kept).filter(|(_, kept)| !**kept);
        let shortest = left_out.map(|(step, _)| u64::from(step.at_least)).min().unwrap_or(0);
        let needs = small(least(&kept) + shortest);
        return Err(Unfit::Between { fills: small(most), needs });
    }
    let mut minutes = shared_out(&steps, length).into_iter();
    Ok(Fitted { minutes: kept.iter().map(|kept| kept.then(|| minutes.next()).flatten()).collect() })
}

fn sum(plan: &[Planned], of: impl Fn(&Planned) -> u32) -> u64 {
    plan.iter().map(|step| u64::from(of(step))).sum()
}

fn small(minutes: u64) -> u32 {
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

/// Gives or takes the difference in proportion to how far each step can go. Minutes that do not
/// divide go to the steps with the largest remainders, the earlier first.
fn shared_out(steps: &[Planned], length: u32) -> Vec<u32> {
    let planned = sum(steps, |step| step.minutes);
    let length = u64::from(length);
    let stretch = length >= planned;
    let difference = length.abs_diff(planned);
    let room = |step: &Planned| {
        u64::from(if stretch { step.at_most - step.minutes } else { step.minutes - step.at_least })
    };
    let all: u64 = steps.iter().map(room).sum();
    if all == 0 {
        return steps.iter().map(|step| step.minutes).collect();
    }
    let mut shares: Vec<u64> = steps.iter().map(|step| room(step) * difference / all).collect();
    let given: u64 = shares.iter().sum();
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(room(&steps[*at]) * difference % all), *at));
    for at in order.into_iter().take(small(difference - given) as usize) {
        shares[at] += 1;
    }
    let fitted = steps.iter().zip(shares).map(|(step, share)| {
        let minutes = u64::from(step.minutes);
        small(if stretch { minutes + share } else { minutes - share })
    });
    fitted.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn step(minutes: u32, at_least: u32, at_most: u32, priority: Priority) -> Planned {
        Planned { minutes, at_least, at_most, priority }
    }

    fn forty_five() -> Vec<Planned> {
        use Priority::{Could, Must, Should};
        vec![
            step(5, 3, 10, Must),
            step(5, 4, 5, Must),
            step(10, 8, 10, Could),
            step(10, 8, 15, Must),
            step(10, 5, 15, Should),
            step(5, 5, 5, Must),
        ]
    }

    #[test]
    fn the_forty_five_minute_plan_stretches_to_sixty_and_no_further() {
        let plan = forty_five();
        let all = |fitted: Fitted| fitted.minutes.into_iter().flatten().collect::<Vec<_>>();
        assert_eq!(fit(&plan, 45).map(all), Ok(vec![5, 5, 10, 10, 10, 5]));
        assert_eq!(fit(&plan, 60).map(all), Ok(vec![10, 5, 10, 15, 15, 5]));
        assert_eq!(fit(&plan, 61), Err(Unfit::TooLong { fills: 60 }));
    }

    #[test]
    fn in_thirty_minutes_only_what_could_be_done_is_left_out() {
        let fitted = fit(&forty_five(), 30).expect("thirty minutes are enough");
        assert_eq!(fitted.left_out().collect::<Vec<_>>(), [2]);
        assert_eq!(fitted.minutes.iter().flatten().sum::<u32>(), 30);
    }

    #[test]
    fn ten_minutes_are_refused_with_the_least_that_is_needed() {
        assert_eq!(fit(&forty_five(), 10), Err(Unfit::TooShort { needs: 20 }));
    }

    #[test]
    fn what_fits_after_all_is_taken_back() {
        use Priority::{Could, Must};
        let plan = [step(10, 10, 10, Must), step(20, 20, 20, Could), step(5, 5, 5, Could)];
        let fitted = fit(&plan, 15).expect("the short one fits");
        assert_eq!(fitted.minutes, [Some(10), None, Some(5)]);
    }

    #[test]
    fn a_length_between_two_plans_is_refused_with_both() {
        use Priority::{Could, Must};
        let plan = [step(10, 10, 10, Must), step(20, 20, 20, Could)];
        assert_eq!(fit(&plan, 15), Err(Unfit::Between { fills: 10, needs: 30 }));
    }

    fn steps() -> impl Strategy<Value = Vec<Planned>> {
        let one = (0u32..30, 0u32..30, 0u32..30);
        let priority =
            prop_oneof![Just(Priority::Must), Just(Priority::Should), Just(Priority::Could)];
        let one = (one, priority).prop_map(|((least, more, most), priority)| {
            step(least + more, least, least + more + most, priority)
        });
        prop::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn sums_are_exact_limits_hold_and_musts_stay(plan in steps(), length in 0u32..900) {
            match fit(&plan, length) {
                Ok(fitted) => {
                    let total: u32 = fitted.minutes.iter().flatten().sum();
                    prop_assert_eq!(total, length);
                    for (step, minutes) in plan.iter().zip(&fitted.minutes) {
                        match minutes {
                            Some(minutes) => {
                                prop_assert!((step.at_least..=step.at_most).contains(minutes));
                            }
                            None => prop_assert_ne!(step.priority, Priority::Must),
                        }
                    }
                    // Nothing that should be done goes while something that could be done would
                    // have to stay in its place.
                    let room = length - plan.iter().zip(&fitted.minutes)
                        .filter(|(_, minutes)| minutes.is_some())
                        .map(|(step, _)| step.at_least).sum::<u32>();
                    for at in fitted.left_out() {
                        prop_assert!(plan[at].at_least > room);
                    }
                }
                Err(Unfit::TooShort { needs }) => {
                    let musts: u32 = plan.iter().filter(|step| step.priority == Priority::Must)
                        .map(|step| step.at_least).sum();
                    prop_assert_eq!(needs, musts);
                    prop_assert!(needs > length);
                }
                Err(Unfit::TooLong { fills }) => prop_assert!(fills < length),
                Err(Unfit::Between { fills, needs }) => {
                    prop_assert!(fills < length && length < needs);
                }
            }
        }
    }
}
