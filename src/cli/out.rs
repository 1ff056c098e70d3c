//! Standard output: how wide it is, whether it has colours, and what is drawn on it.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::render::{Layout, Terminal};

/// Columns where nobody says how many there are.
const WIDTH: usize = 80;

/// Longer lines are hard to read, however wide the window is.
const MAX_WIDTH: usize = 100;

/// Standard output, written when full or flushed.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Whether to use colours: on a terminal that understands them, unless the reader does not want any (<https://no-color.org>).
pub(super) fn colours(is_terminal: bool) -> bool {
    let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    is_terminal && !unwanted && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// The terminal behind standard output.
pub(super) fn terminal() -> Terminal {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Terminal {
        width: columns.unwrap_or(WIDTH).min(MAX_WIDTH),
        colours: colours(io::stdout().is_terminal()),
        numbered: false,
    }
}

/// Draws a layout on standard output.
pub(super) fn show(layout: &Layout) -> io::Result<()> {
    let mut out = stdout();
    out.write_all(terminal().draw(layout).as_bytes())?;
    out.flush()
}
