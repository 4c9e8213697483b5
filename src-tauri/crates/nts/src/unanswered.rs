//! What each outcome says when there was no answer to read, or one that is about the route and not about the question.

use crate::outcome::{
    Asked, ListedDay, LookedUp, LostAnswer, NotNow, NotSentCause, QuotaRead, RouteStop, Sent, StatusRead,
    Transmitted,
};

/// An outcome's words for the four ways to stay without an answer.
pub(crate) trait Unanswered {
    /// No byte of the question left this machine.
    fn not_sent(cause: NotSentCause) -> Self;
    /// Later.
    fn not_now(wait: NotNow) -> Self;
    /// The route as a whole does not work.
    fn stopped(stop: RouteStop) -> Self;
    /// The question may have arrived.
    fn lost(lost: LostAnswer) -> Self;
}

impl Unanswered for Sent {
    fn not_sent(cause: NotSentCause) -> Self {
        Self::NotSent(cause)
    }

    fn not_now(wait: NotNow) -> Self {
        Self::NotNow(wait)
    }

    fn stopped(stop: RouteStop) -> Self {
        Self::RouteStopped(stop)
    }

    fn lost(lost: LostAnswer) -> Self {
        Self::Unknown(lost)
    }
}

impl Unanswered for ListedDay {
    fn not_sent(cause: NotSentCause) -> Self {
        Self::NoAnswer(cause.to_string())
    }

    fn not_now(wait: NotNow) -> Self {
        Self::NotNow(wait)
    }

    fn stopped(stop: RouteStop) -> Self {
        Self::RouteStopped(stop)
    }

    fn lost(lost: LostAnswer) -> Self {
        Self::NoAnswer(lost.cause)
    }
}

/// Questions that create nothing: a lost answer to one is only a question to ask again.
macro_rules! harmless_question {
    ($($outcome:ty),+) => {
        $(harmless_question!(@ $outcome);)+
    };
    (@ $outcome:ty $(, $t:ident)?) => {
        impl $(<$t>)? Unanswered for $outcome {
            fn not_sent(cause: NotSentCause) -> Self {
                Self::NotSent(cause)
            }

            fn not_now(wait: NotNow) -> Self {
                Self::NotNow(wait)
            }

            fn stopped(stop: RouteStop) -> Self {
                Self::RouteStopped(stop)
            }

            fn lost(lost: LostAnswer) -> Self {
                Self::NoAnswer(lost.cause)
            }
        }
    };
}

harmless_question!(LookedUp, QuotaRead, Transmitted, StatusRead);
harmless_question!(@ Asked<T>, T);
