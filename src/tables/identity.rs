//! Who is who: phone numbers in every written form, user ids and aliases become one customer each.
//!
//! Not responsible for guessing: a number that lost digits is refused, never joined.

use hashbrown::HashTable;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::pseudonym;
use super::texts::{Text, TextTable, Texts};
use crate::lists;

/// Refuses a customer that spreadsheets have damaged: `1.555E+10` has lost its last digits for good.
pub fn check(customer: &str) -> Result<(), &'static str> {
    let damaged = customer.bytes().fold(false, |found, byte| found | (byte | 0x20 == b'e')) && is_scientific(customer);
    if damaged {
        return Err("the customer is a number in scientific notation, its last digits are lost: export it as text");
    }
    Ok(())
}

/// Refuses an id that spreadsheets have damaged: two of them would be taken for one.
pub fn check_id(id: &str) -> Result<(), &'static str> {
    if id.contains(['e', 'E']) && id.contains('+') && is_scientific(id) {
        return Err("the id is a number in scientific notation, its last digits are lost: export it as text");
    }
    Ok(())
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().trim_start_matches('\'').split_once(['E', 'e']) else { return false };
    let is_number = |part: &str, extra: &str| {
        part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || extra.as_bytes().contains(&byte))
    };
    is_number(mantissa, ".,+-") && is_number(exponent, "+-")
}

/// The one written form of a customer: international digits for a phone number, else the id as it stands.
pub fn normalise(written: &str) -> String {
    let bare = written.trim().trim_start_matches('\'');
    let bare = bare.strip_prefix("whatsapp:").unwrap_or(bare);
    let bare = bare.strip_suffix("@c.us").or_else(|| bare.strip_suffix("@s.whatsapp.net")).unwrap_or(bare);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    let mut digits = String::with_capacity(bare.len());
    for letter in bare.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' | '-' | '(' | ')' | '.' | '/' => {}
            '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            letter if letter.is_whitespace() => {}
            _ => return bare.trim().to_owned(),
        }
    }
    if digits.len() < 5 {
        return bare.trim().to_owned();
    }
    national_forms(digits.strip_prefix("00").map(str::to_owned).unwrap_or(digits))
}

/// Countries whose mobile numbers are written in two ways: both become the one with all digits that matter.
fn national_forms(digits: String) -> String {
    let bytes = digits.as_bytes();
    match bytes.len() {
        // Brazil: mobile numbers got a ninth digit, old accounts keep eight.
        12 if digits.starts_with("55") && bytes[4] >= b'6' => format!("{}9{}", &digits[..4], &digits[4..]),
        // Mexico and Argentina: a digit for "mobile" after the country code.
        13 if digits.starts_with("521") => format!("52{}", &digits[3..]),
        13 if digits.starts_with("549") => format!("54{}", &digits[3..]),
        _ => digits,
    }
}

/// Every customer under one number.
pub struct Customers {
    /// All names as written.
    written: TextTable,
    /// The customer of each written name.
    numbers: Vec<u32>,
    /// The country of each customer's phone number; of user ids without a phone none.
    pub countries: Vec<Text>,
    /// A written form of the name that stands for each customer: the phone number where one is known.
    names: Vec<Text>,
}

impl Customers {
    /// Joins all written names over their normal forms and the aliases. Country codes are interned into `texts`.
    pub fn resolve(written: TextTable, aliases: &[(Text, Text)], texts: &Texts) -> Customers {
        let Forms { of_names, firsts } = Forms::of(&written);
        let mut sets = Sets::new(firsts.len());
        for (one, other) in aliases {
            if !one.is_none() && !other.is_none() {
                sets.join(of_names[one.0 as usize], of_names[other.0 as usize]);
            }
        }
        let form = |name: Text| normalise(written.get(name));
        let mut customer_of_root = vec![u32::MAX; firsts.len()];
        let mut customer_of_form = vec![0_u32; firsts.len()];
        let mut names: Vec<Text> = Vec::new();
        for (number, first) in firsts.into_iter().enumerate() {
            let root = sets.root(number as u32) as usize;
            if customer_of_root[root] == u32::MAX {
                customer_of_root[root] = names.len() as u32;
                names.push(first);
            } else {
                let name = &mut names[customer_of_root[root] as usize];
                let (other, known) = (form(first), form(*name));
                // The one that tells most, then the smaller text: no order of reading may show.
                if (rank(&other), other) < (rank(&known), known) {
                    *name = first;
                }
            }
            customer_of_form[number] = customer_of_root[root];
        }
        let country = |&name: &Text| country(&form(name)).map_or(Text::NONE, |country| texts.intern(country));
        let countries = names.par_iter().map(country).collect();
        let customer = |form: u32| if form == u32::MAX { u32::MAX } else { customer_of_form[form as usize] };
        let numbers = of_names.into_iter().map(customer).collect();
        Customers { written, numbers, countries, names }
    }

    /// The number of the customer with a written name; none for the empty name.
    pub fn number(&self, name: Text) -> Option<u32> {
        self.numbers.get(name.0 as usize).copied().filter(|&number| number != u32::MAX)
    }

    /// The name that stands for a customer; none for one of whom no name is known.
    pub fn name(&self, customer: u32) -> Option<String> {
        self.names.get(customer as usize).map(|&name| normalise(self.written.get(name)))
    }

    /// Every name in its one written form, with its customer.
    pub fn all(&self) -> impl Iterator<Item = (String, u32)> + '_ {
        self.written.all().filter_map(|name| Some((normalise(self.written.get(name)), self.number(name)?)))
    }

    /// How many customers there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// How many bytes of memory they take.
    pub fn held(&self) -> usize {
        self.written.held() + (self.numbers.capacity() + self.countries.capacity() + self.names.capacity()) * 4
    }
}

/// The normal forms of all names, by number. There may be millions: they are told apart by hashes of 128 bits.
struct Forms {
    /// The form of each name.
    of_names: Vec<u32>,
    /// The first name of each form.
    firsts: Vec<Text>,
}

impl Forms {
    fn of(written: &TextTable) -> Forms {
        let names: Vec<Text> = written.all().collect();
        let hash = |&name: &Text| xxh3_128(normalise(written.get(name)).as_bytes());
        let hashes: Vec<u128> = names.par_iter().map(hash).collect();
        let mut forms: HashTable<(u32, u32)> = HashTable::with_capacity(names.len());
        let (mut of_names, mut firsts) = (vec![u32::MAX; written.capacity()], Vec::new());
        for (place, (&name, &hash)) in names.iter().zip(&hashes).enumerate() {
            let known = |&(other, _): &(u32, u32)| hashes[other as usize] == hash;
            let rehash = |&(other, _): &(u32, u32)| hashes[other as usize] as u64;
            let entry = forms.entry(hash as u64, known, rehash).or_insert_with(|| {
                firsts.push(name);
                (place as u32, firsts.len() as u32 - 1)
            });
            of_names[name.0 as usize] = entry.get().1;
        }
        Forms { of_names, firsts }
    }
}

/// The country of a customer by the name in its one written form: that of the phone number, or what a pseudonym keeps
/// of it.
fn country(name: &str) -> Option<&str> {
    if is_phone(name) { lists::country_of(name) } else { pseudonym::country(name) }
}

/// How little a name tells: an international number tells the country, a national one a phone, a user id neither.
fn rank(name: &str) -> u8 {
    match is_phone(name) {
        false if pseudonym::country(name).is_some() => 0,
        true if !name.starts_with('0') => 0,
        true => 1,
        false => 2,
    }
}

/// Whether a name in its one written form is a phone number.
pub fn is_phone(name: &str) -> bool {
    name.len() >= 7 && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Disjoint sets of numbers (union-find with path halving).
struct Sets {
    parents: Vec<u32>,
}

impl Sets {
    fn new(len: usize) -> Sets {
        Sets { parents: (0..len as u32).collect() }
    }

    fn root(&mut self, mut number: u32) -> u32 {
        while self.parents[number as usize] != number {
            let above = self.parents[self.parents[number as usize] as usize];
            self.parents[number as usize] = above;
            number = above;
        }
        number
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_phone_number_has_one_form() {
        for written in [
            "+15550002222",
            "15550002222",
            "0015550002222",
            "whatsapp:+15550002222",
            "15550002222@c.us",
            "+1 (555) 000-2222",
            "'15550002222",
            "15550002222.0",
            "\u{202A}+1 555\u{A0}000 2222\u{202C}",
        ] {
            assert_eq!(normalise(written), "15550002222", "{written}");
        }
    }

    #[test]
    fn ids_that_lost_digits_are_refused() {
        assert!(check_id("1.20226E+17").is_err() && check_id("1,20226e+17").is_err());
        assert!(["10234E12", "L-30001", "a+e", "#1001", "120226"].iter().all(|id| check_id(id).is_ok()));
    }

    #[test]
    fn user_ids_stay_as_they_are() {
        assert_eq!(normalise("US.1349abc"), "US.1349abc");
        assert_eq!(normalise("c1"), "c1");
        assert_eq!(normalise("42"), "42");
    }

    #[test]
    fn countries_with_two_forms_of_mobile_numbers_have_one() {
        assert_eq!(normalise("551187654321"), normalise("5511987654321"));
        assert_eq!(normalise("5215512345678"), normalise("525512345678"));
        assert_eq!(normalise("5491123456789"), normalise("541123456789"));
    }

    #[test]
    fn numbers_in_scientific_notation_are_refused() {
        assert!(check("1.5550002222E+10").is_err());
        assert!(check("1,55E+10").is_err());
        assert!(check("US.1349E12").is_ok());
        assert!(check("+15550002222").is_ok());
    }

    #[test]
    fn aliases_join_phone_numbers_user_ids_and_changed_numbers() {
        let (written, texts) = (Texts::default(), Texts::default());
        let names = ["+49 151 23456789", "004915123456789", "DE.77", "4915100000000", "+34600111222"];
        let numbers: Vec<Text> = names.iter().map(|name| written.intern(name)).collect();
        let aliases = [(numbers[2], numbers[0]), (numbers[0], numbers[3])];
        let customers = Customers::resolve(written.freeze(), &aliases, &texts);
        let of = |name: usize| customers.number(numbers[name]);
        assert_eq!(customers.len(), 2);
        assert!(of(0) == of(1) && of(1) == of(2) && of(2) == of(3) && of(3) != of(4));
        assert_eq!(customers.number(Text::NONE), None);
        let first = of(0).and_then(|number| customers.name(number));
        assert_eq!(first.as_deref(), Some("4915100000000"));
        assert_eq!(of(4).map(|number| texts.text(customers.countries[number as usize])), Some("ES".to_owned()));
    }
    #[test]
    fn an_international_number_stands_for_a_customer_before_a_national_one() {
        let (written, texts) = (Texts::default(), Texts::default());
        let numbers = ["015123456789", "+49 151 23456789", "DE.77"].map(|name| written.intern(name));
        let aliases = [(numbers[0], numbers[1]), (numbers[2], numbers[0])];
        let customers = Customers::resolve(written.freeze(), &aliases, &texts);
        assert_eq!((customers.name(0).as_deref(), customers.len()), (Some("4915123456789"), 1));
        assert_eq!(texts.text(customers.countries[0]), "DE");
    }
}
