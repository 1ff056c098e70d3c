//! Asking a running endpoint whether it is up: for a container that has no other program inside.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// Asks the endpoint that listens at this address.
///
/// # Errors
/// Nobody answers there within two seconds, or not as an endpoint does.
pub fn check(address: &str) -> io::Result<()> {
    let address = address.to_socket_addrs()?.next().ok_or(io::ErrorKind::AddrNotAvailable)?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    // As much as a status line takes, and no more than somebody else might send.
    let mut answer = String::new();
    stream.take(1024).read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200 ") {
        return Ok(());
    }
    Err(io::Error::other("what answers there is not well, or not an endpoint"))
}
