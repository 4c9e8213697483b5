//! Takes addresses, the account and long numbers out of a server's words, so that the rest can be kept and shown.
//!
//! Servers like to quote what they were told (`550 <kim@naver.com>: no such user`), so an address is starred by its look, and
//! the words of this mail and account by their value.

use zeroize::Zeroizing;

use crate::mail::Mail;
use crate::one_line::disturbs_the_line;
use crate::secret::Secret;
use crate::server::MailServer;

/// As many digits are a phone, card, business number or RRN.
const IDENTIFIER_DIGITS: usize = 10;

/// Characters of a server's words that are kept.
const MAX_CHARS: usize = 300;

/// What must not be repeated from one conversation.
pub(crate) struct Hidden(Vec<Zeroizing<String>>);

impl Hidden {
    /// What the login alone gives away.
    pub(crate) fn of_account(server: &MailServer) -> Self {
        Self(words_of(server.user()).chain([Zeroizing::new(server.password.expose().to_owned())]).collect())
    }

    /// The same and the mail's addresses.
    pub(crate) fn of_mail(server: &MailServer, mail: &Mail) -> Self {
        let Self(mut words) = Self::of_account(server);
        words.extend(mail.addresses().flat_map(|address| words_of(address.as_str())));
        Self(words)
    }

    /// Key, secret and whose numbers a call to a text gateway is about. The gateways write numbers in several ways.
    pub(crate) fn of_text<'a>(
        key: &str,
        secret: &Secret,
        numbers: impl IntoIterator<Item = (&'a str, String)>,
    ) -> Self {
        let spellings = numbers.into_iter().flat_map(|(digits, hyphened)| {
            [digits.to_owned(), hyphened.replace('-', " "), hyphened.replace('-', "."), hyphened]
        });
        let account = [key.to_owned(), secret.expose().to_owned()];
        Self(account.into_iter().chain(spellings).map(Zeroizing::new).collect())
    }

    /// `text` in one line, without what is hidden.
    pub(crate) fn redact(&self, text: &str) -> String {
        let mut line: String = text.chars().map(|c| if disturbs_the_line(c) { ' ' } else { c }).collect();
        for word in &self.0 {
            line = star_word(&line, word);
        }
        let kept: Vec<String> = line.split_whitespace().map(star_look).collect();
        kept.join(" ").chars().take(MAX_CHARS).collect()
    }
}

/// An address and the part before its `@`, which servers quote alone too.
fn words_of(address: &str) -> impl Iterator<Item = Zeroizing<String>> {
    let local = address.rsplit_once('@').map(|(local, _)| local);
    std::iter::once(address).chain(local).map(|word| Zeroizing::new(word.to_owned()))
}

/// Stars `word` where it stands alone; `info` inside `information` stays.
fn star_word(text: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_at_word(rest, word) {
        let inside = before.chars().next_back().is_some_and(char::is_alphanumeric)
            || after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if inside { word } else { "***" });
        rest = after;
    }
    out + rest
}

fn split_at_word<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let start = text.to_ascii_lowercase().find(&word.to_ascii_lowercase()).filter(|_| !word.is_empty())?;
    Some((text.get(..start)?, text.get(start + word.len()..)?))
}

fn star_look(word: &str) -> String {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if word.contains('@') || digits >= IDENTIFIER_DIGITS { "***".to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden() -> Hidden {
        Hidden(words_of("Kim.shop@naver.com").chain([Zeroizing::new("pass word".to_owned())]).collect())
    }

    #[test]
    fn an_address_is_starred_by_its_look_and_by_its_value() {
        assert_eq!(hidden().redact("5.1.1 <someone@else.kr>: unknown"), "5.1.1 *** unknown");
        assert_eq!(hidden().redact("no user kim.SHOP here"), "no user *** here");
        assert_eq!(hidden().redact("kim.shop,kim.shop"), "***,***");
    }

    #[test]
    fn a_password_is_starred_even_across_a_blank() {
        assert_eq!(hidden().redact("what is 'pass word'?"), "what is '***'?");
    }

    #[test]
    fn words_that_only_contain_it_stay() {
        assert_eq!(
            Hidden(vec![Zeroizing::new("info".to_owned())]).redact("information for info"),
            "information for ***"
        );
    }

    #[test]
    fn long_numbers_go_and_short_ones_stay() {
        assert_eq!(hidden().redact("id 123-45-67890 size 52428800"), "id *** size 52428800");
    }

    #[test]
    fn many_lines_become_one_short_one() {
        assert_eq!(hidden().redact("one\r\n two\u{2028}three"), "one two three");
        assert_eq!(hidden().redact(&"가 ".repeat(1_000)).chars().count(), MAX_CHARS);
    }
}
