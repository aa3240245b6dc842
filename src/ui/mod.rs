//! ui.
/// Theme.
#[derive(Debug, Clone, Default)]
pub struct Theme;
impl Theme {
    /// x
    pub fn shipped(_: &str) -> anyhow::Result<Self> {
        Ok(Self)
    }
    /// x
    pub fn parse(_: &str, _: &str) -> anyhow::Result<Self> {
        Ok(Self)
    }
}
/// Draw.
pub fn draw(_app: &crate::app::App, _theme: &Theme, _frame: &mut ratatui::Frame<'_>) {}
