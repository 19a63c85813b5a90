//! JSON by hand: values to a tree and back. Generated code for a dozen types is a tenth of what a phone must fetch to run
//! the app; this is one small reader and writer for all of them.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
pub use serde_json::Value;

/// An object's fields by name.
pub type Object = serde_json::Map<String, Value>;

/// Which field is missing or wrong; nothing where the value as a whole is.
pub type Wrong = &'static str;

/// What writes itself as JSON and reads itself back.
pub trait Json: Sized {
    /// As a tree.
    fn to_json(&self) -> Value;
    /// From a tree. Fields that are not known are passed over.
    fn from_json(value: &Value) -> Result<Self, Wrong>;
}

/// As text, without line breaks.
pub fn to_text(value: &impl Json) -> String {
    value.to_json().to_string()
}

/// From text.
pub fn from_text<T: Json>(text: &str) -> Option<T> {
    parse(text).and_then(|value| T::from_json(&value).ok())
}

/// Any JSON text as a tree.
pub fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// What stands between the brackets of a long text, piece by piece and unread: elements, or fields with their names. The tree of a
/// year of walks is ten times its text, and no phone has room for it. `None` where it is no array and no object.
pub fn pieces(text: &str) -> Option<Vec<&str>> {
    let text = text.trim();
    let inside = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let inside = inside.or_else(|| text.strip_prefix('{')?.strip_suffix('}'))?;
    let (mut pieces, mut from) = (Vec::new(), 0);
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.checked_sub(1)?,
            b',' if depth == 0 => {
                pieces.push(inside.get(from..at)?);
                from = at + 1;
            }
            _ => {}
        }
    }
    let last = inside.get(from..)?;
    if !pieces.is_empty() || !last.trim().is_empty() {
        pieces.push(last);
    }
    (depth == 0 && !quoted).then_some(pieces)
}

/// An object of these fields.
pub fn object(fields: Vec<(&str, Value)>) -> Value {
    // One by one: what builds a whole tree at once is more code than the phone needs.
    let mut object = Object::new();
    for (name, value) in fields {
        object.insert(name.to_string(), value);
    }
    Value::Object(object)
}

/// Puts a count into an object, unless it is zero or not known.
pub fn put_unless_zero(object: &mut Value, field: &str, count: Value) {
    if let Value::Object(fields) = object
        && !count.is_null()
        && count.as_u64() != Some(0)
    {
        fields.insert(field.to_string(), count);
    }
}

/// A field; one that is not there reads as `null`.
pub fn read<T: Json>(object: &Value, field: &'static str) -> Result<T, Wrong> {
    T::from_json(object.get(field).unwrap_or(&Value::Null)).map_err(|inner| name(inner, field))
}

/// A field that may be left out.
pub fn read_or_default<T: Json + Default>(object: &Value, field: &'static str) -> Result<T, Wrong> {
    object.get(field).map_or_else(|| Ok(T::default()), T::from_json).map_err(|inner| name(inner, field))
}

/// Sets what an object has; what it has not stays.
pub fn fill<T: Json>(value: &mut T, object: &Value, field: &'static str) -> Result<(), Wrong> {
    if let Some(said) = object.get(field) {
        *value = T::from_json(said).map_err(|inner| name(inner, field))?;
    }
    Ok(())
}

const fn name(inner: Wrong, field: &'static str) -> Wrong {
    if inner.is_empty() { field } else { inner }
}

macro_rules! plain {
    ($($type:ty: $as:ident),*) => {$(
        impl Json for $type {
            fn to_json(&self) -> Value {
                Value::from(*self)
            }
            fn from_json(value: &Value) -> Result<Self, Wrong> {
                value.$as().and_then(|plain| plain.try_into().ok()).ok_or("")
            }
        }
    )*};
}
plain!(bool: as_bool, u8: as_u64, u32: as_u64, u64: as_u64, f64: as_f64);

impl Json for String {
    fn to_json(&self) -> Value {
        Value::from(self.as_str())
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        value.as_str().map(Self::from).ok_or("")
    }
}

impl<T: Json> Json for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, Json::to_json)
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(Json::to_json).collect())
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        value.as_array().ok_or("")?.iter().map(T::from_json).collect()
    }
}

impl Json for Object {
    fn to_json(&self) -> Value {
        Value::Object(self.clone())
    }
    fn from_json(value: &Value) -> Result<Self, Wrong> {
        value.as_object().cloned().ok_or("")
    }
}

/// A type whose values are names.
#[macro_export]
macro_rules! json_names {
    ($type:ty: $($variant:ident $name:literal),* $(,)?) => {
        impl $crate::json::Json for $type {
            fn to_json(&self) -> $crate::json::Value {
                $crate::json::Value::from(match self { $(Self::$variant => $name),* })
            }
            fn from_json(value: &$crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                match value.as_str() { $(Some($name) => Ok(Self::$variant),)* _ => Err("") }
            }
        }
    };
}

/// A type whose fields are an object's; a field after `or default` may be left out, and a count after `unless zero` is left
/// out where it is zero.
#[macro_export]
macro_rules! json_object {
    ($type:ty: $($field:ident $name:literal),* $(; or default: $($may:ident $may_name:literal),*)?
        $(; unless zero: $($count:ident $count_name:literal),*)? $(,)?) => {
        impl $crate::json::Json for $type {
            fn to_json(&self) -> $crate::json::Value {
                #[allow(unused_mut)] // where no count may be left out
                let mut object = $crate::json::object(::core::convert::Into::into([
                    $(($name, $crate::json::Json::to_json(&self.$field)),)*
                    $($(($may_name, $crate::json::Json::to_json(&self.$may)),)*)?
                ]));
                $($($crate::json::put_unless_zero(&mut object, $count_name, $crate::json::Json::to_json(&self.$count));)*)?
                object
            }
            fn from_json(value: &$crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                Ok(Self {
                    $($field: $crate::json::read(value, $name)?,)*
                    $($($may: $crate::json::read_or_default(value, $may_name)?,)*)?
                    $($($count: $crate::json::read_or_default(value, $count_name)?,)*)?
                })
            }
        }
    };
}

/// A type whose fields are an object's; whatever is left out is as it is by default.
#[macro_export]
macro_rules! json_filled {
    ($type:ty: $($field:ident $name:literal),* $(,)?) => {
        impl $crate::json::Json for $type {
            fn to_json(&self) -> $crate::json::Value {
                $crate::json::object(::core::convert::Into::into([
                    $(($name, $crate::json::Json::to_json(&self.$field))),*
                ]))
            }
            fn from_json(value: &$crate::json::Value) -> Result<Self, $crate::json::Wrong> {
                let mut filled = Self::default();
                // Taken apart, so that a field left out of the list above does not compile.
                let Self { $($field),* } = &mut filled;
                $($crate::json::fill($field, value, $name)?;)*
                Ok(filled)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn a_text_comes_apart_where_its_commas_stand_outside_of_words_and_brackets() {
        assert_eq!(pieces(r#" [1, "a,]\\",{"b":[2,3]}] "#).unwrap(), ["1", r#" "a,]\\""#, r#"{"b":[2,3]}"#]);
        assert_eq!(pieces(r#"{"a":"\"}","b":[]}"#).unwrap(), [r#""a":"\"}""#, r#""b":[]"#]);
        assert_eq!(pieces("[ ]").unwrap(), [""; 0]);
        for text in ["", "[", "1", "[1}", "[]]", "{}\n{}", "[\"]"] {
            assert_eq!(pieces(text), None, "{text}");
        }
    }
}
