//! Packs the folder `knowledge` for the program to carry: text takes a third of its room so.

use std::env::var_os;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{read, read_dir, write};
use std::io::{Result, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=knowledge");
    let (Some(root), Some(out)) = (var_os("CARGO_MANIFEST_DIR"), var_os("OUT_DIR")) else { return Ok(()) };
    let out = PathBuf::from(out);
    let mut table = String::from("&[\n");
    for briefing in entries(&Path::new(&root).join("knowledge"))? {
        let Some(id) = briefing.file_name().and_then(OsStr::to_str) else { continue };
        for path in files(&briefing)? {
            let name = path.strip_prefix(&briefing).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let packed = format!("{id}-{}.deflate", name.replace('/', "-"));
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&read(&path)?)?;
            write(out.join(&packed), encoder.finish()?)?;
            let _ = writeln!(table, "({id:?}, {name:?}, include_bytes!({packed:?})),");
        }
    }
    table.push(']');
    write(out.join("knowledge.rs"), table)
}

/// What a folder holds, in order, but for hidden files.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut entries = read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    entries.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    entries.sort();
    Ok(entries)
}

/// The files of a folder and of those inside it.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() { files.extend(self::files(&path)?) } else { files.push(path) }
    }
    Ok(files)
}
