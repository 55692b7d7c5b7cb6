//! Files that may grow too long: cut by the names of what they hold, so that one more changes one file.
//!
//! A file that is too long becomes a folder of modules beside a file that shows them under its own path: who uses it sees no difference. Which
//! module something stands in follows from the beginning of its name alone, and a module is cut further only when it is too long itself.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::print::{self, Printed};
use super::{Cx, EmitError, File, Imports, code, ident};

/// How many lines the chunks of a file may have: with its imports never more than 6,000. Shorter ones would cost whoever compiles them:
/// rustc makes a unit of code from each module, and what several units need is made in each of them.
const LONG: usize = 5_000;

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
}

/// A chunk whose items are printed.
struct Piece {
    name: String,
    imports: Imports,
    methods: TokenStream,
    items: Vec<Printed>,
    /// How many lines it has, about.
    lines: usize,
}

impl Piece {
    fn of(chunk: Chunk, path: &str) -> Result<Self, EmitError> {
        let Chunk {
            name,
            imports,
            methods,
            items,
        } = chunk;
        let items = print::items(items).map_err(|reason| EmitError::syntax(path, &reason))?;
        let lines = items.iter().map(Printed::lines).sum::<usize>() + about(&methods);
        Ok(Self {
            name,
            imports,
            methods,
            items,
            lines,
        })
    }
}

impl LongFile {
    /// The file with nothing but its chunks, which nobody names.
    pub fn of(path: String, chunks: Vec<Chunk>) -> Self {
        Self {
            path,
            head: TokenStream::new(),
            imports: Imports::new(),
            shared: TokenStream::new(),
            inner: TokenStream::new(),
            body: TokenStream::new(),
            methods_of: None,
            shown: None,
            known: BTreeSet::new(),
            chunks,
        }
    }

    /// The file, or the files that it is cut into.
    ///
    /// # Errors
    /// [`EmitError::Syntax`] where the tokens are not a file of Rust.
    pub fn emit(mut self, cx: &Cx<'_>) -> Result<Vec<File>, EmitError> {
        let chunks = std::mem::take(&mut self.chunks).into_iter();
        let pieces = chunks.map(|chunk| Piece::of(chunk, &self.path));
        let pieces = pieces.collect::<Result<Vec<Piece>, EmitError>>()?;
        let pieces: Vec<&Piece> = pieces.iter().collect();
        let total: usize = pieces.iter().map(|piece| piece.lines).sum();
        if total <= LONG {
            return Ok(vec![self.whole(cx, &pieces)?]);
        }
        let (folder, _) = self.path.rsplit_once('.').unwrap_or((&self.path, ""));
        let mut modules = BTreeMap::new();
        cut(pieces, 0, &mut modules);
        let mut files = vec![self.front(cx, modules.keys())?];
        for (prefix, pieces) in &modules {
            let path = format!("{folder}/{}.rs", module(prefix));
            files.push(self.module(cx, &path, prefix, pieces)?);
        }
        Ok(files)
    }

    fn whole(&self, cx: &Cx<'_>, pieces: &[&Piece]) -> Result<File, EmitError> {
        let mut imports = self.imports_of(pieces);
        imports.add(&self.imports);
        let imports = imports.tokens(&self.known_with(pieces));
        let Self {
            head, shared, body, ..
        } = self;
        let methods = self.methods(pieces);
        let items = pieces.iter().flat_map(|piece| &piece.items);
        let tokens = quote!(#head #shared #imports #body #methods);
        cx.file_with(&self.path, tokens, items)
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
        pieces: &[&Piece],
    ) -> Result<File, EmitError> {
        let about = format!(" The part whose names begin with {}.", code(prefix));
        let imports = self.imports_of(pieces);
        let imports = imports.tokens(&self.known_with(pieces));
        let (inner, methods) = (&self.inner, self.methods(pieces));
        let items = pieces.iter().flat_map(|piece| &piece.items);
        let tokens = quote!(#![doc = #about] #inner #imports #methods);
        cx.file_with(path, tokens, items)
    }

    fn imports_of(&self, pieces: &[&Piece]) -> Imports {
        let mut imports = Imports::new();
        let any = pieces.iter().any(|piece| !piece.methods.is_empty());
        if let Some((module, name)) = self.methods_of.filter(|_| any) {
            imports.from(module, name);
        }
        for piece in pieces {
            imports.add(&piece.imports);
        }
        imports
    }

    fn methods(&self, pieces: &[&Piece]) -> TokenStream {
        let methods = pieces.iter().map(|piece| &piece.methods);
        let methods: Vec<&TokenStream> = methods.filter(|methods| !methods.is_empty()).collect();
        match &self.methods_of {
            Some((_, name)) if !methods.is_empty() => {
                let name = ident(name);
                quote!(impl #name { #(#methods)* })
            }
            _ => TokenStream::new(),
        }
    }

    /// What needs no import in a file with these chunks: what they declare, if they declare types, and what is known anyway.
    fn known_with(&self, pieces: &[&Piece]) -> BTreeSet<String> {
        let own = pieces.iter().map(|piece| piece.name.clone());
        self.known.iter().cloned().chain(own).collect()
    }
}

/// Cuts by one more letter of the names, as long as a part is too long.
fn cut<'p>(pieces: Vec<&'p Piece>, letters: usize, out: &mut BTreeMap<String, Vec<&'p Piece>>) {
    let mut parts: BTreeMap<String, Vec<&Piece>> = BTreeMap::new();
    for piece in pieces {
        let prefix = letters_of(&piece.name).take(letters + 1).collect();
        parts.entry(prefix).or_default().push(piece);
    }
    for (prefix, part) in parts {
        let total: usize = part.iter().map(|piece| piece.lines).sum();
        let is_whole = |piece: &&Piece| letters_of(&piece.name).eq(prefix.chars());
        let whole = prefix.chars().count() <= letters || part.iter().all(is_whole);
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

/// About how many lines tokens take that are not printed yet: one for each comma, semicolon and attribute, and two for each pair of braces.
fn about(tokens: &TokenStream) -> usize {
    let lines_of = |token| match token {
        TokenTree::Group(group) => {
            let own = if group.delimiter() == Delimiter::Brace {
                2
            } else {
                0
            };
            own + about(&group.stream())
        }
        TokenTree::Punct(sign) => usize::from(matches!(sign.as_char(), ',' | ';' | '#')),
        _ => 0,
    };
    tokens.clone().into_iter().map(lines_of).sum()
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "what is wrong here is a test that fails"
)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use quote::{format_ident, quote};

    use super::{Chunk, LONG, Piece, cut, module};
    use crate::emit::Imports;

    /// As many lines as it takes to have `part` of them in a file.
    fn chunk(name: &str, part: usize) -> Chunk {
        let field = format_ident!("field");
        // The struct has three lines around its fields.
        let fields = (0..LONG / part - 3).map(|_| quote!(#field: u8,));
        Chunk::new(name, Imports::new(), quote!(struct Fields { #(#fields)* }))
    }

    fn modules(chunks: Vec<Chunk>) -> BTreeMap<String, BTreeSet<String>> {
        let pieces: Vec<Piece> = (chunks.into_iter())
            .map(|chunk| Piece::of(chunk, "types.rs").unwrap())
            .collect();
        let mut out = BTreeMap::new();
        cut(pieces.iter().collect(), 0, &mut out);
        out.into_iter()
            .map(|(prefix, pieces)| {
                let names = pieces.iter().map(|piece| piece.name.clone());
                (module(&prefix), names.collect())
            })
            .collect()
    }

    #[test]
    fn one_more_changes_the_module_that_its_name_leads_to() {
        let names = [
            "Pet", "PetOwner", "pet_list", "Order", "r#type", "Größe", "名前", "É",
        ];
        let mut names = names.to_vec();
        let chunks = |names: &[&str]| names.iter().map(|name| chunk(name, 3)).collect();
        let before = modules(chunks(&names));
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
        names.extend(["Petition", "Zoo"]);
        let after = modules(chunks(&names));
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
        let modules = modules(chunks);
        assert_eq!(modules.len(), 3, "{modules:?}");
        assert!(modules.keys().all(|name| name.len() < 64), "{modules:?}");
    }

    #[test]
    fn names_that_differ_in_case_alone_stay_together() {
        let chunks: Vec<Chunk> = ["Ab", "AB", "A_b", "a__b"]
            .iter()
            .map(|name| chunk(name, 2))
            .collect();
        assert_eq!(modules(chunks).keys().collect::<Vec<_>>(), ["names_ab"]);
    }
}
