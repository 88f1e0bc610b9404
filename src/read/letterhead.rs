//! The head of a letter.
