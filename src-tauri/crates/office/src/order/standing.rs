//! Where an order stands: whichever document it became, or why it waits for a person.

use store::{OrderStop, Shelved};

use super::press::{LastPress, PRESS, last_press, number_in, press_name};
use crate::{Office, OfficeError};

/// Where an order stands.
#[derive(Debug)]
pub enum OrderStanding {
    /// It became this document; the newest one, if earlier ones were refused.
    Document(Box<Shelved>),
    /// It could not become a document; a person is called to it.
    Stopped(OrderStop),
    /// The book knows nothing of it.
    Unknown,
}

impl Office {
    /// Where the order of this number stands.
    ///
    /// # Errors
    /// [`OfficeError::Book`].
    pub fn order_standing(&self, order_no: &str) -> Result<OrderStanding, OfficeError> {
        let order_no = order_no.trim();
        Ok(self.book.read(|r| {
            let key = match last_press(r, &press_name(order_no))? {
                LastPress::Stands(key) => Some(key),
                LastPress::Free { refused, .. } => refused,
            };
            if let Some(stop) = r.open_order_stop(order_no)? {
                return Ok(OrderStanding::Stopped(stop));
            }
            let shelved = key.map(|key| r.shelved(&key)).transpose()?.flatten();
            Ok(shelved.map_or(OrderStanding::Unknown, |shelved| OrderStanding::Document(Box::new(shelved))))
        })?)
    }
}

/// The order whose press this was, if it was one; of whichever try.
pub(crate) fn order_of_press(press_id: &str) -> Option<String> {
    Some(number_in(press_id.strip_prefix(PRESS)?).to_owned())
}
