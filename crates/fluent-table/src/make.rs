//! Makes a table of Fluent catalogues.

use crate::{ARGUMENT, END, NAMED, SELECT, TENTHS, VARIANT};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use std::collections::BTreeMap;

/// The catalogues of one language as a table, or what is in them that it cannot hold.
pub fn table<'a>(catalogues: impl IntoIterator<Item = &'a str>) -> Result<String, String> {
    let mut messages = BTreeMap::new();
    for catalogue in catalogues {
        let resource = parser::parse(catalogue).map_err(|(_, errors)| format!("{errors:?}"))?;
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                other => return Err(format!("not a message: {other:?}")),
            };
            let id = message.id.name;
            let text = message.value.as_ref().filter(|_| message.attributes.is_empty());
            let text = text.ok_or_else(|| format!("{id}: a message is a text and has no attributes"))?;
            let mut pattern = String::new();
            put(text, &mut pattern).map_err(|wrong| format!("{id}: {wrong}"))?;
            if messages.insert(id, pattern).is_some() {
                return Err(format!("{id} stands twice"));
            }
        }
    }
    let (named, end) = (NAMED.to_string(), END.to_string());
    Ok(messages.iter().flat_map(|(id, pattern)| [*id, named.as_str(), pattern, end.as_str()]).collect())
}

fn put(pattern: &Pattern<&str>, table: &mut String) -> Result<(), String> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } if value.contains(|c| ('\0'..='\u{6}').contains(&c)) => {
                return Err("a control character".to_owned());
            }
            PatternElement::TextElement { value } => table.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                let (mark, name) = argument(inline)?;
                table.push(mark);
                table.push_str(name);
                table.push(NAMED);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let (ARGUMENT, name) = argument(selector)? else {
                    return Err("a choice is by a plain argument".to_owned());
                };
                table.push(SELECT);
                table.push_str(name);
                table.push(NAMED);
                let (default, keyed): (Vec<_>, Vec<_>) = variants.iter().partition(|variant| variant.default);
                for variant in keyed.into_iter().chain(default) {
                    match variant.key {
                        _ if variant.default => {}
                        VariantKey::Identifier { name: "one" } => table.push_str("one"),
                        // As the reader writes numbers, which spares it reading them: 1.0 is 1.
                        VariantKey::NumberLiteral { value } => {
                            let number: f64 = value.parse().map_err(|_| format!("a variant [{value}]"))?;
                            table.push_str(&number.to_string());
                        }
                        VariantKey::Identifier { name } => return Err(format!("a variant [{name}]")),
                    }
                    table.push(NAMED);
                    put(&variant.value, table)?;
                    table.push(VARIANT);
                }
                table.push(END);
            }
        }
    }
    Ok(())
}

/// How an argument is marked, and its name.
fn argument<'a>(inline: &'a InlineExpression<&'a str>) -> Result<(char, &'a str), String> {
    match inline {
        InlineExpression::VariableReference { id } => Ok((ARGUMENT, id.name)),
        InlineExpression::FunctionReference { id, arguments } if id.name == "TENTHS" => {
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] => Ok((TENTHS, id.name)),
                _ => Err("TENTHS takes one argument".to_owned()),
            }
        }
        other => Err(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn messages_are_in_order_without_comments_and_a_default_stands_last() {
        let text = "# said\nb = Go { $n }.\n    On.\na = { $n ->\n   *[other] { TENTHS($n) } m\n    [0] none\n    [one] one\n}\n";
        assert_eq!(
            table([text]).unwrap(),
            "a\u{4}\u{3}n\u{4}0\u{4}none\u{5}one\u{4}one\u{5}\u{4}\u{2}n\u{4} m\u{5}\u{6}\u{6}\
             b\u{4}Go \u{1}n\u{4}.\nOn.\u{6}"
        );
    }

    #[test]
    fn what_the_table_cannot_hold_is_an_error_that_names_the_message() {
        let wrong = [
            "a = { b }\nb = x\n",
            "a = { NUMBER($n) }\n",
            "a = { $n ->\n    [few] x\n   *[other] y\n}\n",
            "a = x\n    .more = y\n",
            "a = x\na = y\n",
        ];
        for text in wrong {
            assert!(table([text]).unwrap_err().starts_with('a'), "{text}");
        }
        for text in ["-a = x\n", "a = {\n"] {
            assert!(table([text]).is_err(), "{text}");
        }
    }
}
