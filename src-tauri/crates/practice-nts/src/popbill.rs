//! The Popbill dialect (providers.md §1–§6): the server also speaks as the test service of a real provider, so that
//! practice mode, and the provider's own SDKs, have somewhere to send documents. Nothing leaves this machine.
//!
//! One listener is both the token server (LinkHub) and the service. Documents stand in a table of their own beside the
//! contract's, under the same dials and the same clock.
//!
//! Written from the dialect alone, like everything here: the sending side shares no code with it.

mod batch;
mod cashbill;
mod door;
mod identity;
mod paper;
mod refusal;
mod sessions;
mod signature;
mod taxinvoice;

pub(crate) use batch::{Batch, Draft};
pub(crate) use cashbill::{CashbillDraft, OriginalCashbill, RevokeDraft, Scope};
pub(crate) use door::{Claims, PopbillDoor};
pub(crate) use identity::{Identity, Vault};
pub(crate) use paper::Paper;
pub(crate) use refusal::PopbillRefusal;
pub(crate) use sessions::Session;
pub(crate) use taxinvoice::{Amendment, ModifyCode, TaxinvoiceDraft};

/// The number of decimal digits of a `yyyyMMdd` and of a `yyyyMMddHHmmss`.
const DAY_LENGTH: usize = 8;
const MOMENT_LENGTH: usize = 14;

/// A moment as the dialect writes it, in Korean time.
pub(crate) fn moment(at: chrono::DateTime<chrono::FixedOffset>) -> String {
    at.format("%Y%m%d%H%M%S").to_string()
}

/// The endpoint of a path, all document keys alike; none for a path of another dialect.
pub(crate) fn endpoint(path: &str) -> Option<String> {
    let mut parts = path.trim_matches('/').split('/');
    let rest = match parts.next()? {
        "Cashbill" => match parts.next() {
            None => return Some("/Cashbill".to_owned()),
            Some("BULK") => return Some("/Cashbill/BULK/{SubmitID}/State".to_owned()),
            Some(fixed @ ("Search" | "States" | "Prints" | "ChargeInfo" | "EmailSendConfig")) => {
                return Some(format!("/Cashbill/{fixed}"));
            }
            Some(_key) => "/Cashbill/{MgtKey}".to_owned(),
        },
        "Taxinvoice" => match (parts.next(), parts.next()) {
            (Some("BULK"), _) => return Some("/Taxinvoice/BULK/{SubmitID}/State".to_owned()),
            (Some(kind @ ("SELL" | "BUY" | "TRUSTEE")), Some(_key)) => {
                format!("/Taxinvoice/{kind}/{{MgtKey}}")
            }
            (_, _) => return None,
        },
        _ => return None,
    };
    Some(parts.next().map_or(rest.clone(), |part| format!("{rest}/{part}")))
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    #[test]
    fn all_keys_are_one_endpoint() {
        for (path, expected) in [
            ("/Cashbill", "/Cashbill"),
            ("/Cashbill/R-1", "/Cashbill/{MgtKey}"),
            ("/Cashbill/R-1/Logs", "/Cashbill/{MgtKey}/Logs"),
            ("/Cashbill/States", "/Cashbill/States"),
            ("/Taxinvoice/SELL/T-1", "/Taxinvoice/SELL/{MgtKey}"),
            ("/Taxinvoice/BULK/S-1/State", "/Taxinvoice/BULK/{SubmitID}/State"),
        ] {
            assert_eq!(endpoint(path).as_deref(), Some(expected));
        }
        assert_eq!(endpoint("/api/v1/cashReceipt/R1"), None);
    }
}
