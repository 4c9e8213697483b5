//! Documents that go to Hometax in a file (홈택스 일괄발급) instead of over the line: when it is down for long, or the shop wants
//! to issue at Hometax itself.
//!
//! Three acts of a person, and each is journalled. The shop's own template is [filled](fill) with documents that are certainly
//! not sent; from then on they are `by_file`: the courier leaves them alone, and they count as nothing that was issued. The
//! person uploads the file. Hometax's list is [read](results): what belongs to a document beyond doubt makes it approved,
//! anything else is left for the person. A file that was not uploaded is [taken back](take_back).

mod candidate;
mod fill;
mod results;
mod take_back;

use store::{BookError, DocumentId, HandOverEnd, Reader};

pub use candidate::HometaxCandidate;
pub use fill::{HometaxFile, HometaxFilled, HometaxPress};
pub use results::{HometaxListPress, HometaxRead};

/// Whether Hometax issued it from a file of ours.
pub(crate) fn was_issued_by_file(r: &Reader<'_>, id: DocumentId) -> Result<bool, BookError> {
    let end = r.hand_over_of(id)?.and_then(|hand_over| hand_over.end);
    Ok(end.is_some_and(|(end, _)| end == HandOverEnd::Issued))
}
