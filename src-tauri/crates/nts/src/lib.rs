//! Ways to the National Tax Service (국세청, NTS).
//!
//! [`Route`] is the port: freeze a document into bytes, send those bytes once, look a document up by its key. [`HometaxRoute`]
//! speaks the REST contract that the practice NTS serves as `/openapi.json`, over HTTPS with a client certificate;
//! [`PopbillRoute`] goes through Popbill, which issues for the shop. [`BusinessRegister`] is the smaller port of business states, and
//! [`OpenRegister`] the NTS's own open API behind it.
//!
//! The one promise everything else rests on: an outcome never claims more than the wire proved. [`Sent::NotSent`] means that no
//! byte of the document left this machine, [`Sent::Rejected`] that the NTS answered and took nothing, and everything in between
//! is [`Sent::Unknown`]. Nothing in here retries a document; that is decided in one place, by the office.

mod clock;
mod compare;
mod decimal;
mod error;
mod exchange;
mod file_route;
mod hometax;
mod http;
mod odcloud;
mod outcome;
mod popbill;
mod redact;
mod register;
mod route;
mod said;
mod secret;
mod seen_number;
mod stop_reason;
mod stored;
mod token;
mod unanswered;

pub use clock::UnixClock;
pub use compare::{Difference, Expected, ExpectedInvoice, compare};
pub use error::RouteError;
pub use exchange::{Exchange, Reply};
pub use file_route::FileRoute;
pub use http::check_address;
pub use hometax::{HometaxConfig, HometaxRoute};
pub use odcloud::{OpenRegister, OpenRegisterPlace, RegisterQuestion, ServiceKey, Validated};
pub use outcome::{
    Asked, DayPage, ListedDay, LookedUp, LostAnswer, LostKind, NotNow, NotSentCause, Quota, QuotaRead,
    RouteStop, Sent, StatusRead, Transmitted,
};
pub use popbill::{
    BatchAnswer, BatchDone, BatchRow, BatchSent, BatchState, Certificate, LinkId, Points, PopbillConfig,
    PopbillDoor, PopbillPlace, PopbillRoute, SubmitId, TokenUse, UserId,
};
pub use redact::redact;
pub use register::{BusinessRegister, WithRegister};
pub use route::{Act, Capabilities, FrozenRequest, Route};
pub use secret::Secret;
pub use seen_number::SeenNumber;
pub use stop_reason::StopReason;
pub use stored::{
    OriginalReference, StoredAmends, StoredContent, StoredDocument, StoredInvoice, StoredLine, StoredReceipt,
    StoredStatus, Sums,
};
