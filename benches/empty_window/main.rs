//! The least a Tauri program can be: one window with an empty page that reports its first frame. What our start is
//! measured against.

use std::path::PathBuf;
use std::time::Instant;

use tauri::Manager;

struct Began(Instant);

mod commands {
    use tauri::State;

    #[expect(clippy::needless_pass_by_value, reason = "tauri::command hands State over by value")]
    #[tauri::command]
    pub fn mark_ready(began: State<'_, super::Began>) {
        println!("{{\"ready_ms\":{}}}", began.0.elapsed().as_millis());
    }
}

fn main() -> tauri::Result<()> {
    let began = Instant::now();
    let cache = std::env::args_os().nth(1).map(PathBuf::from);
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![commands::mark_ready])
        .setup(move |app| {
            app.manage(Began(began));
            for config in &app.config().app.windows {
                let mut window = tauri::WebviewWindowBuilder::from_config(app.handle(), config)?;
                if let Some(cache) = &cache {
                    window = window.data_directory(cache.clone());
                }
                window.build()?;
            }
            Ok(())
        })
        .run(tauri::generate_context!("benches/empty_window/tauri.conf.json"))
}
