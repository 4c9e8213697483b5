//! Hangul input on Linux. wry switches WebKit's preedit off, so a syllable in composition would not be shown in the
//! field and no composition event would fire; here it is switched back on.

/// Lets Hangul be composed inside the web view's own fields.
///
/// # Errors
/// When the window is already gone.
pub fn show_composition(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::{InputMethodContextExt, WebViewExt};
        if let Some(context) = webview.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    })?;
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}
