//! The few plain words before encryption: greeting, `EHLO`, `STARTTLS`.
//!
//! They are spoken here and not by lettre, because whatever arrives before the handshake may be anybody's: it is read in one
//! buffer, that buffer must be empty when TLS begins (no words slipped in ahead, CVE-2011-0411 and its kin), and nothing from it
//! is believed afterwards.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::stop::{Stop, within};
use crate::outcome::{NotSentCause, Step};
use crate::redact::Hidden;
use crate::server::MailServer;

/// Longest reply that is read.
const MAX_REPLY_BYTES: u64 = 16 * 1024;

/// The computer's own name is nobody's business, so an address literal stands for it, as it does later in lettre.
const HELLO: &str = "EHLO [127.0.0.1]\r\n";

/// Asks for encryption and gives the bare line back, the server waiting for a handshake.
pub(super) async fn ask(server: &MailServer, line: TcpStream, hidden: &Hidden) -> Result<TcpStream, Stop> {
    let mut plain = Plain { line: BufReader::new(line), hidden };
    let limit = server.patience.step;
    within(limit, Step::Greeting, plain.reply(Step::Greeting)).await?;
    let offers = within(limit, Step::Greeting, plain.say(Step::Greeting, HELLO)).await?;
    if !offers.iter().skip(1).any(|offer| offer.trim().eq_ignore_ascii_case("STARTTLS")) {
        return Err(Stop::NotSent(NotSentCause::NoEncryption));
    }
    within(limit, Step::Encryption, plain.say(Step::Encryption, "STARTTLS\r\n")).await?;
    if !plain.line.buffer().is_empty() {
        let cause = "the server went on speaking before the encryption began".to_owned();
        return Err(Stop::NotSent(NotSentCause::Tls(cause)));
    }
    Ok(plain.line.into_inner())
}

struct Plain<'a> {
    line: BufReader<TcpStream>,
    hidden: &'a Hidden,
}

impl Plain<'_> {
    async fn say(&mut self, step: Step, command: &str) -> Result<Vec<String>, Stop> {
        self.line.write_all(command.as_bytes()).await.map_err(|error| Stop::io(step, &error))?;
        self.reply(step).await
    }

    /// The texts of a reply that says yes (2xx).
    async fn reply(&mut self, step: Step) -> Result<Vec<String>, Stop> {
        let mut left = MAX_REPLY_BYTES;
        let mut texts = Vec::new();
        loop {
            let line = self.read_line(step, &mut left).await?;
            let reply =
                ReplyLine::parse(&line).ok_or_else(|| Stop::broken(step, "not a mail server's answer"))?;
            texts.push(reply.text.to_owned());
            if reply.is_last {
                let (code, text) = (reply.code, texts.join(" "));
                let yes = (200..300).contains(&code);
                return if yes { Ok(texts) } else { Err(Stop::replied(step, code, &text, self.hidden)) };
            }
        }
    }

    async fn read_line(&mut self, step: Step, left: &mut u64) -> Result<String, Stop> {
        let mut bytes = Vec::new();
        let read = (&mut self.line).take(*left).read_until(b'\n', &mut bytes).await;
        let read = read.map_err(|error| Stop::io(step, &error))?;
        *left = left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        match bytes.last() {
            Some(b'\n') => Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned()),
            Some(_) if *left == 0 => Err(Stop::broken(step, "the answer does not end")),
            Some(_) | None => Err(Stop::broken(step, "the server closed the connection")),
        }
    }
}

/// `250-SIZE 1000`: not the last line of a reply. `250 HELP`: the last.
struct ReplyLine<'a> {
    code: u16,
    is_last: bool,
    text: &'a str,
}

impl<'a> ReplyLine<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let code = line.get(..3).filter(|code| code.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let rest = line.get(3..)?;
        let is_last = !rest.starts_with('-');
        let text = rest.strip_prefix(['-', ' ']);
        if text.is_none() && !rest.is_empty() {
            return None;
        }
        Some(Self { code, is_last, text: text.unwrap_or_default() })
    }
}
