//! Facts of customers at the end of the period: who came back, who was lost. They have no date.

use super::frame::{self, Keys};
use super::{Fact, Grain, of_customer};
use crate::dimensions::Column;
use crate::facts;
use crate::settings::Span;
use crate::tables::message::Millis;
use crate::tables::texts::Text;
use crate::timeline::story::{Life, Story};
use crate::timeline::world::World;

/// The customers of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// What each did, and when.
    pub lives: Vec<Presence>,
}

/// One customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    number: u32,
    life: &'a Life,
    presence: &'a Presence,
}

/// Whether something happened in the last window before the end, and in the one before that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Windowed {
    before: bool,
    now: bool,
}

/// What a customer did in the windows before the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    visits: Windowed,
    purchases: Windowed,
    churn: Windowed,
    opted_out: bool,
}

impl Windowed {
    fn see(&mut self, at: Millis, end: Millis, window: Span) {
        self.now |= (end - window..end).contains(&at);
        self.before |= (end - 2 * window..end - window).contains(&at);
    }
}

impl<'a> Rows<'a> {
    /// The customers of a story as they stand at `end`, the first instant after the period.
    pub fn new(world: &World, story: &'a Story, end: Millis) -> Rows<'a> {
        let windows = world.windows;
        let mut lives = vec![Presence::default(); story.lives.len()];
        for found in story.messages.iter().filter(|found| found.is_message && found.inbound) {
            let presence = &mut lives[found.life as usize];
            presence.visits.see(found.at, end, windows.retention);
            presence.churn.see(found.at, end, windows.churn);
        }
        for purchase in &story.purchases {
            lives[purchase.life as usize].purchases.see(purchase.at, end, windows.retention);
        }
        // Consent events of one customer stand in order; consent recorded in the contacts is no event.
        for event in story.consents.iter().filter(|event| event.at < end && !event.recorded) {
            lives[event.life as usize].opted_out = event.opt_out;
        }
        Rows { story, lives }
    }
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Customer;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.lives.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        Row { number: number as u32, life: &self.story.lives[number], presence: &self.lives[number] }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.number, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        of_customer(row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

facts! { Grain::Customer;
    ACTIVE_BEFORE = "active_before" Flag [RetentionVisits] "Customers with an inbound message in the retention window before the last.",
        |row| Some(row.presence.visits.before);
    RETAINED = "retained" Flag [RetentionVisits] "Those with one in the last retention window, too.",
        |row| Some(row.presence.visits.before && row.presence.visits.now);
    BOUGHT_BEFORE = "bought_before" Flag [RetentionPurchases] "Customers with a purchase in the retention window before the last.",
        |row| Some(row.presence.purchases.before);
    BOUGHT_AGAIN = "bought_again" Flag [RetentionPurchases] "Those with one in the last retention window, too.",
        |row| Some(row.presence.purchases.before && row.presence.purchases.now);
    PRESENT_BEFORE = "present_before" Flag [ChurnVisits] "Customers with an inbound message in the churn window before the last.",
        |row| Some(row.presence.churn.before);
    CHURNED = "churned" Flag [ChurnVisits] "Those without one in the last churn window, or who have opted out.",
        |row| Some(row.presence.churn.before && (!row.presence.churn.now || row.presence.opted_out));
}
