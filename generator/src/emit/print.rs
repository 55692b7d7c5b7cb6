//! Tokens as text, with blank lines where a person puts them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ImplItem, Item, Stmt, TraitItem, parse_quote};

/// Marks where a blank line goes: an attribute, because that stands on a line of its own, and no text of a document
/// can become one.
const BLANK: &str = "#[counterpart_blank_line]";

/// Marks a list of which each entry stands on a line of its own: a comment, which `prettyplease` ends with the line.
const LISTED: &str = "counterpart_one_a_line";

/// The entries of an array or of a struct's value, one a line however short they are: so that one more entry is one
/// more line to a diff. Every entry ends with its comma.
pub fn one_a_line(entries: &[TokenStream]) -> TokenStream {
    let mark = (!entries.is_empty()).then(|| quote!(#[comment = #LISTED]));
    quote!(#mark #(#entries)*)
}

/// An item as text.
pub(super) struct Printed {
    text: String,
    line: Option<OneLine>,
}

impl Printed {
    /// How many lines it has, with the blank one before it.
    pub fn lines(&self) -> usize {
        1 + self.text.lines().count()
    }
}

/// Prints the items of a file, with blank lines between the functions of impls and traits, where `prettyplease` leaves none.
///
/// # Errors
/// What `syn` says where the tokens are not items of Rust.
pub(super) fn items(tokens: TokenStream) -> Result<Vec<Printed>, syn::Error> {
    let syn::File { items, .. } = syn::parse2(tokens)?;
    Ok(items.into_iter().map(printed).collect())
}

fn printed(mut item: Item) -> Printed {
    space_inside(&mut item);
    let line = one_line(&item);
    let mut text = String::new();
    push(&mut text, Vec::new(), vec![item]);
    Printed { text, line }
}

/// Prints a file: the header as a comment, then the tokens, then the items that are printed already, with blank lines between them.
///
/// # Errors
/// What `syn` says where the tokens are not a file of Rust.
pub(super) fn rust_file<'p>(
    header: &str,
    tokens: TokenStream,
    others: impl IntoIterator<Item = &'p Printed>,
) -> Result<String, syn::Error> {
    let syn::File { attrs, items, .. } = syn::parse2(tokens)?;
    let mut text = format!("// {header}\n");
    let (docs, rest): (Vec<_>, Vec<_>) = attrs
        .into_iter()
        .partition(|attribute| attribute.path().is_ident("doc"));
    for attrs in [docs, rest] {
        if !attrs.is_empty() {
            text.push('\n');
            push(&mut text, attrs, Vec::new());
        }
    }
    let mut before = None;
    let mut add = |item: &Printed| {
        if item.line.is_none() || item.line != before {
            text.push('\n');
        }
        before = item.line;
        text.push_str(&item.text);
    };
    for item in items {
        add(&printed(item));
    }
    for item in others {
        add(item);
    }
    Ok(text)
}

/// Prints one item, or the attributes of a file.
fn push(text: &mut String, attrs: Vec<Attribute>, items: Vec<Item>) {
    let printed = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    });
    for line in printed.lines() {
        if line.trim().strip_prefix("//") == Some(LISTED) {
            continue;
        }
        if line.trim() != BLANK {
            text.push_str(line.trim_end());
        }
        text.push('\n');
    }
}

/// Items of which several stand together without blank lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OneLine {
    Use { public: bool, origin: Origin },
    Mod,
    Macro,
}

/// Where an import comes from; a blank line stands between those of different origins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Std,
    OtherCrate,
    OwnCrate,
}

impl Origin {
    fn of(tree: &syn::UseTree) -> Self {
        match tree {
            syn::UseTree::Path(path) if path.ident == "std" => Origin::Std,
            syn::UseTree::Path(path)
                if ["crate", "super", "self"]
                    .iter()
                    .any(|own| path.ident == own) =>
            {
                Origin::OwnCrate
            }
            _ => Origin::OtherCrate,
        }
    }
}

fn one_line(item: &Item) -> Option<OneLine> {
    match item {
        Item::Use(item) if item.attrs.is_empty() => Some(OneLine::Use {
            public: !matches!(item.vis, syn::Visibility::Inherited),
            origin: Origin::of(&item.tree),
        }),
        Item::Mod(item) if item.content.is_none() => {
            let documented = item.attrs.iter().any(|attr| attr.path().is_ident("doc"));
            (!documented).then_some(OneLine::Mod)
        }
        Item::Macro(_) => Some(OneLine::Macro),
        _ => None,
    }
}

/// Marks the blank lines between the functions of an impl or a trait, and between the items of a `const _` block.
fn space_inside(item: &mut Item) {
    if let Item::Const(item) = item {
        if let Expr::Block(block) = &mut *item.expr {
            space_block(&mut block.block.stmts);
        }
        return;
    }
    let mut before_is_short = None;
    let mut space = |attrs: &mut Vec<Attribute>, short: bool| {
        let together = before_is_short.is_none_or(|before| before && short);
        before_is_short = Some(short && attrs.is_empty());
        if !together {
            attrs.insert(0, parse_quote!(#[counterpart_blank_line]));
        }
    };
    match item {
        Item::Impl(item) => {
            for item in &mut item.items {
                match item {
                    ImplItem::Const(item) => space(&mut item.attrs, true),
                    ImplItem::Type(item) => space(&mut item.attrs, true),
                    ImplItem::Fn(item) => space(&mut item.attrs, false),
                    _ => {}
                }
            }
        }
        Item::Trait(item) => {
            for item in &mut item.items {
                match item {
                    TraitItem::Const(item) => space(&mut item.attrs, true),
                    TraitItem::Type(item) => space(&mut item.attrs, true),
                    TraitItem::Fn(item) => space(&mut item.attrs, false),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn space_block(statements: &mut [Stmt]) {
    for (index, statement) in statements.iter_mut().enumerate() {
        let Stmt::Item(item) = statement else {
            continue;
        };
        space_inside(item);
        if let (true, Item::Impl(item)) = (index > 0, item) {
            item.attrs
                .insert(0, parse_quote!(#[counterpart_blank_line]));
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{one_a_line, rust_file};

    #[test]
    fn blank_lines_stand_where_a_person_puts_them() {
        let tokens = quote! {
            #![doc = " Title"]
            #![forbid(unsafe_code)]
            mod a;
            pub mod b;
            pub use a::A;
            pub use b::B;
            use c::C;
            /// A struct.
            pub struct S { /// docs
                a: u8, b: u8 }
            pub enum E { A, B }
            pub trait T { /// first
                type Error; type Other; /// f
                fn f(); fn g() {} }
            impl T for S { type Error = u8; type Other = u8; fn f() { let _x = 1; } }
        };
        insta::assert_snapshot!(rust_file("@generated", tokens, []).unwrap(), @r"
        // @generated

        //! Title

        #![forbid(unsafe_code)]

        mod a;
        pub mod b;

        pub use a::A;
        pub use b::B;

        use c::C;

        /// A struct.
        pub struct S {
            /// docs
            a: u8,
            b: u8,
        }

        pub enum E {
            A,
            B,
        }

        pub trait T {
            /// first
            type Error;

            type Other;

            /// f
            fn f();

            fn g() {}
        }

        impl T for S {
            type Error = u8;
            type Other = u8;

            fn f() {
                let _x = 1;
            }
        }
        ");
    }

    #[test]
    fn text_never_becomes_a_mark() {
        let tokens = quote! {
            #[doc = "#[counterpart_blank_line]"]
            const A: &str = "\n#[counterpart_blank_line]\n";
            #[doc = "counterpart_one_a_line"]
            const B: &str = "\n//counterpart_one_a_line\n";
        };
        insta::assert_snapshot!(rust_file("@generated", tokens, []).unwrap(), @r#"
        // @generated

        ///#[counterpart_blank_line]
        const A: &str = "\n#[counterpart_blank_line]\n";

        ///counterpart_one_a_line
        const B: &str = "\n//counterpart_one_a_line\n";
        "#);
    }

    #[test]
    fn lists_have_a_line_for_each_entry() {
        let array = one_a_line(&[quote!(A(1),), quote!(&mut b,)]);
        let fields = one_a_line(&[quote!(a,)]);
        let none = one_a_line(&[]);
        let tokens = quote! { fn f() { g(&[#array], S { #fields }, &[#none]); g(&[a, b]) } };
        insta::assert_snapshot!(rust_file("@generated", tokens, []).unwrap(), @r"
        // @generated

        fn f() {
            g(
                &[
                    A(1),
                    &mut b,
                ],
                S {
                    a,
                },
                &[],
            );
            g(&[a, b])
        }
        ");
    }

    #[test]
    fn what_is_not_rust_is_an_error() {
        assert!(rust_file("h", quote!(fn), []).is_err());
    }
}
