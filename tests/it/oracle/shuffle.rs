//! The same rows in another order: no answer may change.

use super::random::Random;
use super::rows::*;

/// The same data in another order of rows and files; no answer may change. Rows move to
/// another file only where that changes no file's "has states".
pub fn shuffle(data: &Data, seed: u64) -> Data {
    let mut random = Random::new(seed ^ 0x5EED);
    let mut data = data.clone();
    random.shuffle(&mut data.conversations);
    random.shuffle(&mut data.preferences);
    random.shuffle(&mut data.contacts);
    random.shuffle(&mut data.aliases);
    random.shuffle(&mut data.templates);
    random.shuffle(&mut data.clicks);
    random.shuffle(&mut data.orders);
    random.shuffle(&mut data.surveys);
    random.shuffle(&mut data.spend);
    random.shuffle(&mut data.aggregates);
    let mut files = vec![];
    for mut file in data.messages {
        random.shuffle(&mut file);
        let half = file.split_off(file.len() / 2);
        let states = |rows: &[MessageRow]| rows.iter().any(|row| row.tells_a_state());
        if states(&file) == states(&half) && !file.is_empty() {
            files.push(file);
            files.push(half);
        } else {
            file.extend(half);
            files.push(file);
        }
    }
    random.shuffle(&mut files);
    data.messages = files;
    data
}
