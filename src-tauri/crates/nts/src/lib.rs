//! Ways to the National Tax Service (국세청, NTS).
//!
//! [`Route`] is the port: freeze a document into bytes, send those bytes once, look a document up by its key. [`HometaxRoute`]
//! speaks the REST contract that the practice NTS serves as `/openapi.json`, over HTTPS with a client certificate.
//!
//! The one promise everything else rests on: an outcome never claims more than the wire proved. [`Sent::NotSent`] means that no
//! byte of the document left this machine, [`Sent::Rejected`] that the NTS answered and took nothing, and everything in between
//! is [`Sent::Unknown`]. Nothing in here retries a document; that is decided in one place, by the office.

mod compare;
mod error;
mod exchange;
mod hometax;
mod outcome;
mod redact;
mod route;
mod stored;

pub use compare::{Difference, Expected, ExpectedInvoice, compare};
pub use error::RouteError;
pub use exchange::{Exchange, Reply};
pub use hometax::{HometaxConfig, HometaxRoute, UnixClock};
pub use outcome::{
    DayPage, ListedDay, LookedUp, LostAnswer, LostKind, NotNow, NotSentCause, Quota, QuotaRead, RouteStop,
    Sent, StatusRead, Transmitted,
};
pub use redact::redact;
pub use route::{Act, Capabilities, FrozenRequest, Route};
pub use stored::{
    OriginalReference, StoredContent, StoredDocument, StoredInvoice, StoredLine, StoredReceipt, StoredStatus,
    Sums,
};
