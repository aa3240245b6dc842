//! Settings.
/// Settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Store.
    pub store: Option<String>,
    /// Count.
    pub count: crate::calendar::Count,
}
impl Default for Settings { fn default() -> Self { Self { store: None, count: crate::calendar::Count::Working } } }
impl Settings { /// x
 pub fn parse(_p: &str, _t: &str) -> Result<Self, String> { Ok(Self::default()) } }
