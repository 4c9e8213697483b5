//! Real documents: the route of the real book, what is checked before it is used, and a trial where nothing is real.
//!
//! The real book is opened beside the practice book while somebody fills in what it needs; the two never share a file, a key or a
//! route. Which of them the next start opens stands in a file of its own ([`crate::data_dir::DataDir::choose_world`]).

mod check;
mod hometax;
mod trial;

use std::path::Path;
use std::sync::Arc;

use nts::{
    FileRoute, OpenRegister, OpenRegisterPlace, PopbillPlace, PopbillRoute, Route, RouteError, WithRegister,
};
use office::{Clock, LiveAccount, LiveRoute, Office, OfficeError, SystemClock};

use crate::practice::{self, PracticeStartError};

pub use check::{Check, CheckKind, CheckState, may_go_on};
pub use trial::Trial;

/// Why a live route could not be made.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The book or the secrets could not be read.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// A setting cannot be used.
    #[error("the route could not be set up")]
    Route(#[from] RouteError),
    /// The practice server that stands in for the service could not be found.
    #[error(transparent)]
    Rehearsal(#[from] PracticeStartError),
}

/// Where the service is taken to be.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    /// Where the settings say.
    Live,
    /// A practice server in the service's place (`--nts`), to rehearse; never in a released program.
    Rehearsal(&'a Path),
}

impl<'a> Stage<'a> {
    /// A named practice server is heeded only by a program that is being developed: a real book must never take a practice server's
    /// approval for the NTS's.
    #[must_use]
    pub fn of(outside: Option<&'a Path>) -> Self {
        match outside {
            Some(file) if cfg!(debug_assertions) => Self::Rehearsal(file),
            Some(_) | None => Self::Live,
        }
    }
}

/// The route of the real book; `None` while the account it needs is unfinished. A document is written for one route and stays with
/// it, so no other route stands in.
///
/// # Errors
/// [`LiveError`]; documents wait in the book.
pub fn route(office: &Office, stage: Stage<'_>) -> Result<Option<Arc<dyn Route>>, LiveError> {
    match office.live()?.form.route {
        LiveRoute::HometaxFile => Ok(Some(Arc::new(FileRoute))),
        LiveRoute::HometaxApi => hometax::route(office, stage),
        LiveRoute::Popbill => popbill_route(office, stage),
    }
}

fn popbill_route(office: &Office, stage: Stage<'_>) -> Result<Option<Arc<dyn Route>>, LiveError> {
    let Some(account) = office.live_account()? else { return Ok(None) };
    let popbill = popbill(&account, account.real(), stage)?;
    let Some(key) = &account.status_key else { return Ok(Some(Arc::new(popbill))) };
    let place = match stage {
        Stage::Live => OpenRegisterPlace::Live,
        Stage::Rehearsal(file) => {
            practice::register_place(&practice::named_in(file, account.shop.number())?)?
        }
    };
    let register = OpenRegister::new(&place, key.clone())?;
    Ok(Some(Arc::new(WithRegister::new(Arc::new(popbill), Arc::new(register)))))
}

/// The service at this place, or what stands in for it.
fn popbill(account: &LiveAccount, place: PopbillPlace, stage: Stage<'_>) -> Result<PopbillRoute, LiveError> {
    let place = match stage {
        Stage::Live => place,
        Stage::Rehearsal(file) => practice::popbill_place(&practice::named_in(file, account.shop.number())?)?,
    };
    Ok(PopbillRoute::new(account.at(place), Arc::new(|| SystemClock.unix_seconds()))?)
}

/// Asks the service about the account; nothing is created. An unfinished account is answered with no checks.
///
/// # Errors
/// [`LiveError`]; nothing was asked then.
pub async fn check(office: &Office, stage: Stage<'_>) -> Result<Vec<Check>, LiveError> {
    let checks = if let Some(account) = office.live_account()? {
        check::all(&popbill(&account, account.real(), stage)?).await
    } else if let Some(account) = office.hometax_account()? {
        hometax::check(office, &account, stage).await?
    } else {
        return Ok(Vec::new());
    };
    office.note_live_check(may_go_on(&checks))?;
    Ok(checks)
}

/// Issues one small receipt on the test service, which never reaches the NTS; `None` while the account is unfinished, and for
/// a way that has no such service.
///
/// # Errors
/// [`LiveError`]; nothing was issued then.
pub async fn try_out(office: &Office, stage: Stage<'_>) -> Result<Option<Trial>, LiveError> {
    let Some(account) = office.live_account()? else { return Ok(None) };
    let route = popbill(&account, account.test(), stage)?;
    let trial = trial::issue(&route, &account.shop, SystemClock.now()).await?;
    if let Some(number) = &trial.approval_number {
        office.note_live_trial(number)?;
    }
    Ok(Some(trial))
}
