//! The columns of the tables about customers: clicks, consent events, contacts, aliases.
//!
//! An alias is every second name of a customer, beside the name that stands for them everywhere else.

use super::sheet::Cell;
use super::tables::Find;
use crate::tables::identity::Customers;

/// The names that do not stand for their customers, in their one written form, each once.
pub fn aliases(customers: &Customers, names: &[String]) -> Vec<(String, u32)> {
    let is_alias = |(form, customer): &(String, u32)| !form.is_empty() && names.get(*customer as usize) != Some(form);
    let mut aliases: Vec<(String, u32)> = customers.all().filter(is_alias).collect();
    aliases.sort_unstable();
    aliases.dedup();
    aliases
}

/// How a column of the table of aliases is found.
pub fn alias(column: &str) -> Option<Find> {
    let find: Find = match column {
        "alias" => |archive, row| Cell::text(archive.aliases[row].0.as_str()),
        "customer" => |archive, row| archive.name(archive.aliases[row].1),
        // Information only: no reader keeps it.
        "since" => |_, _| Cell::Nothing,
        _ => return None,
    };
    Some(find)
}

/// How a column of the clicks table is found.
pub fn click(column: &str) -> Option<Find> {
    let find: Find = match column {
        "at" => |archive, row| Cell::Time(archive.rows.clicks[row].1.at),
        "customer" => |archive, row| {
            let (customer, click) = &archive.rows.clicks[row];
            archive.customer(click.customer, *customer)
        },
        "message_id" => |archive, row| archive.message_id(archive.rows.clicks[row].1.message),
        "campaign" => |archive, row| archive.text(archive.rows.clicks[row].1.campaign),
        "url" => |archive, row| archive.privacy.link(archive.plain(archive.rows.clicks[row].1.url)),
        _ => return None,
    };
    Some(find)
}

/// How a column of the preferences table is found.
pub fn preference(column: &str) -> Option<Find> {
    let find: Find = match column {
        "customer" => |archive, row| archive.name(archive.rows.preferences[row].0),
        "at" => |archive, row| Cell::Time(archive.rows.preferences[row].1.at),
        "event" => |archive, row| Cell::word(Some(archive.rows.preferences[row].1.event.word())),
        "scope" => |archive, row| archive.text(archive.rows.preferences[row].1.scope),
        _ => return None,
    };
    Some(find)
}

/// How a column of the contacts table is found.
pub fn contact(column: &str) -> Option<Find> {
    let find: Find = match column {
        "customer" => |archive, row| archive.name(archive.rows.contacts[row].0),
        "segment" => |archive, row| archive.text(archive.rows.contacts[row].1.segment),
        "country" => |archive, row| archive.text(archive.rows.contacts[row].1.country),
        "language" => |archive, row| archive.text(archive.rows.contacts[row].1.language),
        "consent_at" => |archive, row| Cell::time(archive.rows.contacts[row].1.consent_at),
        "created_at" => |archive, row| Cell::time(archive.rows.contacts[row].1.created_at),
        _ => return None,
    };
    Some(find)
}
