//! What the bot must know before it connects, from the environment.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use reqwest::{Client, redirect};
use serenity::http::HttpBuilder;

/// Discord asks bots to say who they are in this form.
const USER_AGENT: &str = concat!("DiscordBot (", env!("CARGO_PKG_NAME"), ", ", env!("CARGO_PKG_VERSION"), ")");

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TIMEOUT: Duration = Duration::from_secs(30);

use super::secret::{UnreadableSecret, secret};

/// Everything `attache run` reads from the environment; `.env.example` explains each variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Who the bot is.
    pub token: Token,
    /// Where Discord is.
    pub api: Api,
}

/// A bot's token. Shown by neither [`Debug`] nor anything else.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Where Discord is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    /// discord.com.
    Public,
    /// A test server on this machine.
    Loopback(SocketAddr),
}

/// Settings that cannot be used, in a sentence for whoever starts the bot. Never holds a value that was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConnectionError {
    /// No token.
    #[error(
        "No bot token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE, in the environment or in .env (.env.example says how)."
    )]
    NoToken,
    /// The token's file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] UnreadableSecret),
    /// A token that cannot be one.
    #[error("DISCORD_TOKEN holds characters that no token has: copy it again from Discord's developer portal.")]
    MalformedToken,
    /// A base that is not on this machine.
    #[error(
        "DISCORD_API_BASE must be a loopback origin such as http://127.0.0.1:4500: it is for test servers on this \
         machine, and anything else is refused. Leave it out to connect to Discord."
    )]
    NotLoopback,
    /// No client for HTTP.
    #[error("No HTTP client can be made: TLS cannot be set up on this machine.")]
    NoClient,
}

impl Connection {
    /// Reads the environment.
    ///
    /// # Errors
    /// A variable is missing or cannot be what it should be.
    pub fn from_env() -> Result<Self, ConnectionError> {
        Self::read(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    /// Reads variables wherever they are kept. An empty one counts as not set.
    ///
    /// ```
    /// use attache::discord::connection::{Api, Connection};
    /// let connection = Connection::read(|name| (name == "DISCORD_TOKEN").then(|| "Bot abc.def.ghi".into())).unwrap();
    /// assert_eq!(connection.api, Api::Public);
    /// assert_eq!(connection.token.expose(), "abc.def.ghi");
    /// assert!(!format!("{connection:?}").contains("abc"));
    /// ```
    ///
    /// # Errors
    /// A variable is missing or cannot be what it should be.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConnectionError> {
        let set = |name| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let api = set("DISCORD_API_BASE").map_or(Ok(Api::Public), |base| Api::loopback(&base))?;
        let token = Token::parse(&secret("DISCORD_TOKEN", &variable)?.ok_or(ConnectionError::NoToken)?)?;
        Ok(Self { token, api })
    }

    /// What serenity makes REST calls with: for a host whose tests need a test server too.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn http(&self) -> Result<HttpBuilder, ConnectionError> {
        let client = self.client().map_err(|_| ConnectionError::NoClient)?;
        Ok(self.http_with(client))
    }

    /// serenity ignores a proxy unless its rate limiter is off, and would then call the real host: on this machine the two
    /// go together.
    pub(super) fn http_with(&self, client: Client) -> HttpBuilder {
        let http = HttpBuilder::new(self.token.expose()).client(client);
        match self.api {
            Api::Public => http,
            Api::Loopback(_) => http.proxy(self.api.origin()).ratelimiter_disabled(true),
        }
    }

    /// serenity's own has no time-outs.
    pub(super) fn client(&self) -> reqwest::Result<Client> {
        let mut builder =
            Client::builder().user_agent(USER_AGENT).connect_timeout(CONNECT_TIMEOUT).timeout(TIMEOUT).use_rustls_tls();
        if let Api::Loopback(_) = self.api {
            // Neither a proxy of this machine's nor a redirect may lead a test out of it.
            builder = builder.no_proxy().redirect(redirect::Policy::none());
        }
        builder.build()
    }
}

impl Token {
    /// Takes a token as it is copied from the portal, with or without the `Bot ` that goes before it in headers.
    ///
    /// # Errors
    /// It holds a character that cannot stand in a header.
    pub fn parse(text: &str) -> Result<Self, ConnectionError> {
        let token = text
            .trim()
            .strip_prefix("Bot")
            .filter(|rest| rest.is_empty() || rest.starts_with(' '))
            .unwrap_or(text)
            .trim();
        if token.is_empty() {
            return Err(ConnectionError::NoToken);
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(ConnectionError::MalformedToken);
        }
        Ok(Self(token.to_owned()))
    }

    /// The token itself: for headers and the gateway, never for a log.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl Api {
    /// The origin that requests go to.
    pub fn origin(self) -> String {
        match self {
            Self::Public => "https://discord.com".to_owned(),
            Self::Loopback(address) => format!("http://{address}"),
        }
    }

    /// Whether a gateway's address is one that may be connected to: Discord's over TLS, or the test server's.
    pub fn allows_gateway(self, url: &str) -> bool {
        match self {
            Self::Public => url.starts_with("wss://"),
            Self::Loopback(_) => address(url, "ws://").is_some(),
        }
    }

    fn loopback(base: &str) -> Result<Self, ConnectionError> {
        address(base, "http://").map(Self::Loopback).ok_or(ConnectionError::NotLoopback)
    }
}

/// The address in an origin of that scheme, if it is on this machine. Names are not looked up, for a resolver may say
/// anything: only numbers count, and `localhost`, taken for 127.0.0.1.
fn address(origin: &str, scheme: &str) -> Option<SocketAddr> {
    let authority = origin.strip_prefix(scheme)?.trim_end_matches('/');
    let local = authority.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    let address = match local {
        Some(port) => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        None => authority.parse().ok()?,
    };
    address.ip().is_loopback().then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Connection, ConnectionError> {
        Connection::read(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_token_is_needed() {
        assert_eq!(read(&[]), Err(ConnectionError::NoToken));
        assert_eq!(read(&[("DISCORD_TOKEN", "  ")]), Err(ConnectionError::NoToken));
        assert_eq!(read(&[("DISCORD_TOKEN", "Bot  ")]), Err(ConnectionError::NoToken));
        assert_eq!(read(&[("DISCORD_TOKEN", "a\nb")]), Err(ConnectionError::MalformedToken));
        assert_eq!(read(&[("DISCORD_TOKEN", "tökën")]), Err(ConnectionError::MalformedToken));
    }

    #[test]
    fn only_a_loopback_base_is_taken() {
        let base = |base: &str| read(&[("DISCORD_TOKEN", "t"), ("DISCORD_API_BASE", base)]).map(|s| s.api.origin());
        for (given, origin) in [
            ("", "https://discord.com"),
            ("http://127.0.0.1:4500", "http://127.0.0.1:4500"),
            ("http://127.0.0.1:4500/", "http://127.0.0.1:4500"),
            ("http://localhost:80", "http://127.0.0.1:80"),
            ("http://[::1]:4500", "http://[::1]:4500"),
        ] {
            assert_eq!(base(given).as_deref(), Ok(origin), "{given}");
        }
        for given in [
            "https://discord.com",
            "http://discord.com:80",
            "http://10.0.0.1:4500",
            "http://0.0.0.0:4500",
            "https://127.0.0.1:4500",
            "127.0.0.1:4500",
            "http://127.0.0.1",
            "http://127.0.0.1:4500@evil.example",
            "http://127.0.0.1.evil.example:4500",
            "http://127.0.0.1:4500/api",
            "http://localhost:80@evil.example",
        ] {
            assert_eq!(base(given), Err(ConnectionError::NotLoopback), "{given}");
        }
    }

    #[test]
    fn a_test_server_cannot_send_the_bot_elsewhere() {
        let test = Api::Loopback(SocketAddr::from((Ipv4Addr::LOCALHOST, 1)));
        assert!(test.allows_gateway("ws://127.0.0.1:4501"));
        for url in ["wss://gateway.discord.gg", "ws://gateway.discord.gg:80", "wss://127.0.0.1:4501", ""] {
            assert!(!test.allows_gateway(url), "{url}");
        }
        assert!(Api::Public.allows_gateway("wss://gateway.discord.gg"));
        assert!(!Api::Public.allows_gateway("ws://gateway.discord.gg"));
    }

    #[test]
    fn a_token_never_shows() {
        let settings = read(&[("DISCORD_TOKEN", "secret.secret")]).expect("a token");
        assert!(!format!("{settings:?} {settings:#?}").contains("secret"));
    }
}
