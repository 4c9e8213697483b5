//! Texts about receipts through the whole program: the shell connects, the practice server takes them, and no log holds a number.

use std::io;
use std::sync::{Arc, Mutex};

use office::{Step, Task, TextForm};
use practice_nts::Dials;
use tracing_subscriber::fmt::MakeWriter;

use crate::shop::OpenShop;

const CUSTOMER: &str = "010-1234-5678";

/// A shop with texts switched on.
async fn open() -> OpenShop {
    let shop = OpenShop::open().await;
    let form = TextForm { enabled: true, ..shop.shell.office.text_settings().unwrap() };
    shop.shell.office.save_text_settings(&form).unwrap();
    shop
}

/// The state of the one text about a receipt, as its detail has it.
fn shown(shop: &OpenShop, key: &domain::DocumentKey) -> &'static str {
    let detail = shop.shell.office.detail(key).unwrap();
    assert!(detail.can_text());
    assert_eq!(detail.notices.len(), 1);
    assert_eq!(detail.notices[0].mail.channel, store::NoticeChannel::Text);
    detail.notices[0].state.name()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_arrives_at_the_practice_server_once() {
    let shop = open().await;
    let (key, _) = shop.issue("12,000", CUSTOMER).await;
    for _ in 0..2 {
        shop.shell.office.deliver_texts().await.unwrap();
    }
    let arrived = shop.nts.texts().unwrap();
    assert_eq!(arrived.len(), 1);
    for fact in ["[연습] [행복문구]", "12,000원", "소득공제", "010-****-5678"] {
        assert!(arrived[0].text.contains(fact), "{fact}: {}", arrived[0].text);
    }
    assert!(["sent", "delivered"].contains(&shown(&shop, &key)));
    assert!(shop.shell.office.verify_journal().is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_whose_answer_was_lost_is_looked_up_not_resent_even_after_a_power_cut() {
    let shop = open().await;
    shop.nts.set_dials(Dials { lose_text_answers: 1, ..Dials::default() });
    let (key, _) = shop.issue("12,000", CUSTOMER).await;
    shop.shell.office.deliver_texts().await.unwrap();
    assert_eq!(shown(&shop, &key), "unknown");
    let step = |task: &Task| if let Task::Mail { step, .. } = task { Some(*step) } else { None };
    let steps: Vec<_> = shop.shell.office.tasks().unwrap().tasks.iter().filter_map(step).collect();
    assert_eq!(steps, [Step::AskText]);
    let shop = shop.restart();
    shop.shell.recover().unwrap();
    shop.shell.office.deliver_texts().await.unwrap();
    assert_eq!(shown(&shop, &key), "delivered");
    assert_eq!((shop.nts.texts().unwrap().len(), shop.nts.requests_seen("/messages/v4/send")), (1, 1));
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_number_and_no_key_is_in_a_log_a_journal_or_a_debug_output() {
    let log = Log::default();
    // For the whole process: a log of this thread alone misses what another test's thread has met first. What the others log
    // must hold no number either.
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).init();
    let shop = open().await;
    let (key, _) = shop.issue("12,000", CUSTOMER).await;
    for dials in [
        Dials { lose_text_answers: 1, ..Dials::default() },
        Dials::default(),
        Dials { text_senders: ["0311112222".into()].into(), ..Dials::default() },
    ] {
        shop.nts.set_dials(dials);
        let press_id = format!("{:?}", shop.nts.requests_seen("/messages/v4/send"));
        let press = office::TextPress { key: key.clone(), to: CUSTOMER.into(), press_id };
        shop.shell.office.send_text(&press).unwrap();
        shop.shell.office.deliver_texts().await.unwrap();
    }
    let mut said = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(said.contains("text gateway"), "the log was on");
    let detail = shop.shell.office.detail(&key).unwrap();
    said.push_str(&format!("{:?} {:?}", detail.notices, shop.shell.office.tasks().unwrap()));
    said.extend(detail.journal.iter().map(|entry| entry.content.as_str()));
    let ready = shop.nts.ready();
    for secret in ["01012345678", "1234-5678", &ready.text_key, &ready.text_secret] {
        let line = said.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
