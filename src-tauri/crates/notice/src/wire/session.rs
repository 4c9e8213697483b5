//! One conversation with the server, step by step, so that each way it can end is told apart.
//!
//! lettre's own `send` does the same steps but not say at which one it failed; what was proved hangs on exactly that.

use std::fmt::Display;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;

use super::line::Line;
use super::stop::{Stop, millis, source_text, within};
use crate::address::Address;
use crate::mail::{Mail, wire_address};
use crate::outcome::{Acceptance, Copy, Delivery, LostReply, NotSentCause, Step, Welcome};
use crate::redact::Hidden;
use crate::server::MailServer;

const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// How long a goodbye may take; nothing depends on its answer.
const GOODBYE: Duration = Duration::from_secs(2);

/// An encrypted conversation.
pub(crate) struct Session<'a> {
    server: &'a MailServer,
    hidden: &'a Hidden,
    connection: AsyncSmtpConnection,
    encryption: &'static str,
}

impl<'a> Session<'a> {
    /// Connects, verifies the certificate and exchanges greetings.
    pub(crate) async fn open(server: &'a MailServer, hidden: &'a Hidden) -> Result<Self, Stop> {
        let line = Line::open(server, hidden).await?;
        let encryption = line.encryption();
        let hello = ClientId::default();
        let greeted = async {
            AsyncSmtpConnection::connect_with_transport(Box::new(line), &hello)
                .await
                .map_err(|error| Stop::smtp(Step::Greeting, &error, hidden))
        };
        let connection = within(server.patience.step, Step::Greeting, greeted).await?;
        Ok(Self { server, hidden, connection, encryption })
    }

    /// Shows name and password.
    pub(crate) async fn log_in(&mut self) -> Result<Welcome, Stop> {
        let (server, hidden) = (self.server, self.hidden);
        if self.connection.server_info().get_auth_mechanism(&MECHANISMS).is_none() {
            return Err(Stop::NotSent(NotSentCause::NoCommonLogin));
        }
        let credentials = Credentials::new(server.user().to_owned(), server.password.expose().to_owned());
        let login = async {
            self.connection
                .auth(&MECHANISMS, &credentials)
                .await
                .map_err(|error| Stop::smtp(Step::Login, &error, hidden))
        };
        let reply = within(server.patience.step, Step::Login, login).await?;
        self.demand(Step::Login, &reply, 200..300)?;
        Ok(Welcome { encryption: self.encryption })
    }

    /// Names sender and recipients, then hands the mail over.
    pub(crate) async fn hand_over(&mut self, mail: &Mail) -> Result<Delivery, Stop> {
        let sender = MailFrom::new(Some(command_address(mail.from())?), Vec::new());
        self.ask(Step::Sender, sender, 200..300).await?;
        self.ask(Step::Recipient, Rcpt::new(command_address(mail.to())?, Vec::new()), 200..300).await?;
        let copy = self.name_copy(mail).await?;
        self.ask(Step::Content, Data, 354..355).await?;
        self.give_content(mail, copy).await
    }

    /// Says goodbye as well as it can.
    pub(crate) async fn close(mut self) {
        let limit = GOODBYE.min(self.server.patience.step);
        let _ = tokio::time::timeout(limit, self.connection.quit()).await;
    }

    /// A copy that nobody wants must not keep the buyer's mail back.
    async fn name_copy(&mut self, mail: &Mail) -> Result<Copy, Stop> {
        let Some(address) = mail.copy_to() else { return Ok(Copy::NotWanted) };
        let copy = Rcpt::new(command_address(address)?, Vec::new());
        match self.ask(Step::Recipient, copy, 200..300).await {
            Ok(_) => Ok(Copy::Taken),
            Err(Stop::Refused(refusal)) => Ok(Copy::NotTaken { code: refusal.code, text: refusal.text }),
            Err(Stop::NotSent(NotSentCause::Postponed { code, text, .. })) => {
                Ok(Copy::NotTaken { code, text })
            }
            Err(Stop::NotSent(cause)) => Err(Stop::NotSent(cause)),
        }
    }

    /// From here on no answer means not knowing. Only a reply that says no still proves that the mail was not taken.
    async fn give_content(&mut self, mail: &Mail, copy: Copy) -> Result<Delivery, Stop> {
        let limit = self.server.patience.content;
        let unknown = |cause: String| Ok(Delivery::Unknown(LostReply { cause }));
        let Ok(answer) = tokio::time::timeout(limit, self.connection.message(mail.bytes())).await else {
            return unknown(format!("no answer to the mail within {} ms", millis(limit)));
        };
        match answer {
            Ok(reply) if in_range(&reply, &(200..300)) => {
                Ok(Delivery::Accepted(Acceptance { reply: self.hidden.redact(&text_of(&reply)), copy }))
            }
            Ok(reply) => unknown(format!("an unexpected answer to the mail ({})", code_of(&reply))),
            Err(error) if error.status().is_some() => Err(Stop::smtp(Step::Content, &error, self.hidden)),
            Err(error) => {
                let cause = self.hidden.redact(&source_text(&error));
                unknown(format!("the connection broke after the mail had begun to leave: {cause}"))
            }
        }
    }

    async fn ask(
        &mut self,
        step: Step,
        command: impl Display,
        wanted: std::ops::Range<u16>,
    ) -> Result<Response, Stop> {
        let hidden = self.hidden;
        let limit = self.server.patience.step;
        let asked = self.connection.command(command);
        let asked = async { asked.await.map_err(|error| Stop::smtp(step, &error, hidden)) };
        let reply = within(limit, step, asked).await?;
        self.demand(step, &reply, wanted)?;
        Ok(reply)
    }

    fn demand(&self, step: Step, reply: &Response, wanted: std::ops::Range<u16>) -> Result<(), Stop> {
        if in_range(reply, &wanted) {
            Ok(())
        } else {
            Err(Stop::replied(step, code_of(reply), &text_of(reply), self.hidden))
        }
    }
}

fn command_address(address: &Address) -> Result<lettre::Address, Stop> {
    wire_address(address).map_err(|error| Stop::broken(Step::Sender, error.to_string()))
}

fn in_range(reply: &Response, wanted: &std::ops::Range<u16>) -> bool {
    wanted.contains(&code_of(reply))
}

fn code_of(reply: &Response) -> u16 {
    reply.code().into()
}

fn text_of(reply: &Response) -> String {
    reply.message().collect::<Vec<_>>().join(" ")
}
