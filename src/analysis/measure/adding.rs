//! Adding up: units of one frame become tallies, one a group.
//!
//! Not responsible for which units there are.

use super::Unit;
use crate::analysis::tally::Tally;

/// Tallies in the making: the customer at hand is added up before it becomes a cluster.
pub(super) struct Adding {
    tallies: Vec<Tally>,
    customers: Vec<Option<Customer>>,
    mature: bool,
}

#[derive(Clone, Copy)]
struct Customer {
    life: u32,
    x: i128,
    y: i128,
    units: u32,
}

impl Adding {
    pub(super) fn new(groups: usize, mature: bool) -> Adding {
        Adding { tallies: (0..groups).map(|_| Tally::default()).collect(), customers: vec![None; groups], mature }
    }

    /// Notes a unit's immaturity; whether it is to be left out.
    fn leaves_out(&mut self, unit: &Unit) -> bool {
        self.tallies[unit.group as usize].immature += u64::from(unit.immature && unit.y != 0);
        unit.immature && self.mature
    }

    /// Adds to a count or total.
    pub(super) fn count(&mut self, unit: Unit) {
        if !self.leaves_out(&unit) {
            let tally = &mut self.tallies[unit.group as usize];
            tally.units += 1;
            tally.value += i128::from(unit.x);
            tally.tag.add(unit.tag);
        }
    }

    /// Adds a unit of a ratio.
    pub(super) fn unit(&mut self, unit: Unit) {
        if self.leaves_out(&unit) {
            return;
        }
        let group = unit.group as usize;
        self.tallies[group].units += u64::from(unit.y != 0);
        self.tallies[group].value += i128::from(unit.x);
        self.tallies[group].tag.add(unit.tag);
        let (x, y) = (i128::from(unit.x), i128::from(unit.y));
        match &mut self.customers[group] {
            Some(customer) if customer.life == unit.life => {
                customer.x += x;
                customer.y += y;
                customer.units += 1;
            }
            other => {
                let before = other.replace(Customer { life: unit.life, x, y, units: 1 });
                close(&mut self.tallies[group], before);
            }
        }
    }

    /// Adds a unit that is a span.
    pub(super) fn span(&mut self, unit: Unit) {
        if unit.immature && self.mature {
            return self.unit(unit);
        }
        self.tallies[unit.group as usize].spans.get_or_insert_default().push(unit.x);
        self.unit(unit);
    }

    pub(super) fn finish(mut self) -> Vec<Tally> {
        for (tally, customer) in self.tallies.iter_mut().zip(self.customers) {
            close(tally, customer);
        }
        self.tallies
    }
}

/// A customer's sums are complete: they become a cluster.
fn close(tally: &mut Tally, customer: Option<Customer>) {
    // A customer with nothing to measure is none of the population.
    if let Some(customer) = customer.filter(|customer| (customer.x, customer.y) != (0, 0)) {
        tally.clusters.add(customer.x, customer.y);
        tally.repeated |= customer.units > 1;
    }
}
