//! The one way into the commands: whoever is at the desk is asked for before each of them, so that no command can forget.

use office::Act;
use tauri::ipc::Invoke;
use tauri::{Manager, Runtime};

use super::bindings;
use crate::commands::{Desk, rights};
use crate::ui_error::UiError;

/// What the window's calls go through: the desk's guard, then the commands.
pub fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    // Boxed in one breath: by its signature it borrows from what made it.
    let carry_out: Box<dyn Fn(Invoke<R>) -> bool + Send + Sync> = Box::new(bindings::<R>().invoke_handler());
    move |invoke| match refusal(&invoke) {
        None => carry_out(invoke),
        Some(refused) => {
            invoke.resolver.reject(refused);
            true
        }
    }
}

fn refusal<R: Runtime>(invoke: &Invoke<R>) -> Option<UiError> {
    let desk = invoke.message.webview_ref().try_state::<Desk>()?;
    // Without a book every command says so itself, and there is nothing to guard.
    let shell = desk.shell().ok()?;
    // What nobody has decided about is as good as the settings.
    let act = rights::act_of(invoke.message.command()).unwrap_or(Act::Settings);
    shell.office.admit(act).err().map(UiError::of)
}
