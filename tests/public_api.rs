//! All that the library shows to others stands in docs/public-api.txt: what changes there is seen in the same commit.
//! `UPDATE=1 cargo test --test public_api` writes it anew. Signatures are kept, not bodies and not words; types are named as the source names them.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Attribute, Fields, ImplItem, Item, UseTree, Visibility};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns tokens on one line, without the blanks that nobody writes.
fn line(tokens: impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    for (spaced, plain) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        (" : ", ": "),
        (" !", "!"),
        ("' ", "'"),
    ] {
        text = text.replace(spaced, plain);
    }
    text
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| line(attribute).contains("cfg(test)"))
}

/// Returns the traits that are derived, which are part of what others may rely on.
fn derived(attributes: &[Attribute]) -> String {
    let derive = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    derive.map(|attribute| format!("{} ", line(&attribute.meta))).collect()
}

fn fields(fields: &Fields) -> String {
    let shown: Vec<String> = fields
        .iter()
        .map(|field| match (is_public(&field.vis), &field.ident) {
            (true, Some(name)) => format!("{name}: {}", line(&field.ty)),
            (true, None) => line(&field.ty),
            (false, _) => "..".into(),
        })
        .collect();
    let mut shown = shown;
    shown.dedup();
    format!("{{ {} }}", shown.join(", "))
}

/// A module: what is public in it by name, and what is made public of others.
#[derive(Default)]
struct Module {
    items: BTreeMap<String, Vec<String>>,
    uses: Vec<(Vec<String>, String)>,
    below: BTreeMap<String, bool>,
}

/// All modules by their path, and the methods and traits of each type by its room and name.
#[derive(Default)]
struct Library {
    modules: BTreeMap<Vec<String>, Module>,
    methods: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Library {
    fn read(&mut self, file: &Path, path: Vec<String>) {
        let parsed = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
        let folder = match file.file_name().unwrap().to_str().unwrap() {
            "lib.rs" | "mod.rs" => file.parent().unwrap().to_path_buf(),
            _ => file.with_extension(""),
        };
        let mut module = Module::default();
        for item in parsed.items {
            self.take(item, &path, &folder, &mut module);
        }
        self.modules.insert(path, module);
    }

    fn take(&mut self, item: Item, path: &[String], folder: &Path, module: &mut Module) {
        let mut add = |visibility: &Visibility, name: String, shown: String| {
            if is_public(visibility) {
                module.items.entry(name).or_default().push(shown);
            }
        };
        match item {
            Item::Mod(below) if below.content.is_none() && !is_for_tests(&below.attrs) => {
                let name = below.ident.to_string();
                let file = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")];
                module.below.insert(name.clone(), is_public(&below.vis));
                self.read(file.iter().find(|file| file.exists()).unwrap(), [path, &[name]].concat());
            }
            Item::Use(used) if is_public(&used.vis) => paths(&used.tree, Vec::new(), &mut module.uses),
            Item::Fn(item) => add(&item.vis, item.sig.ident.to_string(), format!("pub {}", line(&item.sig))),
            Item::Const(item) => {
                add(&item.vis, item.ident.to_string(), format!("pub const {}: {}", item.ident, line(&item.ty)));
            }
            Item::Static(item) => {
                add(&item.vis, item.ident.to_string(), format!("pub static {}: {}", item.ident, line(&item.ty)));
            }
            Item::Type(item) => {
                let shown = format!("pub type {}{} = {}", item.ident, line(&item.generics), line(&item.ty));
                add(&item.vis, item.ident.to_string(), shown);
            }
            Item::Struct(item) => {
                let (name, generics) = (item.ident.to_string(), line(&item.generics));
                let shown = format!("{}pub struct {name}{generics} {}", derived(&item.attrs), fields(&item.fields));
                add(&item.vis, name, shown);
            }
            Item::Enum(item) => {
                let variant = |variant: &syn::Variant| {
                    // All fields of a variant are public.
                    let inside: Vec<String> = variant
                        .fields
                        .iter()
                        .map(|field| {
                            field
                                .ident
                                .as_ref()
                                .map_or_else(|| line(&field.ty), |name| format!("{name}: {}", line(&field.ty)))
                        })
                        .collect();
                    if inside.is_empty() {
                        variant.ident.to_string()
                    } else {
                        format!("{}({})", variant.ident, inside.join(", "))
                    }
                };
                let variants: Vec<String> = item.variants.iter().map(variant).collect();
                let shown = format!(
                    "{}pub enum {}{} {{ {} }}",
                    derived(&item.attrs),
                    item.ident,
                    line(&item.generics),
                    variants.join(", ")
                );
                add(&item.vis, item.ident.to_string(), shown);
            }
            Item::Trait(item) => {
                let inside: Vec<String> = item
                    .items
                    .iter()
                    .map(|inside| match inside {
                        syn::TraitItem::Fn(method) => {
                            format!("{}{}", line(&method.sig), if method.default.is_some() { " { .. }" } else { "" })
                        }
                        other => line(other),
                    })
                    .collect();
                let shown = format!("pub trait {}{} {{ {} }}", item.ident, line(&item.generics), inside.join("; "));
                add(&item.vis, item.ident.to_string(), shown);
            }
            Item::Impl(item) if !is_for_tests(&item.attrs) => {
                let whole = line(&item.self_ty);
                let name = whole.split('<').next().unwrap().rsplit("::").next().unwrap().to_owned();
                let room = path.first().cloned().unwrap_or_default();
                let known = self.methods.entry((room, name)).or_default();
                if let Some((of, _)) = &item.trait_ {
                    known.insert(format!("impl {} for {whole}", line(of)));
                    return;
                }
                for inside in &item.items {
                    match inside {
                        ImplItem::Fn(method) if is_public(&method.vis) => {
                            known.insert(format!("pub {}", line(&method.sig)))
                        }
                        ImplItem::Const(value) if is_public(&value.vis) => {
                            known.insert(format!("pub const {}: {}", value.ident, line(&value.ty)))
                        }
                        _ => false,
                    };
                }
            }
            _ => {}
        }
    }

    /// Returns the lines of a module that others see, and of those below it.
    fn shown(&self, path: &[String], lines: &mut Vec<String>) {
        let module = &self.modules[path];
        let mut seen: Vec<(String, &[String], Vec<String>)> =
            module.items.iter().map(|(name, shown)| (name.clone(), shown.as_slice(), path.to_vec())).collect();
        for (used, name) in &module.uses {
            let Some((item, parents)) = used.split_last() else { continue };
            // From a module of this one, or of the whole.
            let parents = match parents.first().map(String::as_str) {
                Some("crate") => parents[1..].to_vec(),
                Some("self") => [path, &parents[1..]].concat(),
                _ => [path, parents].concat(),
            };
            match self.modules.get(&parents).and_then(|module| module.items.get(item)) {
                Some(shown) => seen.push((name.clone(), shown, parents)),
                None => lines.push(format!("{}: pub use {}", place(path), used.join("::"))),
            }
        }
        for (name, shown, from) in seen {
            for one in shown {
                lines.push(format!("{}: {one}", place(path)));
            }
            let room = from.first().cloned().unwrap_or_default();
            for method in self.methods.get(&(room, name.clone())).into_iter().flatten() {
                lines.push(format!("{}::{name}: {method}", place(path)));
            }
        }
        for (below, is_public) in &module.below {
            if *is_public {
                self.shown(&[path, std::slice::from_ref(below)].concat(), lines);
            }
        }
    }
}

fn place(path: &[String]) -> String {
    std::iter::once("gestand").chain(path.iter().map(String::as_str)).collect::<Vec<_>>().join("::")
}

/// Returns the paths that a `pub use` names, each with the name it gets.
fn paths(tree: &UseTree, before: Vec<String>, all: &mut Vec<(Vec<String>, String)>) {
    match tree {
        UseTree::Path(path) => paths(&path.tree, [before, vec![path.ident.to_string()]].concat(), all),
        UseTree::Name(name) => all.push(([before, vec![name.ident.to_string()]].concat(), name.ident.to_string())),
        UseTree::Rename(name) => all.push(([before, vec![name.ident.to_string()]].concat(), name.rename.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| paths(tree, before.clone(), all)),
        _ => panic!("a `pub use` of everything cannot be listed"),
    }
}

fn listed() -> String {
    let mut library = Library::default();
    library.read(&root().join("src/lib.rs"), Vec::new());
    let mut lines = Vec::new();
    library.shown(&[], &mut lines);
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

#[test]
fn what_is_public_is_listed() {
    let (file, now) = (root().join("docs/public-api.txt"), listed());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &now).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) = (kept.lines().collect(), now.lines().collect());
    let gone: Vec<String> = before.difference(&after).map(|line| format!("- {line}")).collect();
    let new: Vec<String> = after.difference(&before).map(|line| format!("+ {line}")).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "what is public changed; if that is meant, UPDATE=1 cargo test --test public_api\n{}",
        [gone, new].concat().join("\n")
    );
}

#[test]
fn the_list_knows_what_others_use() {
    let listed = listed();
    for known in [
        "gestand::read: pub fn of_bytes(name: &str, bytes: &[u8]) -> Result<Text>",
        "gestand::ledger::Ledger: pub fn in_memory(rule: Rule) -> Result<Self>",
        "gestand::Error: pub fn hint_text(&self) -> Option<&str>",
        "gestand::cli: pub fn main() -> ExitCode",
    ] {
        assert!(listed.lines().any(|line| line == known), "{known}");
    }
    assert!(listed.contains("pub enum Status { Openstaand, InBehandeling"));
    assert!(!listed.contains("pub(super)") && !listed.contains("gestand::pattern"));
}
