//! What can be done to a book, as the journal names it. A word that has been written is never renamed.

macro_rules! acts {
    ($($(#[$doc:meta])+ $name:ident = $word:literal,)+) => {
        /// An act on the book.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum JournalAct {
            $($(#[$doc])+ $name,)+
        }

        impl JournalAct {
            /// Every act.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable word in the journal.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

acts! {
    /// The book was opened by a program.
    BookOpened = "book_opened",
    /// The shop's particulars were saved.
    ShopSaved = "shop_saved",
    /// A setting was changed.
    SettingChanged = "setting_changed",
    /// An issue was written, before sending.
    ReceiptIntended = "receipt_intended",
    /// A cancel was written, before sending.
    CancelIntended = "cancel_intended",
    /// A document was sent again, or for the first time after waiting.
    Sent = "sent",
    /// An answer was written, whatever it said.
    Answered = "answered",
    /// A document was found approved.
    Approved = "approved",
    /// A document was refused.
    Rejected = "rejected",
    /// No answer came; the outcome is unknown.
    LostAnswer = "lost_answer",
    /// A document was held back.
    Held = "held",
    /// The NTS was asked what became of a document.
    LookedUp = "looked_up",
    /// The NTS's document differs from ours.
    ConflictFound = "conflict_found",
    /// A document left sending by a process that died became unknown.
    Recovered = "recovered",
    /// A person decided about a document.
    Resolved = "resolved",
    /// A receipt was wholly taken back.
    Cancelled = "cancelled",
    /// A receipt was taken back in part.
    PartlyCancelled = "partly_cancelled",
    /// The original was printed.
    Printed = "printed",
    /// A reprint was printed.
    Reprinted = "reprinted",
    /// Nothing came out of the printer.
    PrintFailed = "print_failed",
    /// A customer's number was shown in full.
    Revealed = "revealed",
    /// The last moment for sending passed; the document was never sent.
    Expired = "expired",
    /// A cancel that will be followed by a receipt with the right number was written.
    CorrectionIntended = "correction_intended",
    /// The day after, the NTS confirmed a document.
    Confirmed = "confirmed",
    /// The day after, the NTS refused a document.
    RefusedLater = "refused_later",
    /// A receipt took the place of one that came to nothing.
    Reissued = "reissued",
    /// A day was compared with the NTS's.
    Reconciled = "reconciled",
    /// The NTS was asked for what stands only in our book, and still does not have it.
    DifferenceAsked = "difference_asked",
    /// A person decided about a difference between the two books.
    DifferenceSettled = "difference_settled",
    /// A support bundle was saved.
    BundleSaved = "bundle_saved",
    /// A month was closed.
    MonthClosed = "month_closed",
    /// A month's files were written into a folder.
    Exported = "exported",
    /// A tax invoice was written, before sending.
    InvoiceIntended = "invoice_intended",
    /// An amendment was written, before sending.
    AmendmentIntended = "amendment_intended",
    /// The moment at which an invoice is to be transmitted was set.
    TransmissionPlanned = "transmission_planned",
    /// An invoice reached the NTS.
    Transmitted = "transmitted",
    /// A mail about a document was queued.
    NoticeQueued = "notice_queued",
    /// The mail server took a mail.
    NoticeSent = "notice_sent",
    /// A mail was refused or given up.
    NoticeFailed = "notice_failed",
    /// It is not known whether a mail was taken.
    NoticeLost = "notice_lost",
    /// A person decided about a mail.
    NoticeSettled = "notice_settled",
    /// A text about a document was queued.
    TextQueued = "text_queued",
    /// The gateway took a text.
    TextSent = "text_sent",
    /// The carrier says that the phone has a text.
    TextDelivered = "text_delivered",
    /// A text was refused, given up or not delivered.
    TextFailed = "text_failed",
    /// It is not known whether a text was taken; the gateway will be asked.
    TextLost = "text_lost",
    /// A person decided about a text.
    TextSettled = "text_settled",
    /// A partner's card was saved.
    PartnerSaved = "partner_saved",
    /// Partners were taken in from a file.
    PartnersImported = "partners_imported",
    /// An order was skipped, with the reason.
    OrderSkipped = "order_skipped",
    /// An order could not become an invoice; a person has to see to it.
    OrderStopped = "order_stopped",
    /// A person decided about an order that was stopped.
    OrderSettled = "order_settled",
    /// A practice book was filled with made-up documents.
    MadeUp = "made_up",
    /// A token for other programs was made.
    ApiTokenMade = "api_token_made",
    /// A token was revoked.
    ApiTokenRevoked = "api_token_revoked",
    /// A result could not be handed to another program within a day.
    DeliveryGivenUp = "delivery_given_up",
    /// A person wants the results that were given up handed over again.
    DeliveryAnew = "delivery_anew",
    /// A plan was added or changed.
    PlanSaved = "plan_saved",
    /// A plan was paused, taken up again or ended.
    PlanTurned = "plan_turned",
    /// One run of a plan was left out.
    PlanSkipped = "plan_skipped",
    /// A run of a plan became a document.
    PlanRan = "plan_ran",
    /// A run of a plan could not become a document; a person has to see to it.
    PlanStopped = "plan_stopped",
    /// A person decided about a run that was stopped.
    PlanSettled = "plan_settled",
    /// A sale was kept to be issued later.
    SaleKept = "sale_kept",
    /// A sale needs no document, with the reason.
    SaleDropped = "sale_dropped",
    /// A document was begun over sales, before it was written.
    SalesBegun = "sales_begun",
    /// A sale that stands in a document was put into a second one, with the reason.
    SaleOverridden = "sale_overridden",
    /// A document over sales was written.
    SalesIssued = "sales_issued",
    /// A document over sales could not be written; they are open again.
    SalesGivenUp = "sales_given_up",
    /// Orders were taken in from a file.
    OrdersImported = "orders_imported",
    /// An imported order was put right.
    OrderRepaired = "order_repaired",
    /// An import of orders was taken back.
    ImportUndone = "import_undone",
    /// A document was written into a file for Hometax, which a person uploads.
    HometaxHandedOver = "hometax_handed_over",
    /// A person says that Hometax did not get a document by a file.
    HometaxTakenBack = "hometax_taken_back",
    /// A list of Hometax's was read, with what belonged to what.
    HometaxListRead = "hometax_list_read",
    /// From now on the staff is asked for PINs.
    StaffOn = "staff_on",
    /// Nobody is asked for a PIN any more.
    StaffOff = "staff_off",
    /// A clerk was added.
    StaffAdded = "staff_added",
    /// A person of the staff is called otherwise.
    StaffRenamed = "staff_renamed",
    /// A clerk was removed.
    StaffRemoved = "staff_removed",
    /// A person of the staff got another PIN.
    PinChanged = "pin_changed",
    /// A wrong PIN was typed.
    PinRefused = "pin_refused",
    /// The PINs were done away with from the command line of this computer.
    StaffReset = "staff_reset",
    /// The shop's certificate was kept, replaced or removed.
    CertificateChanged = "certificate_changed",
}

impl JournalAct {
    /// Reads [`JournalAct::as_str`] back.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.as_str() == word)
    }
}
