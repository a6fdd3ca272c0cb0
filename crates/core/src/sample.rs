//! The sample story.
