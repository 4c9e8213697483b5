//! What each command of the window does in the office's words, so that the office can say who may.
//!
//! A new command is refused to clerks until it has its line here, and `tests/ipc` fails until it has.

use office::Act;

/// What a command does; `None` for one that nobody has decided about.
#[must_use]
pub fn act_of(command: &str) -> Option<Act> {
    Some(match command {
        // Whoever opens the book has its key; the desk is locked all the same.
        "unlock" | "restore_book" => Act::Enter,
        // `startup` says nothing of the books while the desk is locked, and whoever may close the window may end the program.
        "startup" | "mark_ready" | "load_staff" | "unlock_desk" | "lock_desk" | "quit" => Act::Enter,
        // The PIN that comes along is the right.
        "reveal_with_pin" => Act::Serve,
        "check_connection" | "preview_receipt" | "issue_receipt" | "resolve_document" | "load_document"
        | "print_document" | "load_day" | "search_history" | "load_tasks" | "keep_sale"
        | "load_covered_sales" | "mail_is_on" => Act::Serve,
        "read_invoice"
        | "check_buyer"
        | "issue_invoice"
        | "load_invoice"
        | "copy_invoice"
        | "transmit_invoice"
        | "preview_invoice_paper"
        | "show_invoice_paper"
        | "print_invoice"
        | "load_draft"
        | "save_draft"
        | "discard_draft"
        | "find_items"
        | "mail_invoice"
        | "send_text" => Act::Serve,
        // Whom an invoice goes to is looked up while it is written.
        "find_partners" | "list_partners" | "load_partner" => Act::Serve,
        "cancel_receipt" | "correct_number" => Act::TakeBack,
        "reveal_number" => Act::Reveal,
        "take_step" | "reconcile" | "plan_amendment" | "issue_amendment" => Act::PutRight,
        "save_partner" | "archive_partner" | "import_partners" => Act::KeepPartners,
        "look_at_orders"
        | "take_orders"
        | "list_imports"
        | "load_import"
        | "list_imported_orders"
        | "load_imported_order"
        | "repair_imported_order"
        | "issue_import"
        | "pause_import"
        | "undo_import" => Act::Automate,
        "load_plans" | "preview_plan" | "save_plan" | "turn_plan" | "skip_run" | "retry_run"
        | "settle_run" => Act::Automate,
        "load_hometax" | "fill_hometax" | "read_hometax_list" | "take_back_hometax" => Act::Automate,
        "load_day_end" | "issue_sale" | "issue_monthly" | "drop_sale" => Act::Automate,
        "load_close" | "close_month" | "export_period" | "cancel_export" | "choose_folder"
        | "open_folder" => Act::TakeOut,
        "load_attempts" | "save_support_bundle" => Act::Support,
        "save_shop" | "save_settings" | "load_calendar" | "save_calendar" | "load_background"
        | "save_background" | "load_mail" | "save_mail" | "test_mail" | "load_texts" | "save_texts"
        | "test_texts" | "load_link" | "save_door" | "make_token" | "revoke_token" | "save_results"
        | "test_results" => Act::Settings,
        "load_live" | "save_live" | "check_live" | "try_live" | "switch_world" => Act::Settings,
        "load_certificate" | "find_certificates" | "add_certificate" | "remove_certificate" => Act::Settings,
        "load_key" | "show_recovery_phrase" | "note_recovery_phrase" | "choose_passphrase" => Act::Settings,
        "switch_staff_on" | "switch_staff_off" | "add_clerk" | "rename_staff" | "remove_clerk"
        | "change_pin" | "save_auto_lock" => Act::KeepStaff,
        _ => return None,
    })
}
