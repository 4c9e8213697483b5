//! What can be wrong before a mail server or a text gateway is asked: settings and parts of a letter that do not parse.

/// A part that cannot be used. Texts carry no addresses and no passwords.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// The server's name is neither a domain name nor an IP address.
    #[error("the mail server's name cannot be used")]
    Host,
    /// Port 0.
    #[error("the mail server's port cannot be used")]
    Port,
    /// Empty, or with control characters.
    #[error("the user name for the mail server cannot be used")]
    User,
    /// Empty, or with a NUL, which the login cannot carry.
    #[error("the password for the mail server cannot be used")]
    Password,
    /// The extra authority is not a PEM certificate.
    #[error("reading the certificate authority: {0}")]
    Authority(String),
    /// Not an address of the form `name@domain.kr` in ASCII.
    #[error("this is not a mail address")]
    Address,
    /// Not of the form `left@right`.
    #[error("this is not a message id")]
    MessageId,
    /// Empty, too long, or with a character that would break the line.
    #[error("a subject, name or file name is empty, too long or holds control characters")]
    Line,
    /// Not an `https://` address without name, password, query or fragment.
    #[error("the text gateway's address cannot be used")]
    Gateway,
    /// Empty, or with anything but letters and digits.
    #[error("the text gateway's key cannot be used")]
    ApiKey,
    /// Empty.
    #[error("the text gateway's secret cannot be used")]
    ApiSecret,
    /// Not a mobile number.
    #[error("this is not a mobile number")]
    Recipient,
    /// Nothing to say, or more than 2,000 bytes in EUC-KR.
    #[error("a text message is empty or too long")]
    TextLength,
    /// The mail could not be built.
    #[error("building the mail: {0}")]
    Compose(String),
}
