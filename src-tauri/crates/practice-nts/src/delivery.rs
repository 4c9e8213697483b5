//! How an answer travels: late, in small pieces, or not to its end.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::dials::Dials;
use crate::fault::Mishap;

const PIECES: usize = 8;

/// Lets the first half of a body that breaks off reach the wire.
const BREAK_PAUSE: Duration = Duration::from_millis(5);

/// Applies latency, slow body and cut-off to an answer whose work is done.
pub(crate) async fn deliver(response: Response, dials: &Dials) -> Response {
    if dials.latency_ms > 0 {
        tokio::time::sleep(Duration::from_millis(dials.latency_ms)).await;
    }
    let cut_short = response.extensions().get::<Mishap>() == Some(&Mishap::CutShort);
    if !cut_short && dials.slow_body_ms == 0 {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Only our own JSON answers come here; they are in memory already.
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    let pause = Duration::from_millis(dials.slow_body_ms);
    Response::from_parts(parts, Body::new(PacedBody::new(&whole, pause, cut_short)))
}

/// A body of announced length that comes in pieces with pauses, and may fail after the first half.
struct PacedBody {
    pieces: VecDeque<Bytes>,
    left: u64,
    pause: Duration,
    next_at: Pin<Box<Sleep>>,
}

impl PacedBody {
    fn new(whole: &Bytes, pause: Duration, cut_short: bool) -> Self {
        let size = whole.len().div_ceil(PIECES).max(1);
        let mut pieces: VecDeque<Bytes> = whole.chunks(size).map(|piece| whole.slice_ref(piece)).collect();
        if cut_short {
            pieces.truncate(pieces.len() / 2);
        }
        let pause = if cut_short { pause.max(BREAK_PAUSE) } else { pause };
        let left = u64::try_from(whole.len()).unwrap_or(u64::MAX);
        Self { pieces, left, pause, next_at: Box::pin(sleep_until(Instant::now())) }
    }
}

impl hyper::body::Body for PacedBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        ready!(self.next_at.as_mut().poll(context));
        let pause = self.pause;
        self.next_at.as_mut().reset(Instant::now() + pause);
        let Some(piece) = self.pieces.pop_front() else {
            return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted))));
        };
        self.left = self.left.saturating_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
