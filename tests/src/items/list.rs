//! From the tree of modules to the list of public items.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{
    Attribute, Fields, FnArg, Generics, ImplItem, ItemImpl, ItemTrait, Pat, ReceiverKind,
    Signature, TraitItem, Type, TypeParamBound, WherePredicate,
};

use super::names::Public;
use super::tokens::Scope;
use super::tree::{Tree, is_public};
use super::{Item, Kind};

/// All public items.
pub(super) fn items(tree: &Tree) -> Result<BTreeSet<Item>, String> {
    let public = tree.public();
    let mut list = List {
        public: &public,
        items: BTreeSet::new(),
    };
    for declared in public.declared() {
        let Some(path) = public.path(declared) else {
            continue;
        };
        if tree.modules.contains_key(declared) {
            list.add(path.join("::"), Kind::Module, String::new());
        }
        for other in public.others(declared) {
            list.add(other.join("::"), Kind::Reexport, path.join("::"));
        }
    }
    for (path, target) in &public.elsewhere {
        list.add(path.join("::"), Kind::Reexport, target.join("::"));
    }
    for (path, module) in &tree.modules {
        let scope = Scope {
            tree,
            public: &public,
            module: path,
        };
        for item in &module.items {
            list.item(&scope, item)?;
        }
    }
    Ok(list.items)
}

struct List<'t> {
    public: &'t Public,
    items: BTreeSet<Item>,
}

impl List<'_> {
    fn add(&mut self, path: String, kind: Kind, text: String) {
        self.items.insert(Item { path, kind, text });
    }

    /// The public path of what this module declares under a name.
    fn own(&self, scope: &Scope<'_>, name: &syn::Ident) -> Option<String> {
        let mut declared = scope.module.to_vec();
        declared.push(name.to_string());
        Some(self.public.path(&declared)?.join("::"))
    }

    fn item(&mut self, scope: &Scope<'_>, item: &syn::Item) -> Result<(), String> {
        match item {
            syn::Item::Const(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    self.add(path, Kind::Constant, scope.text(&item.ty, &[]));
                }
            }
            syn::Item::Static(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    self.add(path, Kind::Static, scope.text(&item.ty, &[]));
                }
            }
            syn::Item::Fn(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.sig.ident) {
                    self.function(scope, path, &item.sig);
                }
            }
            syn::Item::Type(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    let text = generics(scope, &item.generics, &[]);
                    let names = parameters(&item.generics);
                    let text = format!("{text}={}", scope.text(&item.ty, &names));
                    self.add(path, Kind::Alias, text);
                }
            }
            syn::Item::Struct(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    self.structure(scope, &path, item);
                }
            }
            syn::Item::Enum(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    self.enumeration(scope, &path, item);
                }
            }
            syn::Item::Trait(item) if is_public(&item.vis) => {
                if let Some(path) = self.own(scope, &item.ident) {
                    self.trait_(scope, &path, item);
                }
            }
            syn::Item::Impl(item) => self.implementation(scope, item),
            syn::Item::Macro(item) => {
                let inside = item.mac.tokens.clone();
                if has_pub(inside.clone()) {
                    return Err(format!("a public item within a macro: {inside}"));
                }
                let path = format!(
                    "{}!({})",
                    scope.text(&item.mac.path, &[]),
                    scope.text(&inside, &[])
                );
                self.add(path, Kind::Macro, String::new());
            }
            _ => {}
        }
        Ok(())
    }

    /// Bounds of a function's parameters stand for themselves, so that one more is seen as one more.
    fn function(&mut self, scope: &Scope<'_>, path: String, of: &Signature) {
        let mut bare = of.clone();
        for parameter in bare.generics.type_params_mut() {
            let bounds = std::mem::take(&mut parameter.bounds);
            let holder = format!("{path}<{}>", parameter.ident);
            self.bounds(scope, &holder, &parameters(&of.generics), bounds.iter());
            parameter.colon_token = None;
        }
        self.add(path, Kind::Function, signature(scope, &bare, &[]));
    }

    fn structure(&mut self, scope: &Scope<'_>, path: &str, item: &syn::ItemStruct) {
        let names = parameters(&item.generics);
        let form = match &item.fields {
            Fields::Named(_) => "{}",
            Fields::Unnamed(_) => "()",
            Fields::Unit => "",
        };
        let is_open = item.fields.iter().all(|field| is_public(&field.vis));
        let text = format!(
            "{}{form}{}{}",
            generics(scope, &item.generics, &[]),
            if is_open { "" } else { " with private fields" },
            non_exhaustive(&item.attrs)
        );
        self.add(path.to_owned(), Kind::Struct, text);
        self.derives(scope, path, &item.attrs);
        for (index, field) in item.fields.iter().enumerate() {
            if is_public(&field.vis) {
                let name = field_name(index, field);
                self.add(
                    format!("{path}::{name}"),
                    Kind::Field,
                    scope.text(&field.ty, &names),
                );
            }
        }
    }

    fn enumeration(&mut self, scope: &Scope<'_>, path: &str, item: &syn::ItemEnum) {
        let names = parameters(&item.generics);
        let text = generics(scope, &item.generics, &[]) + non_exhaustive(&item.attrs);
        self.add(path.to_owned(), Kind::Enum, text);
        self.derives(scope, path, &item.attrs);
        for variant in &item.variants {
            let path = format!("{path}::{}", variant.ident);
            let text = match &variant.fields {
                Fields::Unit => String::new(),
                Fields::Unnamed(fields) => {
                    let types = fields.unnamed.iter();
                    let types: Vec<String> =
                        types.map(|field| scope.text(&field.ty, &names)).collect();
                    format!("({})", types.join(","))
                }
                Fields::Named(fields) => {
                    for (index, field) in fields.named.iter().enumerate() {
                        let name = field_name(index, field);
                        self.add(
                            format!("{path}::{name}"),
                            Kind::Field,
                            scope.text(&field.ty, &names),
                        );
                    }
                    "{}".to_owned()
                }
            };
            self.add(path, Kind::Variant, text);
        }
    }

    fn derives(&mut self, scope: &Scope<'_>, path: &str, attributes: &[Attribute]) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            // What is no list of paths does not compile anyway.
            let _ignored = attribute.parse_nested_meta(|meta| {
                let derived = scope.text(&meta.path, &[]);
                self.add(format!("{derived} for {path}"), Kind::Impl, String::new());
                Ok(())
            });
        }
    }

    fn trait_(&mut self, scope: &Scope<'_>, path: &str, item: &ItemTrait) {
        let names = parameters(&item.generics);
        let text = generics(scope, &item.generics, &[]);
        self.add(path.to_owned(), Kind::Trait, text);
        self.bounds(scope, path, &names, item.supertraits.iter());
        for inner in &item.items {
            let (name, text) = match inner {
                TraitItem::Fn(method) => (
                    &method.sig.ident,
                    format!(
                        "{}{}",
                        signature(scope, &method.sig, &names),
                        provided(method.default.is_some())
                    ),
                ),
                TraitItem::Type(inner) => {
                    let path = format!("{path}::{}", inner.ident);
                    self.bounds(scope, &path, &names, inner.bounds.iter());
                    let text = format!("type{}", provided(inner.default.is_some()));
                    (&inner.ident, text)
                }
                TraitItem::Const(inner) => (
                    &inner.ident,
                    format!(
                        "{}{}",
                        scope.text(&inner.ty, &names),
                        provided(inner.default.is_some())
                    ),
                ),
                _ => continue,
            };
            self.add(format!("{path}::{name}"), Kind::TraitItem, text);
        }
    }

    fn bounds<'b>(
        &mut self,
        scope: &Scope<'_>,
        path: &str,
        names: &[String],
        bounds: impl Iterator<Item = &'b TypeParamBound>,
    ) {
        for bound in bounds {
            let text = scope.text(bound, names);
            self.add(format!("{path}: {text}"), Kind::Bound, String::new());
        }
    }

    fn implementation(&mut self, scope: &Scope<'_>, item: &ItemImpl) {
        let names = parameters(&item.generics);
        if !self.is_public_type(scope, &item.self_ty) {
            return;
        }
        let own = scope.text(&item.self_ty, &names);
        let Some((of, _)) = &item.trait_ else {
            self.inherent(scope, &own, &names, item);
            return;
        };
        let head = format!("{} for {own}", scope.text(of, &names));
        let text = generics(scope, &item.generics, &[]);
        for inner in &item.items {
            let (name, text) = match inner {
                ImplItem::Type(inner) => (&inner.ident, scope.text(&inner.ty, &names)),
                ImplItem::Const(inner) => (&inner.ident, scope.text(&inner.ty, &names)),
                _ => continue,
            };
            self.add(format!("{head}::{name}"), Kind::ImplItem, text);
        }
        self.add(head, Kind::Impl, text);
    }

    fn inherent(&mut self, scope: &Scope<'_>, own: &str, names: &[String], item: &ItemImpl) {
        for inner in &item.items {
            match inner {
                ImplItem::Fn(method) if is_public(&method.vis) => self.add(
                    format!("{own}::{}", method.sig.ident),
                    Kind::Function,
                    signature(scope, &method.sig, names),
                ),
                ImplItem::Const(constant) if is_public(&constant.vis) => self.add(
                    format!("{own}::{}", constant.ident),
                    Kind::Constant,
                    scope.text(&constant.ty, names),
                ),
                _ => {}
            }
        }
    }

    /// Whether a user can name the type: it is public, another crate's, or a generic.
    fn is_public_type(&self, scope: &Scope<'_>, of: &Type) -> bool {
        let Type::Path(of) = of else {
            return true;
        };
        let path: Vec<String> = of
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        match scope.tree.find(scope.module, &path) {
            Some((declared, _)) => self.public.path(&declared).is_some(),
            None => true,
        }
    }
}

fn provided(is_provided: bool) -> &'static str {
    if is_provided {
        " provided"
    } else {
        " required"
    }
}

fn non_exhaustive(attributes: &[Attribute]) -> &'static str {
    let is_said = attributes
        .iter()
        .any(|one| one.path().is_ident("non_exhaustive"));
    if is_said { " non_exhaustive" } else { "" }
}

fn field_name(index: usize, field: &syn::Field) -> String {
    match &field.ident {
        Some(name) => name.to_string(),
        None => index.to_string(),
    }
}

/// The names that generics give.
fn parameters(generics: &Generics) -> Vec<String> {
    let types = generics.type_params().map(|one| one.ident.to_string());
    let constants = generics.const_params().map(|one| one.ident.to_string());
    types.chain(constants).collect()
}

/// Parameters and bounds: `<S: phones::Phones>`, and what stands behind `where`.
fn generics(scope: &Scope<'_>, generics: &Generics, outer: &[String]) -> String {
    let mut names = parameters(generics);
    names.extend(outer.iter().cloned());
    let inside: Vec<String> = generics
        .params
        .iter()
        .map(|one| scope.text(one, &names))
        .collect();
    let mut text = if inside.is_empty() {
        String::new()
    } else {
        format!("<{}>", inside.join(","))
    };
    let conditions = generics.where_clause.iter().flat_map(|one| &one.predicates);
    for condition in conditions {
        let condition = match condition {
            WherePredicate::Type(one) => scope.text(one, &names),
            other => scope.text(other, &names),
        };
        text.push_str(&format!(" where {condition}"));
    }
    text
}

fn signature(scope: &Scope<'_>, of: &Signature, outer: &[String]) -> String {
    let mut names = parameters(&of.generics);
    names.extend(outer.iter().cloned());
    let arguments: Vec<String> = of
        .inputs
        .iter()
        .map(|argument| match argument {
            FnArg::Receiver(receiver) => match &receiver.kind {
                // Whether an owned `self` is `mut` is the function's own affair.
                ReceiverKind::Value => "self".to_owned(),
                _ => scope.text(receiver, &names),
            },
            FnArg::Typed(argument) => {
                let of = scope.text(&argument.ty, &names);
                match &*argument.pat {
                    Pat::Ident(name) => format!("{}: {of}", name.ident),
                    other => format!("{}: {of}", other.to_token_stream()),
                }
            }
        })
        .collect();
    let before = if of.constness.is_some() { "const " } else { "" };
    let before = format!(
        "{before}{}fn{}",
        if of.asyncness.is_some() { "async " } else { "" },
        generics(scope, &of.generics, outer)
    );
    let output = match &of.output {
        syn::ReturnType::Default => String::new(),
        syn::ReturnType::Type(_, of) => format!(" -> {}", scope.text(of, &names)),
    };
    format!("{before}({}){output}", arguments.join(", "))
}

fn has_pub(tokens: proc_macro2::TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(word) => word == "pub",
        proc_macro2::TokenTree::Group(group) => has_pub(group.stream()),
        _ => false,
    })
}
