//! Variants of a union that are tried one after the other.

use std::cmp::Reverse;

use super::reader::Found;
use super::{Reader, Rule, Stop};
use crate::FaultKind;

/// Variants of a union that nothing but trying tells apart, or that their members do.
///
/// A variant whose required members are not all there is out. Of the others, one that knows more of the members is tried before one that
/// would pass them over; beyond that, their order counts.
#[derive(Debug, Clone, Copy)]
pub struct Variants {
    names: &'static [&'static str],
    members: &'static [Known],
    exactly_one: bool,
}

/// A member, and which variants know it: a bit for each, the first is the lowest.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    name: &'static str,
    declared: u64,
    required: u64,
}

/// A member that the variants `declared` name, and without which those of `required` are none.
#[must_use]
pub const fn known(name: &'static str, declared: u64, required: u64) -> Known {
    Known {
        name,
        declared,
        required,
    }
}

impl Variants {
    /// Variants by their names.
    #[must_use]
    pub const fn new(names: &'static [&'static str]) -> Self {
        Self {
            names,
            members: &[],
            exactly_one: false,
        }
    }

    /// The same, with the members that they know, sorted by their names. No more than 64 variants can be.
    #[must_use]
    pub const fn by_members(self, members: &'static [Known]) -> Self {
        Self { members, ..self }
    }

    /// The same, where a value that two of them accept is none (`oneOf`). One that would pass over members which another knows does not count.
    #[must_use]
    pub const fn exactly_one(self) -> Self {
        Self {
            exactly_one: true,
            ..self
        }
    }
}

/// Tries to read the value as the variant of a number; it is kept, if the flag says so.
type Attempt<'f, 'a> = &'f mut dyn FnMut(&mut Reader<'a>, usize, bool) -> Result<(), Stop>;

/// A variant that the value may be: how many members it would pass over, and which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    passed_over: u32,
    index: usize,
}

impl<'a> Reader<'a> {
    /// Reads a value as the first of `variants` that it is; `decode` reads the variant of a number.
    ///
    /// # Errors
    ///
    /// See [`Stop`]; the faults are those of the variant that the value is nearest to.
    pub fn tried<T>(
        &mut self,
        variants: &'static Variants,
        decode: impl Fn(&mut Self, usize) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let mut found = None;
        self.try_variants(variants, &mut |reader, index, is_kept| {
            let value = decode(reader, index)?;
            if is_kept {
                found = Some(value);
            }
            Ok(())
        })?;
        found.ok_or(Stop::Invalid)
    }

    fn try_variants(
        &mut self,
        variants: &'static Variants,
        attempt: Attempt<'_, 'a>,
    ) -> Result<(), Stop> {
        let candidates = self.candidates(variants)?;
        if let [only] = candidates.as_slice() {
            return attempt(self, only.index, true);
        }
        let tries = Tries::new(self)?;
        let mut nearest: Option<Nearest> = None;
        let mut taken: Option<Candidate> = None;
        for candidate in candidates {
            if taken.is_some_and(|taken| taken.passed_over != candidate.passed_over) {
                break;
            }
            tries.start(self);
            match attempt(self, candidate.index, taken.is_none()) {
                Ok(()) if !variants.exactly_one => return Ok(()),
                Ok(()) if taken.is_some() => {
                    self.at = tries.end;
                    let of = variants.names;
                    return Err(self.invalid(FaultKind::SeveralVariants { of }));
                }
                Ok(()) => taken = Some(candidate),
                Err(Stop::Invalid) => {
                    let failed = tries.faults(self);
                    if nearest
                        .as_ref()
                        .is_none_or(|it| failed.distance < it.distance)
                    {
                        nearest = Some(failed);
                    }
                }
                Err(Stop::Syntax) => return Err(Stop::Syntax),
            }
            self.at = tries.end;
            self.spend(tries.end - tries.start)?;
        }
        match (taken, nearest) {
            (Some(_), _) => Ok(()),
            (None, Some(nearest)) if !nearest.distance.is_other_kind => {
                self.faults.extend(nearest.faults);
                self.truncated |= nearest.truncated;
                Err(Stop::Invalid)
            }
            (None, _) => {
                let expected = variants.names;
                Err(self.invalid(FaultKind::NoVariant { expected }))
            }
        }
    }

    /// The variants that the value may be by its members, in the order in which they are tried.
    fn candidates(&mut self, variants: &'static Variants) -> Result<Vec<Candidate>, Stop> {
        let count = variants.names.len();
        let mut missing = vec![0_u32; count];
        let mut passed_over = vec![0_u32; count];
        if !variants.members.is_empty() && self.peek() == Some(b'{') {
            let mut seen = vec![false; variants.members.len()];
            self.look(&mut |name, _| {
                let place = variants
                    .members
                    .binary_search_by(|known| known.name.cmp(name));
                if let Some(seen) = place.ok().and_then(|place| seen.get_mut(place)) {
                    *seen = true;
                }
            })?;
            for (known, seen) in variants.members.iter().zip(seen) {
                let (counted, bits) = if seen {
                    (&mut passed_over, !known.declared)
                } else {
                    (&mut missing, known.required)
                };
                for (index, counted) in counted.iter_mut().enumerate().take(64) {
                    *counted += u32::from(bits >> index & 1 == 1);
                }
            }
        }
        let fewest = missing.iter().copied().min().unwrap_or_default();
        let all = missing.iter().zip(passed_over).enumerate();
        let mut candidates: Vec<Candidate> = all
            .filter(|(_, (missing, _))| **missing == fewest)
            .map(|(index, (_, passed_over))| Candidate { passed_over, index })
            .collect();
        candidates.sort_unstable();
        if fewest > 0 {
            // None can take the value: one says why.
            candidates.truncate(1);
        }
        Ok(candidates)
    }
}

/// Where variants are tried: each starts anew at the same value.
struct Tries {
    start: usize,
    end: usize,
    mark: usize,
    truncated: bool,
    /// The rules of the value, for each variant anew: the first that reads an array takes them.
    pending: Vec<&'static [Rule]>,
}

impl Tries {
    fn new(reader: &mut Reader<'_>) -> Result<Self, Stop> {
        reader.peek();
        let start = reader.at;
        let end = reader.look_past()?;
        Ok(Self {
            start,
            end,
            mark: reader.faults.len(),
            truncated: reader.truncated,
            pending: reader.pending.clone(),
        })
    }

    fn start(&self, reader: &mut Reader<'_>) {
        reader.at = self.start;
        reader.pending.clone_from(&self.pending);
    }

    /// Takes the faults of a variant that failed out of the reader.
    fn faults(&self, reader: &mut Reader<'_>) -> Nearest {
        let truncated = std::mem::replace(&mut reader.truncated, self.truncated);
        let faults: Vec<Found> = reader.faults.drain(self.mark..).collect();
        Nearest {
            distance: Distance::of(&faults, truncated),
            faults,
            truncated,
        }
    }
}

/// The faults of a variant.
struct Nearest {
    distance: Distance,
    faults: Vec<Found>,
    truncated: bool,
}

/// How far a value is from a variant that it is not. One of another kind is farthest; then the number of faults counts, then how deep the
/// variant has come.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    is_other_kind: bool,
    faults: usize,
    depth: Reverse<usize>,
}

impl Distance {
    pub(super) fn of(faults: &[Found], truncated: bool) -> Self {
        let depth = faults.iter().map(|found| found.fault.location.len()).max();
        Self {
            is_other_kind: faults
                .iter()
                .any(|found| found.fault.location.is_empty() && is_about_kind(&found.fault.kind)),
            faults: if truncated { usize::MAX } else { faults.len() },
            depth: Reverse(depth.unwrap_or_default()),
        }
    }

    /// Whether the value is of another kind.
    pub(super) const fn is_of_another_kind(&self) -> bool {
        self.is_other_kind
    }
}

/// Whether the fault says that a value of another kind was expected.
fn is_about_kind(kind: &FaultKind) -> bool {
    matches!(
        kind,
        FaultKind::NotObject
            | FaultKind::NotMap
            | FaultKind::NotArray
            | FaultKind::NotString
            | FaultKind::NotInteger
            | FaultKind::NotNumber
            | FaultKind::NotBoolean
            | FaultKind::NotNull
            | FaultKind::NoVariant { .. }
            | FaultKind::Rule {
                rule: Rule::Type(_) | Rule::Never,
                ..
            }
    )
}
