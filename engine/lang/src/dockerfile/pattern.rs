//! Dockerfile patterns: instructions, and shell fragments under a `RUN` of ours.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Dockerfile patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| pattern.trim_end_matches(['\n', '\r']).to_owned(),
    quotes: Quotes { line: "\"'", block: "", triple: false, regex: false },
    form,
    wrappers,
    fallbacks: &["@", "\"@\"", "RUN @", "@=@", "--@=@", "CMD @", "$@"],
    ..Dialect::PLAIN
};

const KEYWORDS: [&str; 18] = [
    "FROM",
    "RUN",
    "CMD",
    "LABEL",
    "EXPOSE",
    "ENV",
    "ADD",
    "COPY",
    "ENTRYPOINT",
    "VOLUME",
    "USER",
    "WORKDIR",
    "ARG",
    "ONBUILD",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "SHELL",
    "MAINTAINER",
];

/// A fragment of a shell command goes under `RUN`; before an instruction `RUN` would make it a command, without an error.
fn wrappers(text: &str) -> Vec<Wrapper> {
    let is_instruction = text.lines().any(|line| is_keyword(words::first_word(line)));
    if is_instruction {
        vec![("", "\n"), ("FROM _w_\n", "\n")]
    } else {
        vec![("", "\n"), ("RUN ", "\n")]
    }
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

fn form(site: &Site) -> &'static str {
    let line = site.line_before();
    let continues = site.before().trim_end().ends_with('\\');
    if is_exec_form_item(site) {
        return "\"@\"";
    }
    if site.starts_line() && !continues && (site.ends_line() || !site.is_ellipsis()) {
        return "RUN @";
    }
    // Beside `K=V` an ellipsis must be such a pair, or the line is read as the old form with one value.
    let pairs = matches!(words::first_word(line).to_ascii_uppercase().as_str(), "ENV" | "LABEL");
    let is_word = site.before().ends_with(' ') && site.is_ellipsis() && !site.is_quoted();
    // The options of a check before its command.
    let rest = site.after().lines().next().unwrap_or("");
    if words::first_word(line).eq_ignore_ascii_case("HEALTHCHECK")
        && is_word
        && words::first_word(rest.trim_start()).eq_ignore_ascii_case("CMD")
    {
        return "--any=@";
    }
    if pairs && is_word && (line.contains('=') || rest.contains('=')) {
        return "@=@";
    }
    let takes_expansion = match words::first_word(line).to_ascii_uppercase().as_str() {
        "EXPOSE" | "STOPSIGNAL" => true,
        "FROM" => line.rsplit(' ').next().is_some_and(|word| word.contains('@')),
        _ => false,
    };
    if takes_expansion { "$@" } else { "@" }
}

/// Whether a hole is an item of an instruction's JSON form: `CMD ["a", ...]`; `RUN [ -f $X ]` is a test.
fn is_exec_form_item(site: &Site) -> bool {
    let follows_option =
        site.head().rsplit([' ', '\n']).next().is_some_and(|word| word.starts_with("--"));
    let follows_keyword = is_keyword(words::last_word(site.head())) || follows_option;
    site.bracket() == Some('[') && !site.is_quoted() && follows_keyword && site.is_item()
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn instructions() {
        check(
            "dockerfile",
            &PATTERN,
            &[
                ("FROM $I", "FROM _M0_", "from_instruction"),
                ("FROM $I:$T", "FROM _M0_:_M1_", "from_instruction"),
                ("FROM $I@$D", "FROM _M0_@$_M1_", "from_instruction"),
                ("FROM a@sha256:$X", "FROM a@sha256:$_M0_", "from_instruction"),
                (
                    "FROM --platform=$P $I AS $N",
                    "FROM --platform=_M0_ _M1_ AS _M2_",
                    "from_instruction",
                ),
                ("FROM ...", "FROM _E0_", "from_instruction"),
                ("FROM a\n...\nRUN b", "FROM a\nRUN _E0_\nRUN b", "source_file"),
                ("...", "RUN _E0_", "run_instruction"),
                ("$INSTRUCTION", "RUN _M0_", "run_instruction"),
                ("FROM a\n$INSTRUCTION ...", "FROM a\nRUN _M0_ _E1_", "source_file"),
                ("USER $U", "USER _M0_", "user_instruction"),
                ("ENV $K=$V", "ENV _M0_=_M1_", "env_instruction"),
                ("ARG $A", "ARG _M0_", "arg_instruction"),
                ("LABEL $K=$V", "LABEL _M0_=_M1_", "label_instruction"),
                ("WORKDIR ...", "WORKDIR _E0_", "workdir_instruction"),
                ("EXPOSE $P", "EXPOSE $_M0_", "expose_instruction"),
                ("EXPOSE ...", "EXPOSE $_E0_", "expose_instruction"),
                ("MAINTAINER $X", "MAINTAINER _M0_", "maintainer_instruction"),
                ("STOPSIGNAL $X", "STOPSIGNAL $_M0_", "stopsignal_instruction"),
                ("COPY --from=$F $A $B", "COPY --from=_M0_ _M1_ _M2_", "copy_instruction"),
                ("COPY ... $B", "COPY _E0_ _M1_", "copy_instruction"),
                ("ADD ... /app", "ADD _E0_ /app", "add_instruction"),
                ("HEALTHCHECK ...", "HEALTHCHECK _E0_", "healthcheck_instruction"),
                ("HEALTHCHECK NONE", "HEALTHCHECK NONE", "healthcheck_instruction"),
                (
                    "HEALTHCHECK ... CMD ...",
                    "HEALTHCHECK --any=_E0_ CMD _E1_",
                    "healthcheck_instruction",
                ),
                ("ENV ... A=1 ...", "ENV _E0_=_E0_ A=1 _E1_=_E1_", "env_instruction"),
                ("SHELL [\"$X\", ...]", "SHELL [\"_M0_\", \"_E1_\"]", "shell_instruction"),
                ("VOLUME [\"$X\"]", "VOLUME [\"_M0_\"]", "volume_instruction"),
                ("ONBUILD RUN $X", "ONBUILD RUN _M0_", "onbuild_instruction"),
            ],
        );
    }

    #[test]
    fn commands() {
        check(
            "dockerfile",
            &PATTERN,
            &[
                ("RUN $X", "RUN _M0_", "run_instruction"),
                ("RUN ...", "RUN _E0_", "run_instruction"),
                (
                    "RUN ... && apt-get install ... -y $P",
                    "RUN _E0_ && apt-get install _E1_ -y _M2_",
                    "run_instruction",
                ),
                (
                    "RUN a \\\n  && ... \\\n  && b",
                    "RUN a \\\n  && _E0_ \\\n  && b",
                    "run_instruction",
                ),
                ("CMD [\"$X\", ...]", "CMD [\"_M0_\", \"_E1_\"]", "cmd_instruction"),
                ("CMD [...]", "CMD [\"_E0_\"]", "cmd_instruction"),
                ("CMD $X ...", "CMD _M0_ _E1_", "cmd_instruction"),
                (
                    "ENTRYPOINT [..., \"$X\"]",
                    "ENTRYPOINT [\"_E0_\", \"_M1_\"]",
                    "entrypoint_instruction",
                ),
                ("RUN [ -f $X ]", "RUN [ -f _M0_ ]", "run_instruction"),
                ("RUN echo \"$X ...\"", "RUN echo \"_M0_ _E1_\"", "run_instruction"),
                ("apt-get install ...", "RUN apt-get install _E0_", "shell_command"),
                ("sudo $X", "RUN sudo _M0_", "shell_command"),
            ],
        );
    }
}
