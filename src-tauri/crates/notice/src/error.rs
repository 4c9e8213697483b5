//! What can be wrong before a mail server is asked: settings and parts of a letter that do not parse.

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
    #[error("reading the certificate authority of the mail server: {0}")]
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
    /// The mail could not be built.
    #[error("building the mail: {0}")]
    Compose(String),
}
