//! The columns of a send log, by the many names that businesses and providers give them.
//!
//! Not responsible for the values in them (`entry`).

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::sources::headers::normalise;

/// What a column of a send log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Column {
    MessageId,
    Customer,
    Business,
    Direction,
    Campaign,
    Callback,
    Template,
    Language,
    Variant,
    Segment,
    Category,
    Country,
    Author,
    Agent,
    Team,
    Sent,
    Delivered,
    Read,
    Failed,
    Clicked,
    Status,
    Error,
    Cost,
    Currency,
    Billable,
}

/// How many columns there are.
pub(super) const COLUMNS: usize = 25;

/// The names of each column, normalised, the surest first; and the canonical column.
static NAMES: [(Column, &str, &[&str]); COLUMNS] = {
    use Column::*;
    [
        (
            MessageId,
            "messages.message_id",
            &[
                "wamid",
                "metamsgid",
                "whatsappmessageid",
                "wamessageid",
                "whatsappid",
                "messageid",
                "msgid",
                "messageuuid",
                "messagesid",
                "sid",
                "gsid",
                "externalid",
                "id",
            ],
        ),
        (
            Customer,
            "messages.customer",
            &[
                "waid",
                "recipientid",
                "recipient",
                "to",
                "tonumber",
                "phonenumber",
                "phone",
                "mobilenumber",
                "mobile",
                "msisdn",
                "telephone",
                "whatsappnumber",
                "contactnumber",
                "contactphone",
                "recipientphone",
                "destination",
                "customer",
                "contact",
                "customerexternalid",
            ],
        ),
        (
            Business,
            "messages.business",
            &[
                "displayphonenumber",
                "businessnumber",
                "business",
                "from",
                "fromnumber",
                "senderid",
                "sender",
                "phonenumberid",
            ],
        ),
        (Direction, "messages.direction", &["direction", "messagedirection"]),
        (
            Campaign,
            "messages.campaign",
            &[
                "campaignname",
                "campaign",
                "utmcampaign",
                "broadcastname",
                "broadcast",
                "campaignid",
                "broadcastid",
                "sendoutid",
                "clientref",
            ],
        ),
        (Callback, "messages.campaign, template, variant, segment", &["bizopaquecallbackdata", "callbackdata"]),
        (Template, "messages.template", &["templatename", "template", "hsmname", "hsm"]),
        (Language, "messages.language", &["templatelanguage", "language", "languagecode", "lang", "locale"]),
        (Variant, "messages.variant", &["variant", "variantname", "arm", "abvariant", "abgroup", "testgroup"]),
        (Segment, "messages.segment", &["segment", "segmentname", "audience"]),
        (Category, "messages.category", &["category", "templatecategory", "messagecategory", "pricingcategory"]),
        (Country, "messages.country", &["country", "countrycode"]),
        (Author, "messages.author", &["author", "authortype", "sentbytype"]),
        (Agent, "messages.agent", &["agentname", "agent", "operatorname", "operator", "assignee", "sentby", "user"]),
        (Team, "messages.team", &["teamname", "team"]),
        (
            Sent,
            "messages.sent_at",
            &[
                "sentat",
                "senttime",
                "sentdate",
                "datesent",
                "sendtime",
                "sentts",
                "sent",
                "createdat",
                "datecreated",
                "created",
                "timestamp",
                "submittedat",
                "at",
                "time",
                "date",
            ],
        ),
        (
            Delivered,
            "messages.delivered_at",
            &["deliveredat", "deliveredtime", "delivertime", "delivereddate", "datedelivered", "doneat", "delivered"],
        ),
        (
            Read,
            "messages.read_at",
            &["readat", "readtime", "dateread", "seenat", "seentime", "openedat", "read", "seen", "opened"],
        ),
        (Failed, "messages.failed_at", &["failedat", "failedtime", "failed"]),
        (Clicked, "messages.clicked_at", &["clickedat", "clicktime"]),
        (Status, "messages.status", &["messagestatus", "deliverystatus", "status", "state", "result"]),
        (
            Error,
            "messages.error_code",
            &[
                "errorcode",
                "errcode",
                "error",
                "failurereason",
                "reasonforfailure",
                "reason",
                "errormsg",
                "errormessage",
            ],
        ),
        (Cost, "messages.cost", &["cost", "messagecost", "price", "totalprice", "pricepermessage", "charge", "amount"]),
        (Currency, "messages.currency", &["currency", "costcurrency", "pricecurrency", "priceunit"]),
        (Billable, "messages.billable", &["billable"]),
    ]
};

/// The columns of which one must stand beside the message id: what a send log is kept for.
pub(super) const LABELS: [Column; 11] = [
    Column::Campaign,
    Column::Callback,
    Column::Template,
    Column::Variant,
    Column::Segment,
    Column::Category,
    Column::Author,
    Column::Agent,
    Column::Team,
    Column::Cost,
    Column::Language,
];

/// What each name stands for.
static MEANINGS: LazyLock<HashMap<&str, (Column, usize)>> = LazyLock::new(|| {
    let meanings = |(column, _, names): &'static (Column, &str, &[&'static str])| {
        names.iter().enumerate().map(|(rank, name)| (*name, (*column, rank)))
    };
    NAMES.iter().flat_map(meanings).collect()
});

/// The column that a name stands for, and how sure that is: 0 = the surest.
pub(super) fn column(name: &str) -> Option<(Column, usize)> {
    // Names in JSON mostly are as they should be.
    MEANINGS.get(name).or_else(|| MEANINGS.get(normalise(name).as_str())).copied()
}

/// Where the values of a column go.
pub(super) fn becomes(column: Column) -> &'static str {
    NAMES[column as usize].1
}

/// Which column stands in which place of a header: of several names for a column the surest.
pub(super) fn places<'h>(header: impl Iterator<Item = &'h str>) -> Vec<(Column, usize)> {
    let mut best: [Option<(usize, usize)>; COLUMNS] = [None; COLUMNS];
    for (place, name) in header.enumerate() {
        if let Some((column, rank)) = column(name) {
            let best = &mut best[column as usize];
            if best.is_none_or(|(known, _)| rank < known) {
                *best = Some((rank, place));
            }
        }
    }
    NAMES.iter().filter_map(|(column, ..)| Some((*column, best[*column as usize]?.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_one_column_and_stands_in_its_place() {
        let mut seen = std::collections::HashSet::new();
        for (place, (column, _, names)) in NAMES.iter().enumerate() {
            assert_eq!(*column as usize, place);
            for name in *names {
                assert_eq!(*name, normalise(name));
                assert!(seen.insert(*name), "{name}");
            }
        }
    }

    #[test]
    fn the_surest_name_wins_wherever_it_stands() {
        let places = places(["ID", "Message Id", "Campaign_ID", "campaign name", "E-Mail"].into_iter());
        assert_eq!(places, [(Column::MessageId, 1), (Column::Campaign, 3)]);
    }
}
