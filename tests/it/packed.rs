//! Archives and workbooks for tests: just enough of each format. Shared with the unit tests of the inputs.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip archive of members; those whose content is longer than a line are deflated.
pub fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let method = if content.len() > 80 { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        match name.strip_suffix('/') {
            Some(folder) => archive.add_directory(folder, options).expect("a folder"),
            None => archive.start_file(*name, options).expect("a member"),
        }
        if !name.ends_with('/') {
            archive.write_all(content).expect("a member's content");
        }
    }
    archive.finish().expect("a whole archive").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Rows of a sheet: every field a cell of text, but what is written `=…`, a number with a style (0 = plain, 1 = a date
/// with a time, 2 = hours): `=45943.5@1`.
fn rows(rows: &[Vec<&str>]) -> String {
    let cell = |(number, text): (usize, &&str)| {
        let column = char::from(b'A' + u8::try_from(number).expect("few columns"));
        match text.strip_prefix('=').map(|value| value.split_once('@').unwrap_or((value, "0"))) {
            _ if text.is_empty() => String::new(),
            Some((value, style)) => format!("<c r=\"{column}ROW\" s=\"{style}\"><v>{value}</v></c>"),
            None => format!("<c r=\"{column}ROW\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
        }
    };
    let row = |(number, row): (usize, &Vec<&str>)| {
        let number = (number + 1).to_string();
        let cells: String = row.iter().enumerate().map(cell).collect();
        format!("<row r=\"{number}\">{}</row>", cells.replace("ROW\"", &format!("{number}\"")))
    };
    rows.iter().enumerate().map(row).collect()
}

/// A workbook (.xlsx) of named sheets.
pub fn xlsx(sheets: &[(&str, Vec<Vec<&str>>)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let numbered = || sheets.iter().enumerate().map(|(number, (name, _))| (number + 1, *name));
    let listed: String = numbered()
        .map(|(number, name)| format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"s{number}\"/>"))
        .collect();
    let related: String = numbered()
        .map(|(n, _)| {
            format!("<Relationship Id=\"s{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
        })
        .collect();
    let styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[h]:mm:ss\"/></numFmts>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/></cellXfs>";
    let mut members = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"b\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{RELATIONS}\">{related}</Relationships>"),
        ),
        ("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
    ];
    for (number, (_, content)) in sheets.iter().enumerate() {
        let name = format!("xl/worksheets/sheet{}.xml", number + 1);
        let content = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>", rows(content));
        members.push((name, content));
    }
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zipped(&members)
}

/// A workbook (.ods) of one sheet of texts and a date with a time.
pub fn ods(name: &str, texts: &[Vec<&str>]) -> Vec<u8> {
    let cell = |text: &&str| match text.strip_prefix('=') {
        Some(date) => format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\"/>"),
        None => {
            let text = escaped(text);
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        }
    };
    let row =
        |row: &Vec<&str>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let rows: String = texts.iter().map(row).collect();
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"{name}\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}
