//! A shop's program as the door meets it, and a raw socket for what no decent program would say.

use std::sync::Arc;

use door::{Door, Limits};
use office::Office;
use reqwest::{Method, Response};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::shop::OpenShop;

/// An open door and a good token.
pub struct Caller {
    pub door: Door,
    pub token: String,
    pub token_id: i64,
    pub http: reqwest::Client,
}

impl Caller {
    pub async fn of(shop: &OpenShop) -> Self {
        Self::with(&shop.shell.office, Limits::default()).await
    }

    pub async fn with(office: &Arc<Office>, limits: Limits) -> Self {
        let made = office.make_api_token("매장 프로그램").unwrap();
        let door = door::open(Arc::clone(office), 0, limits).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { door, token: made.token, token_id: made.id, http }
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("http://127.0.0.1:{}{path}", self.door.port()))
    }

    /// With the token and whatever else is to be said.
    pub async fn post(&self, order: &Value, heads: &[(&str, &str)]) -> (u16, Value) {
        let mut request = self.request(Method::POST, "/v1/orders").bearer_auth(&self.token).json(order);
        for (name, value) in heads {
            request = request.header(*name, *value);
        }
        told(request.send().await.unwrap()).await
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        told(self.request(Method::GET, path).bearer_auth(&self.token).send().await.unwrap()).await
    }

    /// Writes this on a fresh socket and reads until the door closes it.
    pub async fn raw(&self, said: &str) -> String {
        let mut socket = TcpStream::connect(("127.0.0.1", self.door.port())).await.unwrap();
        socket.write_all(said.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        let _reset_after_the_answer = socket.read_to_end(&mut heard).await;
        String::from_utf8_lossy(&heard).into_owned()
    }
}

pub async fn told(response: Response) -> (u16, Value) {
    assert!(!response.headers().contains_key("access-control-allow-origin"), "no page may read an answer");
    (response.status().as_u16(), response.json().await.unwrap())
}

/// The sample order under another number.
pub fn order(number: &str) -> Value {
    let mut order: Value = serde_json::from_str(include_str!("../../assets/samples/order.json")).unwrap();
    order["order_no"] = Value::from(number);
    order
}
