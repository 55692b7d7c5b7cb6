//! Rules as the runtime has them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{Cx, ident};
use crate::ir::{CheckId, Kind, Rule, Rules};

/// How a file names the runtime's types: `Rule`, or `rt::Rule`.
pub(super) type Path<'a> = &'a mut dyn FnMut(&str) -> TokenStream;

/// A list of rules, in a static: `&[Rule::MinLength(1), Rule::MaxLength(64)]`.
pub(super) fn list(rules: &Rules, cx: &Cx<'_>, path: Path<'_>) -> TokenStream {
    let rules: Vec<TokenStream> = rules.iter().map(|one| rule(one, cx, path)).collect();
    quote!(&[#(#rules),*])
}

/// A list of rules, in a function. What has a static of its own is not named there by a constant: then the list is a static, too.
pub(super) fn list_in_fn(rules: &Rules, cx: &Cx<'_>, path: Path<'_>) -> TokenStream {
    let list = list(rules, cx, path);
    if is_constant(rules) {
        return list;
    }
    let rule = path("Rule");
    quote!({
        static RULES: &[#rule] = #list;
        RULES
    })
}

/// Whether a list of rules is a constant: it names no static, and calls nothing.
pub(super) fn is_constant(rules: &Rules) -> bool {
    rules.iter().all(is_plain)
}

/// The static of a pattern, by what it says: it has the same name whatever other patterns there are.
pub(super) fn pattern(source: &str) -> Ident {
    format_ident!("PATTERN_{:016X}", hash(source))
}

/// The static of rules that others refer to, by the place of their schema.
pub(super) fn check(cx: &Cx<'_>, id: CheckId) -> Ident {
    let check = cx.api.checks.get(id.0 as usize);
    let pointer = check.map_or("", |check| check.pointer.as_str());
    let last = pointer.rsplit('/').next().unwrap_or_default();
    let letters = last.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.take(32).collect::<String>().to_ascii_uppercase();
    format_ident!("SCHEMA_{}_{:016X}", letters, hash(pointer))
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    (text.bytes()).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn rule(rule: &Rule, cx: &Cx<'_>, path: Path<'_>) -> TokenStream {
    let name = path("Rule");
    match rule {
        Rule::MinLength(count)
        | Rule::MaxLength(count)
        | Rule::MinItems(count)
        | Rule::MaxItems(count)
        | Rule::MinProperties(count)
        | Rule::MaxProperties(count) => {
            let (variant, count) = (variant(rule), Literal::u64_unsuffixed(*count));
            quote!(#name::#variant(#count))
        }
        Rule::Minimum(number)
        | Rule::Maximum(number)
        | Rule::ExclusiveMinimum(number)
        | Rule::ExclusiveMaximum(number)
        | Rule::MultipleOf(number) => {
            let variant = variant(rule);
            quote!(#name::#variant(#number))
        }
        Rule::Items(rules)
        | Rule::UnevaluatedItems(rules)
        | Rule::PropertyNames(rules)
        | Rule::Values(rules)
        | Rule::UnevaluatedProperties(rules)
        | Rule::Not(rules) => {
            let (variant, rules) = (variant(rule), list(rules, cx, path));
            quote!(#name::#variant(#rules))
        }
        Rule::Prefix(lists) | Rule::AllOf(lists) | Rule::AnyOf(lists) | Rule::OneOf(lists) => {
            let lists: Vec<TokenStream> = lists.iter().map(|one| list(one, cx, path)).collect();
            let variant = variant(rule);
            quote!(#name::#variant(&[#(#lists),*]))
        }
        Rule::Properties(all) | Rule::DependentSchemas(all) => {
            let one = |(member, rules): &(String, Rules)| {
                let rules = list(rules, cx, path);
                quote!((#member, #rules))
            };
            let all: Vec<TokenStream> = all.iter().map(one).collect();
            let variant = variant(rule);
            quote!(#name::#variant(&[#(#all),*]))
        }
        Rule::PatternProperties(all) => {
            let one = |(source, rules): &(String, Rules)| {
                let (pattern, rules) = (pattern(source), list(rules, cx, path));
                quote!((&crate::types::rules::#pattern, #rules))
            };
            let all: Vec<TokenStream> = all.iter().map(one).collect();
            quote!(#name::PatternProperties(&[#(#all),*]))
        }
        Rule::Required(texts) | Rule::Enum(texts) => {
            let variant = variant(rule);
            quote!(#name::#variant(&[#(#texts),*]))
        }
        Rule::DependentRequired(all) => {
            let all = (all.iter()).map(|(member, others)| quote!((#member, &[#(#others),*])));
            quote!(#name::DependentRequired(&[#(#all),*]))
        }
        Rule::Pattern(source) => {
            let pattern = pattern(source);
            quote!(#name::Pattern(&crate::types::rules::#pattern))
        }
        Rule::Format(format) => {
            let (formats, variant) = (path("Format"), ident(format.variant()));
            quote!(#name::Format(#formats::#variant))
        }
        Rule::Type(kinds) => {
            let json_kind = path("JsonKind");
            let kinds = kinds.iter().map(|kind| {
                let kind = ident(kind_name(*kind));
                quote!(#json_kind::#kind)
            });
            quote!(#name::Type(&[#(#kinds),*]))
        }
        Rule::Contains { rules, min, max } => {
            let (contains, rules) = (path("Contains"), list(rules, cx, path));
            let least = (*min != 1).then(|| {
                let min = Literal::u64_unsuffixed(*min);
                quote!(.at_least(#min))
            });
            let most = max.map(|max| {
                let max = Literal::u64_unsuffixed(max);
                quote!(.at_most(#max))
            });
            quote!(#name::Contains(&#contains::new(#rules) #least #most))
        }
        Rule::If {
            condition,
            then,
            otherwise,
        } => {
            let (condition_type, condition) = (path("Condition"), list(condition, cx, path));
            let (then, otherwise) = (list(then, cx, path), list(otherwise, cx, path));
            quote!(#name::If(
                &#condition_type::new(#condition).then(#then).otherwise(#otherwise)
            ))
        }
        Rule::Schema(id) => {
            let check = check(cx, *id);
            quote!(#name::Schema(&crate::types::rules::#check))
        }
        Rule::UniqueItems => quote!(#name::UniqueItems),
        Rule::Never => quote!(#name::Never),
    }
}

/// The name of a rule that is made as its kind is, and not otherwise.
fn variant(rule: &Rule) -> Ident {
    ident(match rule {
        Rule::MinLength(_) => "MinLength",
        Rule::MaxLength(_) => "MaxLength",
        Rule::Pattern(_) => "Pattern",
        Rule::Format(_) => "Format",
        Rule::Minimum(_) => "Minimum",
        Rule::Maximum(_) => "Maximum",
        Rule::ExclusiveMinimum(_) => "ExclusiveMinimum",
        Rule::ExclusiveMaximum(_) => "ExclusiveMaximum",
        Rule::MultipleOf(_) => "MultipleOf",
        Rule::MinItems(_) => "MinItems",
        Rule::MaxItems(_) => "MaxItems",
        Rule::UniqueItems => "UniqueItems",
        Rule::Prefix(_) => "Prefix",
        Rule::Items(_) => "Items",
        Rule::Contains { .. } => "Contains",
        Rule::UnevaluatedItems(_) => "UnevaluatedItems",
        Rule::MinProperties(_) => "MinProperties",
        Rule::MaxProperties(_) => "MaxProperties",
        Rule::Required(_) => "Required",
        Rule::DependentRequired(_) => "DependentRequired",
        Rule::PropertyNames(_) => "PropertyNames",
        Rule::Properties(_) => "Properties",
        Rule::PatternProperties(_) => "PatternProperties",
        Rule::Values(_) => "Values",
        Rule::DependentSchemas(_) => "DependentSchemas",
        Rule::UnevaluatedProperties(_) => "UnevaluatedProperties",
        Rule::Type(_) => "Type",
        Rule::Enum(_) => "Enum",
        Rule::AllOf(_) => "AllOf",
        Rule::AnyOf(_) => "AnyOf",
        Rule::OneOf(_) => "OneOf",
        Rule::Not(_) => "Not",
        Rule::If { .. } => "If",
        Rule::Schema(_) => "Schema",
        Rule::Never => "Never",
    })
}

/// A kind of values as the runtime calls it.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Bool => "Boolean",
        Kind::Integer => "Integer",
        Kind::Number => "Number",
        Kind::String => "String",
        Kind::Array => "Array",
        Kind::Object => "Object",
    }
}

fn is_plain(rule: &Rule) -> bool {
    match rule {
        Rule::Pattern(_)
        | Rule::PatternProperties(_)
        | Rule::Schema(_)
        | Rule::Contains { .. }
        | Rule::If { .. } => false,
        _ => rule.inside().into_iter().all(is_constant),
    }
}
