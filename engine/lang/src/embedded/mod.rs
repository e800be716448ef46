//! Code inside code: scripts in pages, cells of notebooks, commands in workflows and images.
//!
//! A part is text of its own in another language, with a map back to the bytes of the file. Scripts of a page keep their
//! places: the part is the page with all else blanked, so that one program sees all of them. What stands between quotes
//! or indented is written out, and its map has pieces. Not for: text in strings of programs.
//!
//! Read [`Part`] first, then [`parts`].

mod markup;
mod notebook;
mod shell;

use tamis_ir::{Language, LanguageId};
use tamis_syntax::{SourceMap, Tree};

use crate::language;

/// Code of another language within a file.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its language.
    pub language: &'static Language,
    /// Its text.
    pub text: String,
    /// Where its bytes stand in the file.
    pub map: SourceMap,
}

/// What kind of file holds code of other languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host {
    Page,
    Notebook,
    Workflow,
    Image,
}

/// The kind of the file at `path`, which is in `language`.
fn host(path: &str, language: LanguageId) -> Option<Host> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match language.0 {
        "html" => Some(Host::Page),
        "json" if name.ends_with(".ipynb") => Some(Host::Notebook),
        "yaml" if is_workflow(path, name) => Some(Host::Workflow),
        "dockerfile" => Some(Host::Image),
        _ => None,
    }
}

/// A workflow or an action of GitHub.
fn is_workflow(path: &str, name: &str) -> bool {
    let folder = path.replace('\\', "/");
    folder.contains(".github/workflows/") || matches!(name, "action.yml" | "action.yaml")
}

/// Languages of which the file at `path`, which is in `language`, may hold parts.
pub fn embedded_languages(path: &str, language: LanguageId) -> &'static [LanguageId] {
    const SCRIPTS: &[LanguageId] =
        &[LanguageId("javascript"), LanguageId("typescript"), LanguageId("tsx")];
    const CELLS: &[LanguageId] = &[LanguageId("python"), LanguageId("bash")];
    match host(path, language) {
        Some(Host::Page) => SCRIPTS,
        Some(Host::Notebook | Host::Workflow) => CELLS,
        Some(Host::Image) => &CELLS[1..],
        None => &[],
    }
}

/// The parts of `text`, the file at `path` in language `id`, in order of place. `tree` gives the tree of the whole.
pub fn parts(path: &str, id: LanguageId, text: &str, tree: &mut dyn FnMut() -> Tree) -> Vec<Part> {
    match host(path, id) {
        Some(Host::Page) => markup::scripts(text),
        Some(Host::Notebook) => notebook::cells(text, &tree()),
        Some(Host::Workflow) => shell::steps(text, &tree()),
        Some(Host::Image) => shell::commands(text, &tree()),
        None => Vec::new(),
    }
}

/// A language of the table that is there.
fn known(id: &str) -> Option<&'static Language> {
    language(id)
}

#[cfg(test)]
mod tests {
    use tamis_ir::LanguageId;
    use tamis_syntax::Span;

    use crate::{by_file_name, parse};

    /// Each part's language and text, with the place of `find` in the file where it stands in the part.
    #[track_caller]
    pub(crate) fn check(path: &str, text: &str, find: &str, expected: &[(&str, &str, &str)]) {
        let host = by_file_name(path).expect("a known file");
        let syntax = host.syntax.as_ref().expect("a language with a grammar");
        let parts = super::parts(path, host.id, text, &mut || parse(syntax, text));
        let found: Vec<(&str, String, String)> = parts
            .iter()
            .map(|part| {
                let place = part.text.find(find).map(|at| {
                    let inner = Span::new(at as u32, (at + find.len()) as u32);
                    part.map.outer(inner).of(text).to_owned()
                });
                (part.language.id.0, part.text.trim().to_owned(), place.unwrap_or_default())
            })
            .collect();
        let found: Vec<(&str, &str, &str)> =
            found.iter().map(|(id, text, place)| (*id, text.as_str(), place.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ordinary_files_hold_no_parts() {
        assert!(super::embedded_languages("a.json", LanguageId("json")).is_empty());
        assert!(super::embedded_languages("k8s/a.yaml", LanguageId("yaml")).is_empty());
        check("a.json", r#"{"cells": []}"#, "x", &[]);
    }

    #[test]
    fn scripts_of_a_page_stay_where_they_are() {
        check(
            "a.html",
            "<p>é</p>\n<script type=\"module\">f(1)</script>\n<!-- <script>no()</script> -->\n<SCRIPT>\nf(2)\n</SCRIPT>",
            "f(2)",
            &[(
                "javascript",
                "f(1)         \n                              \n        \nf(2)",
                "f(2)",
            )],
        );
        check(
            "a.vue",
            "<template><p/></template>\n<script setup lang='ts'>f(x as T)</script>\n<script type='application/json'>{}</script>",
            "x as T",
            &[("typescript", "f(x as T)", "x as T")],
        );
    }

    #[test]
    fn cells_of_a_notebook_are_one_program() {
        let text = r##"{"cells": [
 {"cell_type": "markdown", "source": ["# no"]},
 {"cell_type": "code", "source": ["%matplotlib inline\n", "a = \"x\u00e9\"\n", "f(a)"]},
 {"cell_type": "code", "source": "%%bash\nls -l\n"},
 {"cell_type": "code", "source": "g(a)"}
], "metadata": {"language_info": {"name": "python"}}}"##;
        check(
            "n.ipynb",
            text,
            "\"xé\"",
            &[
                ("python", "#matplotlib inline\na = \"xé\"\nf(a)\ng(a)", r#"\"x\u00e9\""#),
                ("bash", "#%bash\nls -l", ""),
            ],
        );
        let other = text.replace("\"python\"", "\"julia\"");
        check("n.ipynb", &other, "ls", &[("bash", "#%bash\nls -l", "ls")]);
    }

    #[test]
    fn steps_of_a_workflow_are_scripts() {
        let text = "jobs:\n  a:\n    steps:\n      - run: |\n          echo \"${{ x }}\"\n\n          ls\n      - run: ls -a\n      - shell: python\n        run: print(1)\n      - shell: pwsh\n        run: Get-Item\n      - run: >-\n          ls\n          b\n";
        check(
            ".github/workflows/a.yml",
            text,
            "ls",
            &[
                ("bash", "echo \"________\"\n\nls", "ls"),
                ("bash", "ls -a", "ls"),
                ("python", "print(1)", ""),
                ("bash", "ls b", "ls"),
            ],
        );
    }

    #[test]
    fn commands_of_an_image_are_scripts() {
        check(
            "Dockerfile",
            "FROM a\nRUN a && \\\n    # why\n    ls\nCMD [\"b\"]\nENTRYPOINT ls -l\n",
            "ls",
            &[("bash", "a && \\\n              ls", "ls"), ("bash", "ls -l", "ls")],
        );
    }
}
