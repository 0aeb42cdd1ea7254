//! Just enough JSON to write webhook bodies: compact, and laid out over lines.

/// `{"key":value,…}` of values that are JSON already.
pub fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}", fields.join(","))
}

pub fn array(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

/// A quoted text. The shop's texts hold no control characters.
pub fn text(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The same JSON with a line per value, indented by two spaces.
pub fn pretty(compact: &str) -> String {
    let mut laid_out = String::with_capacity(compact.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for letter in compact.chars() {
        if quoted {
            laid_out.push(letter);
            quoted = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        match letter {
            '{' | '[' => {
                depth += 1;
                laid_out.push(letter);
                break_line(&mut laid_out, depth);
            }
            '}' | ']' => {
                depth -= 1;
                break_line(&mut laid_out, depth);
                laid_out.push(letter);
            }
            ',' => {
                laid_out.push(letter);
                break_line(&mut laid_out, depth);
            }
            ':' => laid_out.push_str(": "),
            _ => {
                quoted = letter == '"';
                laid_out.push(letter);
            }
        }
    }
    laid_out
}

fn break_line(laid_out: &mut String, depth: usize) {
    laid_out.push('\n');
    laid_out.extend(std::iter::repeat_n("  ", depth));
}
