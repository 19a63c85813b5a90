//! `view!`: a screen written as HTML, made of `draw`'s elements.
//!
//! `name="text"` and `name=value` set an attribute, `prop:` a property, `class:` a class, `style:` a part of the style,
//! `inner_html=` HTML of our own, and `on:` listens; a value that is a closure or a signal is followed. `{value}` and
//! `"text"` stand inside. `<Show when=..>` shows what is in it while its condition holds.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use rstml::node::{Node, NodeAttribute, NodeElement};
use rstml::{Infallible, Parser, ParserConfig};
use syn::{Error, Expr, Ident, Lit, Result};

/// The tags of a drawing, which belong to SVG.
const DRAWING: [&str; 9] = ["svg", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "g"];
/// The tags that hold nothing.
const EMPTY: [&str; 4] = ["br", "hr", "img", "input"];

/// A view written as HTML.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let config = ParserConfig::new().always_self_closed_elements(EMPTY.into_iter().collect());
    Parser::new(config)
        .parse_simple(tokens)
        .and_then(|nodes| views(&nodes))
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

/// One view, or several as one.
fn views(nodes: &[Node]) -> Result<TokenStream> {
    let views = nodes.iter().map(view_of).collect::<Result<Vec<_>>>()?;
    let several = || quote!(::draw::view::several(::std::vec![#(#views),*]));
    Ok(if let [one] = views.as_slice() { one.clone() } else { several() })
}

fn view_of(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) if element.name().to_string() == "Show" => show(element),
        Node::Element(element) => element_of(element),
        Node::Text(text) => {
            let words = &text.value;
            Ok(quote!(::draw::view::IntoView::into_any(#words)))
        }
        Node::Block(block) => Ok(quote!(::draw::view::IntoView::into_any({
            #[allow(unused_braces)]
            #block
        }))),
        Node::Fragment(fragment) => views(&fragment.children),
        Node::Comment(_) => Ok(quote!(::draw::view::View::Nothing)),
        other => Err(Error::new_spanned(other, "view! has elements, \"texts\" and {values}")),
    }
}

fn show(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let [NodeAttribute::Attribute(when)] = element.attributes() else {
        return Err(Error::new_spanned(element.name(), "Show takes when= and nothing else"));
    };
    let when = when.value();
    let inside = views(&element.children)?;
    Ok(quote!(::draw::view::show(#when, move || #inside)))
}

fn element_of(element: &NodeElement<Infallible>) -> Result<TokenStream> {
    let tag = element.name().to_string();
    let it = Ident::new("it", Span::mixed_site());
    let (mut plain, mut steps) = (Vec::new(), Vec::new());
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new_spanned(attribute, "an attribute is name=value"));
        };
        let (name, value) = (attribute.key.to_string(), attribute.value());
        let (front, rest) = name.split_once(':').unwrap_or(("", name.as_str()));
        let kind = match (front, value) {
            ("", None) => {
                plain.push(quote!((#name, "")));
                continue;
            }
            ("", Some(Expr::Lit(literal))) if matches!(literal.lit, Lit::Str(_)) && name != "inner_html" => {
                plain.push(quote!((#name, #literal)));
                continue;
            }
            ("on", Some(then)) => {
                steps.push(quote!(::draw::element::on(&#it, #rest, #then);));
                continue;
            }
            ("", _) if name == "inner_html" => quote!(Html),
            ("", _) => quote!(Attribute),
            ("prop", _) => quote!(Property),
            ("class", _) => quote!(Class),
            ("style", _) => quote!(Style),
            _ => {
                return Err(Error::new_spanned(
                    &attribute.key,
                    "attributes are plain, prop:, class:, style: or on:",
                ));
            }
        };
        let value = value.map_or_else(|| quote!(true), ToTokens::to_token_stream);
        steps.push(quote!(::draw::element::set(
            &#it, ::draw::element::Kind::#kind, #rest, ::draw::element::IntoAttribute::into_attribute(#value),
        );));
    }
    for child in &element.children {
        let view = view_of(child)?;
        steps.push(quote!(::draw::element::child(&#it, #view);));
    }
    let make =
        Ident::new(if DRAWING.contains(&tag.as_str()) { "drawing" } else { "element" }, Span::call_site());
    Ok(quote!({
        let #it = ::draw::element::#make(#tag, &[#(#plain),*]);
        #(#steps)*
        ::draw::view::View::Node(::core::convert::Into::into(#it))
    }))
}
