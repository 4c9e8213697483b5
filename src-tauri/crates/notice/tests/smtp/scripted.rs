//! A line that says what its script says, whatever it hears: for servers that no mail program should meet.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// Says `greeting`, then one of `replies` after each line it hears, then hangs up. Answers with its port and, when it has
/// ended, the lines it heard.
pub async fn line(
    greeting: &'static str,
    replies: &'static [&'static str],
) -> (u16, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let talk = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let mut socket = BufReader::new(socket);
        socket.write_all(greeting.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        for reply in replies {
            let mut line = String::new();
            if socket.read_line(&mut line).await.unwrap_or(0) == 0 {
                break;
            }
            heard.push(line.trim_end().to_owned());
            socket.write_all(reply.as_bytes()).await.unwrap();
        }
        heard
    });
    (port, talk)
}
