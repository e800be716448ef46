//! Formulas in one line, for tests.

use crate::{Condition, Formula};

/// `and(p, not(inside(q)) if $X =~ r focus $X)`.
pub(crate) fn formula(formula: &Formula) -> String {
    match formula {
        Formula::Pattern(text) => text.value.trim_end().replace('\n', "⏎"),
        Formula::Regex(text) => format!("/{}/", text.value.trim_end()),
        Formula::Any(formulas) => {
            format!("or({})", formulas.iter().map(self::formula).collect::<Vec<_>>().join(", "))
        }
        Formula::Inside(inner) => format!("inside({})", self::formula(inner)),
        Formula::Anywhere(inner) => format!("anywhere({})", self::formula(inner)),
        Formula::Not(inner) => format!("not({})", self::formula(inner)),
        Formula::All(all) => {
            let mut text: String =
                all.terms.iter().map(self::formula).collect::<Vec<_>>().join(", ");
            for filter in &all.conditions {
                text.push_str(&format!(" if {}", condition(filter)));
            }
            for focus in &all.focus {
                text.push_str(&format!(" focus {}", focus.metavariables.join("|")));
            }
            format!("and({text})")
        }
    }
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Regex { metavariable, regex, constant_propagation } => {
            let value = if *constant_propagation { " (value)" } else { "" };
            format!("{metavariable} =~ {}{value}", regex.value)
        }
        Condition::Pattern { metavariable, language, formula } => {
            let language = language.as_ref().map(|it| format!(" as {}", it.value));
            format!("{metavariable}{} has {}", language.unwrap_or_default(), self::formula(formula))
        }
        Condition::Comparison(it) => format!(
            "{} {}{}{}",
            it.metavariable.as_deref().unwrap_or("-"),
            it.expression.value,
            if it.strip { " stripped" } else { "" },
            it.base.map(|base| format!(" base {base}")).unwrap_or_default()
        ),
        Condition::Analysis { metavariable, analyzer, .. } => {
            format!("{metavariable} {}", analyzer.value)
        }
        Condition::Type { metavariable, types } => format!("{metavariable}: {}", types.join("|")),
    }
}
