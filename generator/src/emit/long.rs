//! Files that may grow too long: cut by the names of what they hold, so that one more changes one file.
//!
//! A file that is too long becomes a folder of modules beside a file that shows them under its own path: who uses it sees no difference. Which
//! module something stands in follows from the beginning of its name alone, and a module is cut further only when it is too long itself.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::{Cx, EmitError, File, Imports, code, ident};

/// How many lines a file may have, about: as they are printed, never more than 6,000. Shorter ones would cost whoever compiles them:
/// rustc makes a unit of code from each module, and what several units need is made in each of them.
const LONG: usize = 4_800;

/// A file of many things of one kind.
pub(super) struct LongFile {
    /// Its path in the crate: `src/types/codec.rs`.
    pub path: String,
    /// What it begins with: inner attributes and modules.
    pub head: TokenStream,
    /// What the body and the chunks need, in this file and in those that it is cut into.
    pub imports: Imports,
    /// Imports that stand for all, in the file as it is (`use super::*;`).
    pub shared: TokenStream,
    /// Imports of the modules that the file is cut into.
    pub inner: TokenStream,
    /// What stands before the chunks, and stays.
    pub body: TokenStream,
    /// The module and the name of the type of which the chunks have methods.
    pub methods_of: Option<(&'static str, &'static str)>,
    /// How the modules are shown (`pub`, `pub(crate)`); `None` where nobody names what is in them.
    pub shown: Option<TokenStream>,
    /// The names of types that are known without an import, in each of the files.
    pub known: BTreeSet<String>,
    /// What it holds.
    pub chunks: Vec<Chunk>,
}

/// What is never cut: all of one type, or of one operation.
pub(super) struct Chunk {
    /// The name of that type or operation.
    pub name: String,
    /// What it needs.
    pub imports: Imports,
    /// Its methods of [`LongFile::methods_of`].
    pub methods: TokenStream,
    /// Its items.
    pub items: TokenStream,
}

impl Chunk {
    /// A chunk without methods.
    pub fn new(name: &str, imports: Imports, items: TokenStream) -> Self {
        Self {
            name: name.to_owned(),
            imports,
            methods: TokenStream::new(),
            items,
        }
    }

    fn weight(&self) -> usize {
        weight(&self.methods) + weight(&self.items)
    }
}

impl LongFile {
    /// The file, or the files that it is cut into.
    ///
    /// # Errors
    /// [`EmitError::Syntax`] where the tokens are not a file of Rust.
    pub fn emit(self, cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
        let total: usize = self.chunks.iter().map(Chunk::weight).sum();
        if weight(&self.body) + total <= LONG || self.chunks.is_empty() {
            return Ok(vec![self.whole(cx)?]);
        }
        let (folder, _) = self.path.rsplit_once('.').unwrap_or((&self.path, ""));
        let mut modules = BTreeMap::new();
        cut(self.chunks.iter().collect(), 0, &mut modules);
        let mut files = vec![self.front(cx, modules.keys())?];
        for (prefix, chunks) in &modules {
            let path = format!("{folder}/{}.rs", module(prefix));
            files.push(self.module(cx, &path, prefix, chunks)?);
        }
        Ok(files)
    }

    fn whole(&self, cx: &Cx<'_>) -> Result<File, EmitError> {
        let chunks: Vec<&Chunk> = self.chunks.iter().collect();
        let mut imports = self.imports_of(&chunks);
        imports.add(&self.imports);
        let imports = imports.tokens(&self.known_with(&chunks));
        let Self {
            head, shared, body, ..
        } = self;
        let items = self.items(&chunks);
        cx.file(&self.path, quote!(#head #shared #imports #body #items))
    }

    /// What stays of a file that is cut.
    fn front<'p>(
        &self,
        cx: &Cx<'_>,
        prefixes: impl Iterator<Item = &'p String>,
    ) -> Result<File, EmitError> {
        let modules: Vec<Ident> = prefixes
            .map(|prefix| format_ident!("{}", module(prefix)))
            .collect();
        let shown = self
            .shown
            .as_ref()
            .map(|shown| quote!(#(#shown use self::#modules::*;)*));
        let imports = self.imports.tokens(&self.known_with(&[]));
        let Self {
            head, shared, body, ..
        } = self;
        cx.file(
            &self.path,
            quote!(#head #(mod #modules;)* #shown #shared #imports #body),
        )
    }

    fn module(
        &self,
        cx: &Cx<'_>,
        path: &str,
        prefix: &str,
        chunks: &[&Chunk],
    ) -> Result<File, EmitError> {
        let about = format!(" The part whose names begin with {}.", code(prefix));
        let imports = self.imports_of(chunks);
        let imports = imports.tokens(&self.known_with(chunks));
        let (inner, items) = (&self.inner, self.items(chunks));
        cx.file(path, quote!(#![doc = #about] #inner #imports #items))
    }

    fn imports_of(&self, chunks: &[&Chunk]) -> Imports {
        let mut imports = Imports::new();
        let any = chunks.iter().any(|chunk| !chunk.methods.is_empty());
        if let Some((module, name)) = self.methods_of.filter(|_| any) {
            imports.from(module, name);
        }
        for chunk in chunks {
            imports.add(&chunk.imports);
        }
        imports
    }

    fn items(&self, chunks: &[&Chunk]) -> TokenStream {
        let methods: Vec<&TokenStream> = chunks
            .iter()
            .map(|chunk| &chunk.methods)
            .filter(|methods| !methods.is_empty())
            .collect();
        let methods = match &self.methods_of {
            Some((_, name)) if !methods.is_empty() => {
                let name = ident(name);
                quote!(impl #name { #(#methods)* })
            }
            _ => TokenStream::new(),
        };
        let items = chunks.iter().map(|chunk| &chunk.items);
        quote!(#methods #(#items)*)
    }

    /// What needs no import in a file with these chunks: what they declare, if they declare types, and what is known anyway.
    fn known_with(&self, chunks: &[&Chunk]) -> BTreeSet<String> {
        let own = chunks.iter().map(|chunk| chunk.name.clone());
        self.known.iter().cloned().chain(own).collect()
    }
}

/// Cuts by one more letter of the names, as long as a part is too long.
fn cut<'c>(chunks: Vec<&'c Chunk>, letters: usize, out: &mut BTreeMap<String, Vec<&'c Chunk>>) {
    let mut parts: BTreeMap<String, Vec<&Chunk>> = BTreeMap::new();
    for chunk in chunks {
        let prefix = letters_of(&chunk.name).take(letters + 1).collect();
        parts.entry(prefix).or_default().push(chunk);
    }
    for (prefix, part) in parts {
        let total: usize = part.iter().map(|chunk| chunk.weight()).sum();
        let whole = prefix.chars().count() <= letters
            || part
                .iter()
                .all(|chunk| letters_of(&chunk.name).eq(prefix.chars()));
        if total <= LONG || whole {
            out.entry(prefix).or_default().extend(part);
        } else {
            cut(part, letters + 1, out);
        }
    }
}

/// The letters and digits of a name, without their case.
fn letters_of(name: &str) -> impl Iterator<Item = char> + '_ {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// How many letters of a beginning stand in the name of its module, which is the name of a file too.
const MOST_LETTERS: usize = 48;

/// `names_re`, for names that begin with `Re`: never a keyword, and ASCII, because it is the name of a file. Of a long beginning there is a part,
/// and the checksum of the whole.
fn module(prefix: &str) -> String {
    let mut name = "names_".to_owned();
    for letter in prefix.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else {
            name.push_str(&format!("u{:x}", u32::from(letter)));
        }
    }
    let end = "names_".len() + MOST_LETTERS;
    let name = match name.get(..end) {
        Some(start) if start != name => format!("{start}_{:08x}", checksum(&name)),
        _ => name,
    };
    ident(&name).to_string()
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>).
fn checksum(text: &str) -> u32 {
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

/// About how many lines the tokens take: one for each comma, semicolon and attribute, and two for each pair of braces.
fn weight(tokens: &TokenStream) -> usize {
    let weight_of = |token| match token {
        TokenTree::Group(group) => {
            let own = if group.delimiter() == Delimiter::Brace {
                2
            } else {
                0
            };
            own + weight(&group.stream())
        }
        TokenTree::Punct(sign) => usize::from(matches!(sign.as_char(), ',' | ';' | '#')),
        _ => 0,
    };
    tokens.clone().into_iter().map(weight_of).sum()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "what is wrong here is a test that fails"
)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use quote::{format_ident, quote};

    use super::{Chunk, LONG, cut, module};
    use crate::emit::Imports;

    /// As many lines as it takes to have `part` of them in a file.
    fn chunk(name: &str, part: usize) -> Chunk {
        let field = format_ident!("field");
        let fields = (0..LONG / part).map(|_| quote!(#field: u8,));
        Chunk::new(name, Imports::new(), quote!(#(#fields)*))
    }

    fn modules(chunks: &[Chunk]) -> BTreeMap<String, BTreeSet<String>> {
        let mut out = BTreeMap::new();
        cut(chunks.iter().collect(), 0, &mut out);
        out.into_iter()
            .map(|(prefix, chunks)| {
                let names = chunks.iter().map(|chunk| chunk.name.clone()).collect();
                (module(&prefix), names)
            })
            .collect()
    }

    #[test]
    fn one_more_changes_the_module_that_its_name_leads_to() {
        let names = [
            "Pet", "PetOwner", "pet_list", "Order", "r#type", "Größe", "名前", "É",
        ];
        let mut chunks: Vec<Chunk> = names.iter().map(|name| chunk(name, 3)).collect();
        let before = modules(&chunks);
        assert_eq!(
            before.keys().collect::<Vec<_>>(),
            [
                "names_g",
                "names_o",
                "names_p",
                "names_t",
                "names_u540d",
                "names_ue9"
            ]
        );
        chunks.push(chunk("Petition", 3));
        chunks.push(chunk("Zoo", 3));
        let after = modules(&chunks);
        for (module, held) in &before {
            if module != "names_p" {
                assert_eq!(after.get(module), Some(held), "{module}");
            }
        }
        let parts = [
            "names_pet",
            "names_peti",
            "names_petl",
            "names_peto",
            "names_z",
        ];
        for part in parts {
            assert!(after.contains_key(part), "{part}: {:?}", after.keys());
        }
    }

    #[test]
    fn a_long_beginning_makes_no_long_file_name() {
        let stem = "LongName".repeat(30);
        let chunks: Vec<Chunk> = ["A", "B", "C"]
            .iter()
            .map(|end| chunk(&format!("{stem}{end}"), 2))
            .collect();
        let modules = modules(&chunks);
        assert_eq!(modules.len(), 3, "{modules:?}");
        assert!(modules.keys().all(|name| name.len() < 64), "{modules:?}");
    }

    #[test]
    fn names_that_differ_in_case_alone_stay_together() {
        let chunks: Vec<Chunk> = ["Ab", "AB", "A_b", "a__b"]
            .iter()
            .map(|name| chunk(name, 2))
            .collect();
        assert_eq!(modules(&chunks).keys().collect::<Vec<_>>(), ["names_ab"]);
    }
}
