//! The window: Tauri's builder, the commands and events it speaks, and what happens around a start.

mod behind;
mod guard;
mod news;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use keeper::Brought;
use serde_json::json;
use tauri::{Manager, RunEvent, Runtime, WindowEvent};
use tokio::sync::Notify;

use crate::commands::key::Opening;
use crate::commands::{self, Desk, News};
use crate::contract::close::ExportStep;
use crate::contract::document::DocumentsChanged;
use crate::contract::staff::StaffDesk;
use crate::contract::startup::Connection;
use crate::data_dir::DataDir;
use crate::desktop::input_method;
use crate::keys::KeyFiles;
use crate::one_window::OneWindow;
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view;

/// How long the work behind the window waits for the first paint.
const PAINT_WAIT: Duration = Duration::from_secs(3);

pub use guard::handler;

/// The commands, a line each: a list, not a function that grows.
macro_rules! every_command {
    () => {
        tauri_specta::collect_commands![
            commands::startup::startup,
            commands::startup::mark_ready,
            commands::startup::check_connection,
            commands::key::unlock,
            commands::key::restore_book,
            commands::key::load_key,
            commands::key::show_recovery_phrase,
            commands::key::note_recovery_phrase,
            commands::key::choose_passphrase,
            commands::receipt::preview_receipt,
            commands::receipt::issue_receipt,
            commands::receipt::cancel_receipt,
            commands::receipt::resolve_document,
            commands::document::load_document,
            commands::document::print_document,
            commands::document::reveal_number,
            commands::history::load_day,
            commands::history::search_history,
            commands::shop::save_shop,
            commands::shop::save_settings,
            commands::task::load_tasks,
            commands::task::take_step,
            commands::task::correct_number,
            commands::task::reconcile,
            commands::log::load_attempts,
            commands::log::save_support_bundle,
            commands::calendar::load_calendar,
            commands::calendar::save_calendar,
            commands::invoice::read_invoice,
            commands::invoice::check_buyer,
            commands::invoice::issue_invoice,
            commands::invoice::load_invoice,
            commands::invoice::copy_invoice,
            commands::invoice::transmit_invoice,
            commands::invoice::preview_invoice_paper,
            commands::invoice::show_invoice_paper,
            commands::invoice::print_invoice,
            commands::invoice::load_draft,
            commands::invoice::save_draft,
            commands::invoice::discard_draft,
            commands::invoice::find_items,
            commands::amendment::plan_amendment,
            commands::amendment::issue_amendment,
            commands::partner::find_partners,
            commands::partner::list_partners,
            commands::partner::load_partner,
            commands::partner::save_partner,
            commands::partner::archive_partner,
            commands::partner::import_partners,
            commands::order_import::look_at_orders,
            commands::order_import::take_orders,
            commands::order_import::list_imports,
            commands::order_import::load_import,
            commands::order_import::list_imported_orders,
            commands::order_import::load_imported_order,
            commands::order_import::repair_imported_order,
            commands::order_import::issue_import,
            commands::order_import::pause_import,
            commands::order_import::undo_import,
            commands::hometax::load_hometax,
            commands::hometax::fill_hometax,
            commands::hometax::read_hometax_list,
            commands::hometax::take_back_hometax,
            commands::close::load_close,
            commands::close::close_month,
            commands::close::export_period,
            commands::close::cancel_export,
            commands::close::choose_folder,
            commands::close::open_folder,
            commands::background::load_background,
            commands::background::save_background,
            commands::background::quit,
            commands::mail::load_mail,
            commands::mail::mail_is_on,
            commands::mail::save_mail,
            commands::mail::test_mail,
            commands::mail::mail_invoice,
            commands::text::load_texts,
            commands::text::save_texts,
            commands::text::test_texts,
            commands::text::send_text,
            commands::link::load_link,
            commands::link::save_door,
            commands::link::make_token,
            commands::link::revoke_token,
            commands::link::save_results,
            commands::link::test_results,
            commands::live::load_live,
            commands::live::save_live,
            commands::live::check_live,
            commands::live::try_live,
            commands::live::switch_world,
            commands::certificate::load_certificate,
            commands::certificate::find_certificates,
            commands::certificate::add_certificate,
            commands::certificate::remove_certificate,
            commands::plan::load_plans,
            commands::plan::preview_plan,
            commands::plan::save_plan,
            commands::plan::turn_plan,
            commands::plan::skip_run,
            commands::plan::retry_run,
            commands::plan::settle_run,
            commands::sale::keep_sale,
            commands::sale::load_day_end,
            commands::sale::issue_sale,
            commands::sale::issue_monthly,
            commands::sale::drop_sale,
            commands::sale::load_covered_sales,
            commands::staff::load_staff,
            commands::staff::unlock_desk,
            commands::staff::lock_desk,
            commands::staff::switch_staff_on,
            commands::staff::switch_staff_off,
            commands::staff::add_clerk,
            commands::staff::rename_staff,
            commands::staff::remove_clerk,
            commands::staff::change_pin,
            commands::staff::save_auto_lock,
            commands::staff::reveal_with_pin,
        ]
    };
}

/// Every command and event the window knows; also what `tests/bindings.rs` writes the TypeScript from.
#[must_use]
pub fn bindings<R: Runtime>() -> tauri_specta::Builder<R> {
    tauri_specta::Builder::<R>::new()
        .dangerously_cast_bigints_to_number()
        .disable_serde_phases()
        .commands(every_command!())
        .events(tauri_specta::collect_events![DocumentsChanged, Connection, ExportStep, StaffDesk])
}

/// Puts the shell behind the commands, or the reason why there is none. The window calls this from `setup`; tests call it
/// on the mock runtime.
pub fn wire<R: Runtime>(
    app: &tauri::AppHandle<R>,
    shell: Result<Arc<Shell>, UiError>,
    began: Instant,
    report_ready: bool,
) {
    wire_to_open(app, shell, None, began, report_ready);
}

/// As [`wire`], for a book that a person may have to unlock.
pub fn wire_to_open<R: Runtime>(
    app: &tauri::AppHandle<R>,
    shell: Result<Arc<Shell>, UiError>,
    opening: Option<Opening>,
    began: Instant,
    report_ready: bool,
) {
    bindings::<R>().mount_events(app);
    let shell = shell.and_then(guarded);
    let handle = app.clone();
    let tell = move |news: News| {
        if let Ok(shell) = handle.state::<Desk>().shell() {
            news::tell(&handle, shell, &news);
        }
    };
    let (open, closed) = match shell {
        Ok(shell) => (OnceLock::from(shell), None),
        Err(error) => (OnceLock::new(), Some(error)),
    };
    app.manage(Desk {
        open,
        closed,
        opening,
        tell: Arc::new(tell),
        real: commands::live::RealBook::default(),
        exporting: commands::close::Exporting::default(),
        ready: Notify::new(),
        began,
        report_ready,
    });
}

/// With staff the desk is locked before the window has asked anything.
fn guarded(shell: Arc<Shell>) -> Result<Arc<Shell>, UiError> {
    shell.office.stand_guard()?;
    Ok(shell)
}

/// Opens the book that was chosen, for the window.
///
/// # Errors
/// What the window shows instead of the counter, with the place of the book's file.
pub fn open_shell(data: &DataDir, nts: Option<PathBuf>, brought: &Brought) -> Result<Arc<Shell>, UiError> {
    let world = data.chosen_world();
    Shell::open(data.clone(), world, brought)
        .map(|shell| Arc::new(shell.with_nts(nts)))
        .map_err(|error| UiError::of_start(error, &data.book(world)))
        .and_then(guarded)
}

/// How the window is started.
pub struct Start {
    /// The data folder that was asked for.
    pub data: Option<PathBuf>,
    /// The file that names a practice NTS of another process.
    pub nts: Option<PathBuf>,
    /// What opens the keys.
    pub keys: KeyFiles,
    /// When this process began, for the ready line.
    pub began: Instant,
    /// Whether the ready line is wanted.
    pub report_ready: bool,
    /// Whether the window stays hidden until somebody asks for it.
    pub background: bool,
}

/// Opens the window and stays until it is closed. A book that has a window already gets that one to the front.
#[must_use]
pub fn run(start: Start) -> ExitCode {
    let Start { data, nts, keys, began, report_ready, background } = start;
    let data = match DataDir::choose(data) {
        Ok(data) => data,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let world = data.chosen_world();
    let only = match OneWindow::take(&data, world) {
        Ok(Some(only)) => Some(only),
        Ok(None) => return behind::second_start(&data, world),
        // The book says what is wrong with its folder, in the window.
        Err(_folder_cannot_be_written) => None,
    };
    let aside = open_aside(data.clone(), nts.clone(), keys.clone());
    let built = tauri::Builder::default()
        .invoke_handler(handler::<tauri::Wry>())
        .setup(move |app| {
            let shell = aside.join().map_err(|_| "the thread that opens the book ended")?;
            open_window(app, &data, &first_answer(&shell), !background)?;
            let handle = app.handle().clone();
            let at_work = move |shell| drop(tauri::async_runtime::spawn(look_after(handle.clone(), shell)));
            let opening = Opening { data: data.clone(), nts, keys, at_work: Box::new(at_work) };
            wire_to_open(app.handle(), shell.clone(), Some(opening), began, report_ready);
            if let Some(only) = only {
                behind::answer_the_door(app.handle(), only);
            }
            if let Ok(shell) = shell {
                tauri::async_runtime::spawn(office::by_itself(look_after(app.handle().clone(), shell)));
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(move |app, event| {
                if let RunEvent::WindowEvent { label, event: WindowEvent::CloseRequested { api, .. }, .. } =
                    &event
                    && behind::goes_on_behind(app, background)
                    && let Some(window) = app.get_webview_window(label)
                    && window.hide().is_ok()
                {
                    behind::lock_up(app);
                    api.prevent_close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("장부를 열지 못했어요: {}", crate::cli::answer::whole_story(&error));
            ExitCode::FAILURE
        }
    }
}

/// Opens the book while GTK starts; neither needs the other before the window is made.
fn open_aside(
    data: DataDir,
    nts: Option<PathBuf>,
    keys: KeyFiles,
) -> JoinHandle<Result<Arc<Shell>, UiError>> {
    thread::spawn(move || {
        let brought =
            keys.bring().map_err(|error| UiError::of_start(error, &data.book(data.chosen_world())))?;
        open_shell(&data, nts, &brought)
    })
}

/// The answer to `startup`, in the form the window awaits it in, as a script that runs before the window's own. A call
/// would cost the first paint a way through three processes.
fn first_answer(shell: &Result<Arc<Shell>, UiError>) -> String {
    let answer = shell.clone().and_then(|shell| view::startup::startup(&shell));
    let answer = match &answer {
        Ok(startup) => json!({ "status": "ok", "data": startup }),
        Err(error) => json!({ "status": "error", "error": error }),
    };
    format!("window.__JANGBU_STARTUP__ = {answer};")
}

fn open_window(app: &tauri::App, data: &DataDir, first_answer: &str, visible: bool) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let window = tauri::WebviewWindowBuilder::from_config(app.handle(), config)?
            .data_directory(data.webview())
            .visible(visible)
            .initialization_script(first_answer)
            .build()?;
        input_method::show_composition(&window)?;
    }
    Ok(())
}

/// Recovers, connects, finishes waiting prints, then lets the courier work. Never on the start path.
async fn look_after<R: Runtime>(app: tauri::AppHandle<R>, shell: Arc<Shell>) {
    let desk = app.state::<Desk>();
    let news = shell.office.news();
    // The first paint has the machine to itself; a window that never reports it is served all the same.
    let _painted_or_late = tokio::time::timeout(PAINT_WAIT, desk.ready.notified()).await;
    if let Err(error) = shell.recover() {
        tracing::error!(%error, "what the last run left half done could not be read");
    }
    if let Err(error) = shell.connect().await {
        tracing::error!(
            error = crate::cli::answer::whole_story(&error),
            "the line to the NTS could not be opened"
        );
    }
    let _ = shell.office.refresh_quota().await;
    (desk.tell)(News::Connection);
    if shell.office.settings().is_ok_and(|settings| settings.keep_running) {
        behind::show_tray(&app);
    }
    let at_work = async {
        // One process brings documents through; a command line that did it before the window opened goes on until it ends.
        shell.lead().await;
        tokio::join!(
            Arc::clone(&shell.office).run_courier(),
            Arc::clone(&shell.office).run_postman(),
            Arc::clone(&shell.office).run_messenger(),
            Arc::clone(&shell.office).run_planner()
        )
    };
    tokio::join!(at_work, shell.doorway.keep(&shell.office), news::pass_on(&desk, &shell, news));
}
