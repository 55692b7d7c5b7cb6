//! How a union is decoded and encoded, as the IR decided it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::arms::patterns;
use super::ruled;
use crate::emit::rules::kind_name;
use crate::emit::{Cx, Imports, Side, ident};
use crate::ir::{Constant, Key, KeyKind, Kind, Listed, Select, Tag, Try, Ty, TypeId, Union};

const CODEC: &str = "counterpart_runtime::codec";

/// How a union is read: the decision is in [`Select`].
pub(super) fn decode(cx: &Cx<'_>, id: TypeId, shape: &Union, imports: &mut Imports) -> TokenStream {
    let mut decoder = Decoder {
        cx,
        id,
        shape,
        imports,
    };
    match &shape.select {
        Select::Try(tried) => decoder.attempts(tried),
        select => {
            let value = decoder.value(select);
            quote!(Ok(#value))
        }
    }
}

/// How a union is written: as the value that it holds.
pub(super) fn encode(cx: &Cx<'_>, id: TypeId, shape: &Union) -> TokenStream {
    let arms = shape
        .variants
        .iter()
        .zip(cx.names.of_parts(id))
        .map(|(variant, name)| {
            let name = ident(name);
            match variant.ty {
                Ty::Null => quote!(Self::#name => writer.null(),),
                _ => quote!(Self::#name(value) => value.encode(writer),),
            }
        });
    let unknown = is_open(cx, shape).then(|| quote!(Self::Unknown(value) => value.encode(writer),));
    quote!(match self { #(#arms)* #unknown })
}

/// Whether the enum has a variant for values that are of none.
pub(super) fn is_open(cx: &Cx<'_>, shape: &Union) -> bool {
    cx.side == Side::Client && shape.open
}

struct Decoder<'a> {
    cx: &'a Cx<'a>,
    id: TypeId,
    shape: &'a Union,
    imports: &'a mut Imports,
}

impl Decoder<'_> {
    /// An expression of the union's type; what is no value returns.
    fn value(&mut self, select: &Select) -> TokenStream {
        match select {
            Select::Is(variant) => self.read(*variant),
            Select::Kind(arms) => self.by_kind(arms),
            Select::Tag(tag) => self.by_tag(tag),
            Select::Key(key) => self.by_key(key),
            Select::KeyKind(asked) => self.by_key_kind(asked),
            Select::Listed(listed) => self.listed(listed),
            Select::Try(tried) => {
                let attempts = self.attempts(tried);
                quote!({ #attempts? })
            }
        }
    }

    fn read(&mut self, variant: u32) -> TokenStream {
        let name = ident(self.cx.names.of_part(self.id, variant));
        match self.shape.variants.get(variant as usize).map(|one| &one.ty) {
            Some(Ty::Null) | None => quote!(<()>::decode(reader).map(|()| Self::#name)?),
            Some(ty) => {
                let read = ruled::read(self.cx, &self.cx.api.use_rules(ty), self.imports);
                quote!(Self::#name(#read?))
            }
        }
    }

    fn by_kind(&mut self, arms: &[(Vec<Kind>, Select)]) -> TokenStream {
        let listed = || arms.iter().flat_map(|(kinds, _)| kinds).copied();
        let asks_integers = listed().any(|kind| kind == Kind::Integer);
        let mut covered = 0;
        let mut printed = Vec::new();
        for (kinds, next) in arms {
            let patterns = self.kinds(kinds, asks_integers);
            covered += patterns.len();
            let next = self.value(next);
            printed.push(quote!(#(#patterns)|* => #next,));
        }
        let expected = listed().map(Kind::as_str);
        // There are seven kinds; where each has its variant, nothing is left to refuse.
        let refused =
            (covered < 7).then(|| quote!(_ => return Err(reader.no_variant(&[#(#expected),*])),));
        quote!(match reader.peek_kind()? { #(#printed)* #refused })
    }

    /// The patterns of kinds. Whoever takes numbers takes integers, unless another asks for them.
    fn kinds(&mut self, kinds: &[Kind], asks_integers: bool) -> Vec<TokenStream> {
        let json_kind = self.imports.from(CODEC, "JsonKind");
        let mut names = Vec::new();
        for kind in kinds {
            match kind {
                Kind::Number if !asks_integers => names.extend(["Integer", "Number"]),
                kind => names.push(kind_name(*kind)),
            }
        }
        let names = names.into_iter().map(ident);
        names.map(|name| quote!(#json_kind::#name)).collect()
    }

    fn by_tag(&mut self, tag: &Tag) -> TokenStream {
        let texts: Option<Vec<&str>> = (tag.arms.iter())
            .flat_map(|(constants, _)| constants)
            .map(|constant| match constant {
                Constant::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        match texts {
            Some(texts) if tag.absent.is_none() => self.by_text(tag, &texts),
            _ => self.by_constant(tag),
        }
    }

    /// A tag that must be there, and is a text.
    fn by_text(&mut self, tag: &Tag, texts: &[&str]) -> TokenStream {
        let member = &tag.member;
        let other = self.other(tag);
        let counts = counts(tag.arms.iter().map(|(constants, _)| constants.len()));
        let values: Vec<TokenStream> = tag.arms.iter().map(|(_, next)| self.value(next)).collect();
        let Some(other) = other else {
            if let [only] = values.as_slice() {
                return quote!({ reader.closed_tag(#member, &[#(#texts),*])?; #only });
            }
            let arms = patterns(&counts);
            return quote! {
                match reader.closed_tag(#member, &[#(#texts),*])? { #(#arms => #values,)* }
            };
        };
        let arms = patterns(&counts);
        quote! {
            match reader.open_tag(#member, &[#(#texts),*])? {
                #(Some(#arms) => #values,)*
                None => #other,
            }
        }
    }

    /// A tag that may be absent, or is no text.
    fn by_constant(&mut self, tag: &Tag) -> TokenStream {
        let member = &tag.member;
        let constant = self.imports.from(CODEC, "Constant");
        let told = self.imports.from(CODEC, "Told");
        let constants = tag.arms.iter().flat_map(|(constants, _)| constants);
        let constants = constants.map(|one| match one {
            Constant::Text(text) => quote!(#constant::Text(#text)),
            Constant::Integer(value) => {
                let value = super::default::integer((*value).into());
                quote!(#constant::Integer(#value))
            }
            Constant::Bool(value) => quote!(#constant::Boolean(#value)),
        });
        let constants: Vec<TokenStream> = constants.collect();
        let counts = counts(tag.arms.iter().map(|(constants, _)| constants.len()));
        let values: Vec<TokenStream> = tag.arms.iter().map(|(_, next)| self.value(next)).collect();
        let arms = patterns(&counts);
        let other = self.other(tag).map(|next| quote!(#told::Other => #next,));
        let absent = (tag.absent.as_deref()).map(|next| {
            let next = self.value(next);
            quote!(#told::Absent => #next,)
        });
        let refused = (other.is_none() || absent.is_none())
            .then(|| quote!(_ => return Err(reader.no_constant(#member, TAGS)),));
        quote!({
            const TAGS: &[#constant] = &[#(#constants),*];
            match reader.constant(#member, TAGS)? {
                #(#told::At(#arms) => #values,)*
                #other
                #absent
                #refused
            }
        })
    }

    /// What a value with another tag is.
    fn other(&mut self, tag: &Tag) -> Option<TokenStream> {
        match tag.other.as_deref() {
            Some(next) => Some(self.value(next)),
            None => (is_open(self.cx, self.shape) && tag.is_open())
                .then(|| quote!(Self::Unknown(Decode::decode(reader)?))),
        }
    }

    fn by_key(&mut self, key: &Key) -> TokenStream {
        let names = key.arms.iter().map(|(name, _)| name);
        let names: Vec<&String> = names.collect();
        let values: Vec<TokenStream> = key.arms.iter().map(|(_, next)| self.value(next)).collect();
        let arms = patterns(&counts(values.iter().map(|_| 1)));
        let none = match key.otherwise.as_deref() {
            Some(next) => self.value(next),
            None => quote!(return Err(reader.no_key(KEYS))),
        };
        quote!({
            const KEYS: &[&str] = &[#(#names),*];
            match reader.key(KEYS)? { #(Some(#arms) => #values,)* None => #none, }
        })
    }

    /// What is of none of the kinds is read as the last variant, which says what is wrong.
    fn by_key_kind(&mut self, asked: &KeyKind) -> TokenStream {
        let member = &asked.member;
        let listed = asked.arms.iter().flat_map(|(kinds, _)| kinds);
        let asks_integers = listed.clone().any(|kind| *kind == Kind::Integer);
        let last = asked.arms.len().saturating_sub(1);
        let mut printed = Vec::new();
        for (index, (kinds, next)) in asked.arms.iter().enumerate() {
            let patterns = self.kinds(kinds, asks_integers);
            let next = self.value(next);
            printed.push(if index == last {
                quote!(_ => #next,)
            } else {
                quote!(Some(#(#patterns)|*) => #next,)
            });
        }
        quote!(match reader.find_kind(#member)? { #(#printed)* })
    }

    fn listed(&mut self, listed: &Listed) -> TokenStream {
        let variant = self.shape.variants.get(listed.variant as usize);
        let name = match variant.map(|one| self.cx.resolve(&one.ty)) {
            Some(Ty::Named(id)) => ident(self.cx.names.of_type(*id)),
            _ => return self.value(&listed.otherwise),
        };
        let is = self.read(listed.variant);
        let otherwise = match &*listed.otherwise {
            Select::Try(tried) => {
                let attempts = self.attempts(tried);
                quote!(#attempts?)
            }
            other => self.value(other),
        };
        quote! {
            if reader.is_one_of(crate::types::#name::VALUES)? { #is } else { #otherwise }
        }
    }

    /// An expression of a result.
    fn attempts(&mut self, tried: &Try) -> TokenStream {
        let variants = self.imports.from(CODEC, "Variants");
        let names = tried.among.iter().map(|variant| {
            let name = self.cx.names.of_part(self.id, *variant);
            name.trim_start_matches("r#").to_owned()
        });
        let names: Vec<String> = names.collect();
        let by_members = (!tried.members.is_empty()).then(|| {
            let known = self.imports.from(CODEC, "known");
            let members = tried.members.iter().map(|member| {
                let name = &member.name;
                let (declared, required) = (bits(&member.declared), bits(&member.required));
                quote!(#known(#name, #declared, #required),)
            });
            quote!(.by_members(&[#(#members)*]))
        });
        let exactly_one =
            (tried.exactly_one && self.cx.side == Side::Server).then(|| quote!(.exactly_one()));
        let arms = patterns(&counts(tried.among.iter().map(|_| 1)));
        let values: Vec<TokenStream> = (tried.among.iter())
            .map(|variant| self.read(*variant))
            .collect();
        quote! {
            static VARIANTS: #variants = #variants::new(&[#(#names),*]) #by_members #exactly_one;
            reader.tried(&VARIANTS, |reader, index| Ok(match index { #(#arms => #values,)* }))
        }
    }
}

/// The places that each arm stands for, one after the other.
fn counts(lengths: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut next = 0;
    lengths
        .map(|length| {
            let places = (next..next + length).collect();
            next += length;
            places
        })
        .collect()
}

/// A bit for each place.
fn bits(places: &[u32]) -> Literal {
    let bits = places.iter().fold(0_u64, |bits, place| {
        bits | 1_u64.checked_shl(*place).unwrap_or_default()
    });
    Literal::u64_unsuffixed(bits)
}
