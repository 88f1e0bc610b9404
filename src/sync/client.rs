//! Asking the source, politely: one question at a time, by name, with a pause where it asks for one, and never without a bound.

use super::LARGEST;
use super::ask::Ask;
use super::fault::Fault;
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use std::time::Duration;
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

/// The Tweede Kamer's own address.
pub const BASE: &str = "https://gegevensmagazijn.tweedekamer.nl/OData/v4/2.0";
/// How long one answer may take, however slowly it drips in.
const ANSWER: Duration = Duration::from_secs(120);
const CONNECT: Duration = Duration::from_secs(20);
/// The longest pause that a source may ask for before this program gives up.
const LONGEST: Duration = Duration::from_secs(300);

/// How often and how long a source that fails is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How often a question is asked.
    pub tries: u32,
    /// The pause after the first failure; each one after it is twice as long, up to half a minute.
    pub first: Duration,
    /// How long one answer may take.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { tries: 8, first: Duration::from_secs(1), answer: ANSWER }
    }
}

/// Hears why a question is asked again, and after what pause.
pub type OnPause = Box<dyn FnMut(&str, Duration)>;

/// A connection to a source.
pub struct Client {
    agent: Agent,
    base: String,
    patience: Patience,
    requests: u32,
    on_pause: OnPause,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("base", &self.base).field("requests", &self.requests).finish_non_exhaustive()
    }
}

impl Client {
    /// Returns a client of a source. It connects when it first asks; the proxy variables of the environment are heeded.
    ///
    /// Errors: the address is none, or sends what it says unprotected over a network.
    pub fn new(base: &str, patience: Patience, on_pause: OnPause) -> Result<Self> {
        let base = base.trim().trim_end_matches('/').to_owned();
        check_base(&base)?;
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .user_agent(concat!("gestand/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            // An answer that sends elsewhere is not one of this source.
            .max_redirects(0)
            .timeout_global(Some(patience.answer))
            .timeout_connect(Some(CONNECT.min(patience.answer)))
            .max_idle_connections(1)
            .tls_config(tls)
            .build();
        Ok(Self { agent: config.into(), base, patience, requests: 0, on_pause })
    }

    /// Returns the address of the source.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns how many questions were asked.
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// Asks once and returns the whole answer.
    pub(super) fn ask(&mut self, ask: &Ask) -> std::result::Result<Vec<u8>, Fault> {
        let mut body = self.send(ask)?.into_body();
        let limited = body.with_config().limit(LARGEST);
        limited.read_to_vec().map_err(|cause| match cause {
            ureq::Error::BodyExceedsLimit(_) => Fault::Lasting(
                Error::input(format!("{}: an answer is larger than {} MiB", self.base, LARGEST >> 20))
                    .hint("is --base the address of the open data?"),
            ),
            other => Fault::passing(format!("the answer broke off ({other})")),
        })
    }

    /// Does something until it succeeds, with a longer pause each time.
    ///
    /// Errors: it failed too often, or in a way that asking again does not mend.
    pub(super) fn patiently<T>(
        &mut self,
        mut work: impl FnMut(&mut Self) -> std::result::Result<T, Fault>,
    ) -> Result<T> {
        let mut pause = self.patience.first;
        for tried in 1.. {
            let (what, wait) = match work(self) {
                Ok(done) => return Ok(done),
                Err(Fault::Lasting(error)) => return Err(error),
                Err(Fault::Passing { what, wait }) => (what, wait),
            };
            if wait.is_some_and(|wait| wait > LONGEST) {
                let minutes = wait.unwrap_or_default().as_secs().div_ceil(60);
                return Err(Error::machine(format!("{}: {what}, and asks to wait {minutes} minutes", self.base))
                    .hint("run gestand sync again after that; it goes on where it was"));
            }
            if tried >= self.patience.tries {
                return Err(Error::machine(format!("{}: {what}, {tried} times in a row", self.base))
                    .hint("run gestand sync again later; it goes on where it was"));
            }
            let pausing = wait.unwrap_or_default().max(pause);
            (self.on_pause)(&what, pausing);
            std::thread::sleep(pausing);
            pause = (pause * 2).min(Duration::from_secs(30));
        }
        Err(Error::machine("was never asked"))
    }

    fn send(&mut self, ask: &Ask) -> std::result::Result<Response<Body>, Fault> {
        self.requests += 1;
        let mut request =
            self.agent.get(format!("{}/{}", self.base, ask.path)).header("Accept", "application/json, */*");
        for (name, value) in &ask.options {
            request = request.query(name, value);
        }
        let response = request.call().map_err(|cause| self.unreached(cause))?;
        self.judged(response)
    }

    /// Tells whether a failure to reach the source may pass.
    fn unreached(&self, cause: ureq::Error) -> Fault {
        use ureq::Error as Why;
        match cause {
            Why::Rustls(_) | Why::Tls(_) | Why::Pem(_) => {
                Fault::Lasting(Error::machine(format!("{}: the connection is not trusted ({cause})", self.base)).hint(
                    "install the certificates of this machine (ca-certificates) and those of your office's proxy",
                ))
            }
            Why::BadUri(_) | Why::InvalidProxyUrl | Why::Http(_) => Fault::Lasting(
                Error::input(format!("{}: cannot be asked ({cause})", self.base))
                    .hint("check --base and the proxy variables"),
            ),
            other => Fault::passing(format!("it cannot be reached ({other})")),
        }
    }

    /// Lets an answer through that is one, and says of any other whether asking again may help.
    fn judged(&self, response: Response<Body>) -> std::result::Result<Response<Body>, Fault> {
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT
        {
            let wait = retry_after(response.headers(), Utc::now());
            return Err(Fault::Passing { what: format!("it answers {status}"), wait });
        }
        if status.is_redirection() {
            let to = response.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or("nowhere").to_owned();
            return Err(Fault::Lasting(
                Error::machine(format!("{} sends to {to}", self.base))
                    .hint("where that is right give it as --base; nobody is followed unseen"),
            ));
        }
        Err(Fault::Lasting(refusal(&self.base, status, response)))
    }
}

/// Returns what the source says of a question it refuses.
fn refusal(base: &str, status: StatusCode, response: Response<Body>) -> Error {
    let mut body = response.into_body();
    let said = body.with_config().limit(64 << 10).read_to_string().unwrap_or_default();
    let message = serde_json::from_str::<serde_json::Value>(&said)
        .ok()
        .and_then(|value| Some(value.get("error")?.get("message")?.as_str()?.to_owned()))
        .unwrap_or_else(|| said.chars().take(200).collect());
    Error::no(format!("{base} refuses the question ({status}): {message}"))
        .hint("check --base; where it is right the source has changed what it can be asked")
}

/// Returns how long a source asks to wait: a number of seconds, or until a moment.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(value).ok()?;
    (until.with_timezone(&Utc) - now).to_std().ok()
}

/// Checks an address: protected, unless it is this very machine.
fn check_base(base: &str) -> Result<()> {
    let wrong =
        |what: &str| Err(Error::input(format!("--base {base}: {what}")).hint(format!("the Tweede Kamer's is {BASE}")));
    let Ok(uri) = base.parse::<ureq::http::Uri>() else { return wrong("is no address") };
    let host = uri.host().unwrap_or("");
    match uri.scheme_str() {
        Some("https") if !host.is_empty() => Ok(()),
        Some("http") if matches!(host, "127.0.0.1" | "localhost" | "[::1]") => Ok(()),
        Some("http") => wrong("sends unprotected what anyone on the way can change; use https"),
        _ => wrong("is no address"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_protected_or_this_machine() {
        for good in [BASE, "http://127.0.0.1:8080/OData", "http://localhost/x", "http://[::1]:9/x"] {
            assert!(check_base(good).is_ok(), "{good}");
        }
        for bad in
            ["http://gegevensmagazijn.tweedekamer.nl", "ftp://x", "gegevensmagazijn", "", "http://localhost.example"]
        {
            assert!(check_base(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_until_a_moment() {
        let now = "2025-06-01T10:00:00Z".parse().unwrap();
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers, now)
        };
        assert_eq!(of("7"), Some(Duration::from_secs(7)));
        assert_eq!(of("Sun, 01 Jun 2025 10:01:00 GMT"), Some(Duration::from_secs(60)));
        assert_eq!((of("Sun, 01 Jun 2025 09:00:00 GMT"), of("soon")), (None, None));
    }
}
