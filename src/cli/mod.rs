//! The terminal: arguments, `ask`, `chat`, `check`, `export`.
