//! Which rules the values of types keep.

use super::{Api, Kind, Rule, Rules, RulesId, Shape, Ty};

/// How deep arrays and maps are gone into. No schema nests deeper without a type of its own, but aliases in a circle do.
const MAX_DEPTH: usize = 64;

impl Api {
    /// The type behind aliases, rules and types of their own around another: what is on the wire.
    #[must_use]
    pub fn inmost<'a>(&'a self, ty: &'a Ty) -> &'a Ty {
        let mut ty = self.resolve(ty);
        // There are no more types around another than types.
        for _ in &self.types {
            let Ty::Named(id) = ty else { break };
            let Some(Shape::Newtype(inner)) = self.type_def(*id).map(|def| &def.shape) else {
                break;
            };
            ty = self.resolve(inner);
        }
        ty
    }

    /// The id of a list of rules.
    pub fn intern(&mut self, rules: Rules) -> RulesId {
        let (index, _) = self.rules.insert_full(rules);
        RulesId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The rules behind an id.
    pub fn rules(&self, id: RulesId) -> impl Iterator<Item = &Rule> {
        let rules = self.rules.get_index(id.0 as usize);
        rules.into_iter().flatten()
    }

    /// What a type that keeps `own` keeps with `more` rules, too.
    pub fn with_rules(&mut self, own: Option<RulesId>, more: Rules) -> RulesId {
        let own = own.and_then(|own| self.rules.get_index(own.0 as usize));
        let own = own.cloned().unwrap_or_default();
        self.intern(own.and(more))
    }

    /// `ty`, whose values keep `rules`, too.
    #[must_use]
    pub fn ruled(&mut self, ty: Ty, rules: Rules) -> Ty {
        if rules.is_empty() {
            return ty;
        }
        match ty {
            Ty::Null => ty,
            Ty::Nullable(inner) => Ty::Nullable(Box::new(self.ruled(*inner, rules))),
            Ty::Ruled(inner, own) => Ty::Ruled(inner, self.with_rules(Some(own), rules)),
            ty => Ty::Ruled(Box::new(ty), self.intern(rules)),
        }
    }

    /// The rules that who holds a value of the type checks on it: those of this use, of the aliases on the way, and of the items
    /// and values of arrays and maps, down to the types that check their own.
    #[must_use]
    pub fn use_rules(&self, ty: &Ty) -> Rules {
        self.gathered(ty, |_| false, 0)
    }

    /// The rules of a parameter. Texts are read without their rules: those of types of their own are the parameter's, too.
    #[must_use]
    pub fn param_rules(&self, ty: &Ty) -> Rules {
        self.gathered(ty, |shape| matches!(shape, Shape::Newtype(_)), 0)
    }

    /// The rules of an id, none without one.
    #[must_use]
    pub fn own_rules(&self, rules: Option<RulesId>) -> Rules {
        Rules::new(
            rules
                .into_iter()
                .flat_map(|rules| self.rules(rules))
                .cloned(),
        )
    }

    /// The rules that a type of its own around `inner` checks.
    #[must_use]
    pub fn newtype_rules(&self, rules: Option<RulesId>, inner: &Ty) -> Rules {
        self.own_rules(rules).and(self.use_rules(inner))
    }

    fn gathered(&self, ty: &Ty, opens: fn(&Shape) -> bool, depth: usize) -> Rules {
        let mut rules = Vec::new();
        if depth > MAX_DEPTH {
            return Rules::default();
        }
        let mut ty = ty;
        // No chain of aliases is longer than there are types, and no use has more layers than null and rules.
        for _ in 0..=3 * self.types.len() + 3 {
            ty = match ty {
                Ty::Boxed(inner) => inner,
                Ty::Nullable(inner) => {
                    let inner = self.gathered(inner, opens, depth + 1);
                    rules.extend(but_for_null(inner));
                    break;
                }
                Ty::Ruled(inner, own) => {
                    rules.extend(self.rules(*own).cloned());
                    inner
                }
                Ty::Named(id) => {
                    let Some(def) = self.type_def(*id) else { break };
                    match &def.shape {
                        Shape::Alias(inner) => inner,
                        shape @ Shape::Newtype(inner) if opens(shape) => {
                            let own = def.rules.into_iter().flat_map(|own| self.rules(own));
                            rules.extend(own.cloned());
                            inner
                        }
                        _ => break,
                    }
                }
                Ty::Array(item) => {
                    let inner = self.gathered(item, opens, depth + 1);
                    rules.extend((!inner.is_empty()).then_some(Rule::Items(inner)));
                    break;
                }
                Ty::Map(value) => {
                    let inner = self.gathered(value, opens, depth + 1);
                    rules.extend((!inner.is_empty()).then_some(Rule::Values(inner)));
                    break;
                }
                _ => break,
            };
        }
        Rules::new(rules)
    }
}

/// The rules as they are where null is a value too. Most say nothing of it.
fn but_for_null(rules: Rules) -> Vec<Rule> {
    let (of_null, mut others): (Vec<Rule>, Vec<Rule>) =
        rules.iter().cloned().partition(Rule::is_about_null);
    if !of_null.is_empty() {
        // They know each other.
        let otherwise = Rules::new(of_null.into_iter().chain(others.drain(..)));
        others.push(Rule::If {
            condition: Rules::new([Rule::Type(vec![Kind::Null])]),
            then: Rules::default(),
            otherwise,
        });
    }
    others
}
