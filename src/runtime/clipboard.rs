//! The clipboard: the desktop's own, else the terminal's by OSC 52.

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Puts text on the clipboard and says how.
pub(super) fn copy(holder: &mut Option<arboard::Clipboard>, text: &str, what: &str) -> Result<String, String> {
    if holder.is_none() {
        *holder = arboard::Clipboard::new().ok();
    }
    if let Some(clipboard) = holder
        && clipboard.set_text(text.to_owned()).is_ok()
    {
        return Ok(format!("Copied {what}"));
    }
    execute!(std::io::stdout(), CopyToClipboard::to_clipboard_from(text))
        .map(|()| format!("Copied {what}; if nothing pastes, this terminal does not allow it: Ctrl+X writes a file"))
        .map_err(|error| format!("{what} could not be copied: {error}"))
}
