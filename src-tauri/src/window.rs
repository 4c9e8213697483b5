//! The window: Tauri's builder, the commands and events it speaks, and what happens around a start.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use domain::DocumentKey;
use serde_json::json;
use store::World;
use tauri::{Manager, Runtime};
use tauri_specta::Event;
use tokio::sync::Notify;
use tokio::sync::broadcast::{self, error::RecvError};

use crate::commands::{self, Desk, News};
use crate::contract::close::ExportStep;
use crate::contract::document::DocumentChanged;
use crate::contract::startup::Connection;
use crate::data_dir::DataDir;
use crate::desktop::input_method;
use crate::shell::Shell;
use crate::ui_error::UiError;
use crate::view;

/// How long the work behind the window waits for the first paint.
const PAINT_WAIT: Duration = Duration::from_secs(3);

/// Every command and event the window knows; also what `tests/bindings.rs` writes the TypeScript from.
#[must_use]
pub fn bindings<R: Runtime>() -> tauri_specta::Builder<R> {
    tauri_specta::Builder::<R>::new()
        .dangerously_cast_bigints_to_number()
        .disable_serde_phases()
        .commands(tauri_specta::collect_commands![
            commands::startup::startup,
            commands::startup::mark_ready,
            commands::startup::check_connection,
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
            commands::close::load_close,
            commands::close::close_month,
            commands::close::export_period,
            commands::close::cancel_export,
            commands::close::choose_folder,
            commands::close::open_folder,
            commands::mail::load_mail,
            commands::mail::save_mail,
            commands::mail::test_mail,
            commands::mail::mail_invoice,
            commands::text::load_texts,
            commands::text::save_texts,
            commands::text::test_texts,
            commands::text::send_text,
        ])
        .events(tauri_specta::collect_events![DocumentChanged, Connection, ExportStep])
}

/// Puts the shell behind the commands, or the reason why there is none. The window calls this from `setup`; tests call it
/// on the mock runtime.
pub fn wire<R: Runtime>(
    app: &tauri::AppHandle<R>,
    shell: Result<Arc<Shell>, UiError>,
    began: Instant,
    report_ready: bool,
) {
    bindings::<R>().mount_events(app);
    let (handle, told_shell) = (app.clone(), shell.as_ref().ok().cloned());
    let tell = move |news: News| {
        if let Some(shell) = &told_shell {
            tell_window(&handle, shell, &news);
        }
    };
    app.manage(Desk {
        shell,
        tell: Arc::new(tell),
        exporting: commands::close::Exporting::default(),
        ready: Notify::new(),
        began,
        report_ready,
    });
}

/// Opens the practice book for the window.
///
/// # Errors
/// What the window shows instead of the counter, with the place of the book's file.
pub fn open_shell(data: &DataDir, nts: Option<PathBuf>) -> Result<Arc<Shell>, UiError> {
    Shell::open(data.clone(), World::Practice)
        .map(|shell| Arc::new(shell.with_nts(nts)))
        .map_err(|error| UiError::of_start(error, &data.book(World::Practice)))
}

/// Opens the practice window and stays until it is closed.
#[must_use]
pub fn run(data: Option<PathBuf>, nts: Option<PathBuf>, began: Instant, report_ready: bool) -> ExitCode {
    let data = match DataDir::choose(data) {
        Ok(data) => data,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let opening = open_aside(data.clone(), nts);
    let built = tauri::Builder::default()
        .invoke_handler(bindings::<tauri::Wry>().invoke_handler())
        .setup(move |app| {
            let shell = opening.join().map_err(|_| "the thread that opens the book ended")?;
            open_window(app, &data, &first_answer(&shell))?;
            wire(app.handle(), shell.clone(), began, report_ready);
            if let Ok(shell) = shell {
                tauri::async_runtime::spawn(look_after(app.handle().clone(), shell));
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_app, _event| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("장부를 열지 못했어요: {}", crate::cli::answer::whole_story(&error));
            ExitCode::FAILURE
        }
    }
}

/// Opens the book while GTK starts; neither needs the other before the window is made.
fn open_aside(data: DataDir, nts: Option<PathBuf>) -> JoinHandle<Result<Arc<Shell>, UiError>> {
    thread::spawn(move || open_shell(&data, nts))
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

fn open_window(app: &tauri::App, data: &DataDir, first_answer: &str) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let window = tauri::WebviewWindowBuilder::from_config(app.handle(), config)?
            .data_directory(data.webview())
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
        tracing::error!(error = crate::cli::answer::whole_story(&error), "practice mode could not start");
    }
    let _ = shell.office.refresh_quota().await;
    (desk.tell)(News::Connection);
    tokio::join!(
        Arc::clone(&shell.office).run_courier(),
        Arc::clone(&shell.office).run_postman(),
        pass_on_news(&desk, &shell, news)
    );
}

/// What moved while nobody at the counter was watching: its paper comes out, and the window is told.
async fn pass_on_news(desk: &Desk, shell: &Shell, mut news: broadcast::Receiver<DocumentKey>) {
    loop {
        match news.recv().await {
            Ok(key) => {
                shell.print_owed(&key);
                (desk.tell)(News::Document(key));
            }
            // Too many moved at once to name each: the window looks again at what it shows.
            Err(RecvError::Lagged(_)) => (desk.tell)(News::Connection),
            Err(RecvError::Closed) => return,
        }
    }
}

fn tell_window<R: Runtime>(app: &tauri::AppHandle<R>, shell: &Shell, news: &News) {
    match news {
        News::Document(key) => {
            let _window_gone = DocumentChanged { key: key.to_string() }.emit(app);
        }
        News::Export(progress) => {
            let _window_gone = view::close::step(*progress).emit(app);
            return;
        }
        News::Connection => {}
    }
    if let Ok(connection) = view::startup::connection(shell) {
        let _window_gone = Connection::emit(&connection, app);
    }
}
