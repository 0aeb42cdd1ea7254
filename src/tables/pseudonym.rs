//! Pseudonyms: what stands for a customer or an id where nobody may read the name. The same name and key give the same
//! pseudonym everywhere; without the key nobody can tell whether a name belongs to one.
//!
//! A customer's pseudonym tells the country of the phone number, so that tables read back give the same figures. Not
//! responsible for where the key comes from nor for what is replaced.

use std::fmt::{self, Debug, Formatter};

use anyhow::{Result, ensure};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::identity::{is_phone, normalise};
use crate::lists;

/// The shortest key, in bytes.
pub const SHORTEST_KEY: usize = 16;

/// So much of the 256 bits is kept: 128 bits, as hexadecimal digits.
const DIGITS: usize = 32;

/// What customers' pseudonyms begin with.
const CUSTOMER: &str = "customer";

/// Makes pseudonyms with a key.
#[derive(Clone)]
pub struct Pseudonyms(Hmac<Sha256>);

impl Debug for Pseudonyms {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        formatter.write_str("Pseudonyms(a key)")
    }
}

impl Pseudonyms {
    /// With a key; one that could be guessed is refused.
    pub fn new(key: &[u8]) -> Result<Pseudonyms> {
        ensure!(key.len() >= SHORTEST_KEY, "found {} bytes, expected at least {SHORTEST_KEY}", key.len());
        Ok(Pseudonyms(Hmac::new_from_slice(key)?))
    }

    /// What stands for a customer, by any written form of the name.
    pub fn customer(&self, name: &str) -> String {
        let name = normalise(name);
        if is_pseudonym(CUSTOMER, &name) {
            return name;
        }
        let country = Some(&name).filter(|name| is_phone(name)).and_then(|name| lists::country_of(name));
        let country = country.map(|country| format!("{country}-")).unwrap_or_default();
        format!("{CUSTOMER}-{country}{}", self.hash(CUSTOMER, &name))
    }

    /// What stands for an id of some kind.
    pub fn id(&self, kind: &str, id: &str) -> String {
        if is_pseudonym(kind, id) { id.to_owned() } else { format!("{kind}-{}", self.hash(kind, id)) }
    }

    fn hash(&self, kind: &str, text: &str) -> String {
        let mut hash = self.0.clone();
        // The same text as another kind of thing has another pseudonym.
        hash.update(kind.as_bytes());
        hash.update(b"\0");
        hash.update(text.as_bytes());
        let bytes = hash.finalize().into_bytes();
        bytes.iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What stands for one already is left as it is: tables may be converted again.
fn is_pseudonym(kind: &str, text: &str) -> bool {
    let rest = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('-'));
    rest.is_some_and(|rest| {
        let digits = if kind == CUSTOMER { rest.rsplit('-').next().unwrap_or_default() } else { rest };
        let between = rest.len() - digits.len();
        is_hash(digits) && (between == 0 || between == 3)
    })
}

fn is_hash(digits: &str) -> bool {
    digits.len() == DIGITS && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The country that a customer's pseudonym tells, as two letters; none for any other name.
pub fn country(name: &str) -> Option<&str> {
    let (country, digits) = name.strip_prefix(CUSTOMER)?.strip_prefix('-')?.split_once('-')?;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_country && is_hash(digits)).then_some(country)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pseudonyms() -> Pseudonyms {
        Pseudonyms::new(b"Jefe and thirteen more").unwrap()
    }

    #[test]
    fn it_is_the_hmac_that_everybody_computes() {
        // printf 'message\0wamid.1' | openssl dgst -sha256 -hmac 'Jefe and thirteen more'
        assert_eq!(pseudonyms().id("message", "wamid.1"), "message-1f3b8dad654a4cef8c3792a4bc9b3398");
    }

    #[test]
    fn every_written_form_of_a_number_has_one_pseudonym_that_tells_its_country() {
        let one = pseudonyms().customer("+49 151 23456789");
        assert_eq!(one, pseudonyms().customer("whatsapp:+4915123456789"));
        assert_eq!(country(&one), Some("DE"));
        assert_eq!(normalise(&one), one);
        assert_eq!(country(&pseudonyms().customer("US.1349abc")), None);
        assert_ne!(one, Pseudonyms::new(b"another key of length").unwrap().customer("4915123456789"));
    }

    #[test]
    fn a_pseudonym_stands_for_itself() {
        let pseudonyms = pseudonyms();
        for name in ["4915123456789", "US.1349abc"] {
            let once = pseudonyms.customer(name);
            assert_eq!(pseudonyms.customer(&once), once);
        }
        let id = pseudonyms.id("order", "#1001");
        assert_eq!(pseudonyms.id("order", &id), id);
        assert_ne!(pseudonyms.id("message", &id), id);
    }

    #[test]
    fn a_short_key_is_refused_and_no_key_is_ever_shown() {
        assert_eq!(Pseudonyms::new(b"short").unwrap_err().to_string(), "found 5 bytes, expected at least 16");
        assert!(!format!("{:?}", pseudonyms()).contains("Jefe"));
    }
}
