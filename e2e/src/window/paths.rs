//! Where things are on the page: XPaths by role and by the name that is read out.

use crate::Row;

pub(super) const TIMELINE: &str = "//*[@role='listbox' and @data-list='timeline']";

/// The timeline's clip of a segment.
pub(super) fn clip(row: &Row) -> String {
    format!("{TIMELINE}//*[@role='option' and @data-segment-id='{}']", row.id)
}

/// The gap behind a segment's number; 0 is before the first segment.
pub(super) fn gap(removed: usize, after: i64) -> String {
    let place = if after == 0 {
        "before the first segment".into()
    } else {
        format!("after segment {after}")
    };
    format!("//*[@aria-label='Gap: {removed} removed {place}']")
}

/// A button on a gap in the timeline: the script has buttons of the same names.
pub(super) fn gap_button(name: &str) -> String {
    format!("//*[@data-gap]{}", button(name))
}

/// By the name that is read out, or the words on it, other words behind them or not.
pub(super) fn button(name: &str) -> String {
    let name = quoted(name);
    let words = "concat(normalize-space(.), ' ')";
    format!(
        "//*[self::button or @role='button']\
         [@aria-label={name} or starts-with(@aria-label, concat({name}, ' ')) \
          or (not(@aria-label) and starts-with({words}, concat({name}, ' ')))]"
    )
}

/// A text field by its label.
pub(super) fn field(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::textarea or self::input]\
         [@aria-label={name} or @id=//label[normalize-space(.)={name}]/@for \
          or @aria-labelledby=//*[normalize-space(.)={name}]/@id]"
    )
}

/// An element with these words.
pub(super) fn saying(words: &str) -> String {
    format!("//*[contains(normalize-space(text()), {})]", quoted(words))
}

/// The list by this name.
pub(super) fn list(name: &str) -> String {
    format!("//*[@role='listbox' and @aria-label={}]", quoted(name))
}

/// A string literal of XPath 1.0, which knows no escapes.
pub(super) fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "no name has a double quote");
    format!("\"{text}\"")
}
