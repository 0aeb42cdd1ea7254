//! JUnit XML against `junit.xsd`: as much of XML Schema as that file uses, read by a parser of XML.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::program::text;

/// An element without its text.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn of(start: &BytesStart) -> Element {
        let utf8 = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let attribute = |attribute: quick_xml::events::attributes::Attribute| {
            (
                utf8(attribute.key.as_ref()),
                attribute.normalized_value(XmlVersion::Explicit1_0).expect("well-formed").into_owned(),
            )
        };
        let attributes = start.attributes().map(|found| attribute(found.expect("well-formed"))).collect();
        Element { name: utf8(start.name().as_ref()), attributes, children: Vec::new() }
    }

    /// The root element of a document.
    fn parse(xml: &str) -> Element {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Element::default()];
        loop {
            let closed = match reader.read_event().expect("well-formed XML") {
                Event::Eof => return open.remove(0).children.remove(0),
                Event::Start(start) => {
                    open.push(Element::of(&start));
                    continue;
                }
                Event::Empty(start) => Element::of(&start),
                Event::End(_) => open.pop().expect("balanced"),
                _ => continue,
            };
            open.last_mut().expect("inside the document").children.push(closed);
        }
    }

    fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    /// All elements of a name, this one included.
    fn all(&self, name: &str) -> Vec<&Element> {
        let own = (self.name == name).then_some(self);
        own.into_iter().chain(self.children.iter().flat_map(|child| child.all(name))).collect()
    }
}

/// What is wrong with an element by a schema.
fn faults(schema: &Element, element: &Element, faults: &mut Vec<String>) {
    let Some(declared) = schema.children.iter().find(|declared| declared.get("name") == element.name) else {
        return faults.push(format!("<{}> is not declared", element.name));
    };
    let attributes = declared.all("xs:attribute");
    for attribute in &attributes {
        match (element.attributes.get(attribute.get("name")), attribute.get("type"), attribute.get("use")) {
            (None, _, "required") => faults.push(format!("<{}> lacks {}", element.name, attribute.get("name"))),
            (Some(value), "xs:nonNegativeInteger", _) if value.parse::<u64>().is_err() => {
                faults.push(format!("{}=\"{value}\" is no number", attribute.get("name")));
            }
            _ => {}
        }
    }
    let known = |name: &String| attributes.iter().any(|attribute| attribute.get("name") == name);
    let unknown = element.attributes.keys().filter(|name| !known(name));
    faults.extend(unknown.map(|name| format!("<{}> has an undeclared {name}", element.name)));
    let mut children = element.children.iter().peekable();
    for particle in declared.all("xs:element").into_iter().filter(|particle| !particle.get("ref").is_empty()) {
        let mut count = 0_usize;
        while children.next_if(|child| child.name == particle.get("ref")).is_some() {
            count += 1;
        }
        let most = particle.get("maxOccurs").parse().unwrap_or(usize::MAX);
        let least = particle.get("minOccurs").parse().unwrap_or(1);
        if !(least..=most).contains(&count) {
            faults.push(format!("<{}> has {count} <{}>", element.name, particle.get("ref")));
        }
    }
    faults.extend(children.map(|child| format!("<{}> is out of place in <{}>", child.name, element.name)));
    element.children.iter().for_each(|child| self::faults(schema, child, faults));
}

/// What is wrong with a document: against the schema, and where counts are not those of the test cases.
pub fn problems(xml: &str) -> Vec<String> {
    let (schema, document) = (Element::parse(&text("tests/it/junit.xsd")), Element::parse(xml));
    let mut found = Vec::new();
    faults(&schema, &document, &mut found);
    for counted in document.all("testsuites").into_iter().chain(document.all("testsuite")) {
        for (attribute, name) in [("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")] {
            if counted.get(attribute) != counted.all(name).len().to_string() {
                found.push(format!("<{}> counts other {attribute}", counted.name));
            }
        }
    }
    found
}

/// Names of test cases, and what is said of those that did not pass.
pub fn cases(xml: &str) -> Vec<(String, String)> {
    let case = |case: &Element| {
        let message = case.children.first().map_or("", |child| child.get("message"));
        (case.get("name").to_owned(), message.to_owned())
    };
    Element::parse(xml).all("testcase").into_iter().map(case).collect()
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let suites = |inside: &str, count: &str| {
        format!(
            "<testsuites name=\"a\" tests=\"{count}\" failures=\"0\" errors=\"0\" skipped=\"0\"><testsuite name=\"a\" \
             tests=\"{count}\" failures=\"0\" errors=\"0\" skipped=\"0\">{inside}</testsuite></testsuites>"
        )
    };
    let case = "<testcase name=\"a\" classname=\"a\"/>";
    assert_eq!(problems(&suites(case, "1")), Vec::<String>::new());
    for (xml, fault) in [
        (suites("<testcase name=\"a\"/>", "1"), "<testcase> lacks classname"),
        (suites(&case.replace("/>", " x=\"1\"/>"), "1"), "<testcase> has an undeclared x"),
        (suites(&case.replace("/>", " line=\"x\"/>"), "1"), "line=\"x\" is no number"),
        (suites(&format!("{case}<properties/>"), "1"), "<properties> is out of place in <testsuite>"),
        (suites("<case/>", "0"), "<case> is not declared"),
        (suites("<properties/>", "0"), "<properties> has 0 <property>"),
        (suites(case, "2"), "<testsuite> counts other tests"),
    ] {
        assert!(problems(&xml).iter().any(|found| found == fault), "{fault}: {:?}", problems(&xml));
    }
}
