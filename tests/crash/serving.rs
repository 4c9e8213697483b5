//! `jangbu api`, `serve` and `order` in processes of their own: another program's order is one document, whoever is asked and
//! whoever dies.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;

use serde_json::Value;

use crate::shop::Shop;

#[test]
fn an_order_is_one_document_over_the_door_and_the_command_line_even_after_a_kill() {
    let shop = Shop::open();
    let refused = shop.run(&["serve", "--json"]);
    assert_eq!(refused.code, Some(1), "nobody has opened the door: {refused:?}");
    assert!(refused.out.contains("api_off"), "{refused:?}");

    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    assert_eq!(shop.run(&["api", "on", "--port", &port]).code, Some(0));
    let made = shop.run(&["api", "token", "매장 프로그램"]);
    let token = made.out.trim();

    let (mut server, url) = serve(&shop);
    let (status, order) = post(&url, token, "A-1");
    assert!(status == 201 || status == 202, "{status}: {order}");
    let key = order.pointer("/document/key").unwrap().as_str().unwrap().to_owned();
    assert_eq!(post(&url, "wrong", "A-2").0, 401);
    server.kill().unwrap();
    server.wait().unwrap();

    let file = shop.data.join("order.json");
    std::fs::write(&file, sample("A-1")).unwrap();
    let again = shop.run(&["order", "add", file.to_str().unwrap(), "--json"]);
    let said: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(said.pointer("/document/key").unwrap().as_str(), Some(key.as_str()), "{again:?}");
    let standing = shop.run(&["order", "status", "A-1"]);
    assert_eq!(standing.code, Some(0), "{standing:?}");
    assert!(standing.out.contains(&key), "{standing:?}");
    assert_eq!(shop.run(&["order", "status", "A-2"]).code, Some(1), "what was turned away left nothing");
    assert_eq!(shop.nts.invoices().len(), 1);

    // Who serves follows a change within seconds.
    let (mut server, url) = serve(&shop);
    assert_eq!(shop.run(&["api", "off"]).code, Some(0));
    let address = url.trim_start_matches("http://").to_owned();
    let began = std::time::Instant::now();
    while TcpStream::connect(&address).is_ok() {
        assert!(began.elapsed().as_secs() < 60, "the door stays open");
        std::thread::yield_now();
    }
    server.kill().unwrap();
    server.wait().unwrap();
}

/// The server and where its door is.
fn serve(shop: &Shop) -> (Child, String) {
    let mut server = shop.jangbu(&["serve", "--json"]).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let first: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let url = first["url"].as_str().unwrap().to_owned();
    // Whatever else it says is read, so that it never waits for a reader.
    std::thread::spawn(move || for _said in lines {});
    (server, url)
}

/// A POST as a program without a library writes it.
fn post(url: &str, token: &str, number: &str) -> (u16, Value) {
    let (address, body) = (url.trim_start_matches("http://"), sample(number));
    let mut socket = TcpStream::connect(address).unwrap();
    write!(
        socket,
        "POST /v1/orders HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut heard = String::new();
    socket.read_to_string(&mut heard).unwrap();
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap();
    (status.parse().unwrap(), serde_json::from_str(body).unwrap())
}

fn sample(number: &str) -> String {
    let mut order: Value = serde_json::from_str(include_str!("../../assets/samples/order.json")).unwrap();
    order["order_no"] = Value::from(number);
    order.to_string()
}
