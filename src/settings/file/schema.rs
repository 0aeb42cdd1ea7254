//! The JSON Schema of the settings file, for editors: derived from its shape.

use schemars::transform::{RecursiveTransform, Transform};
use schemars::{Schema, schema_for};
use serde_json::Value;

use super::shape::File;

/// The schema of `wa-kpi.toml`.
pub fn schema() -> Schema {
    let mut schema = schema_for!(File);
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// A key that may be left out may not be null: TOML has no such value.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    let Some(Value::Array(choices)) = schema.get("anyOf") else { return };
    let other = choices.iter().find(|choice| choice.get("type") != Some(&Value::from("null")));
    if let Some(Value::Object(other)) = other.cloned() {
        schema.remove("anyOf");
        for (key, value) in other {
            schema.insert(key, value);
        }
    }
}
