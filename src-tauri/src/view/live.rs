//! Going live, both ways. Keys go in and never come out.

use crate::contract::live as contract;
use crate::contract::shop::ShopForm;
use crate::live::{Check, CheckKind, CheckState, Trial};

/// The window's form in the office's words.
#[must_use]
pub fn typed(form: contract::LiveForm) -> office::LiveForm {
    let contract::LiveForm {
        route,
        shop,
        link_id,
        secret_key,
        user_id,
        any_address,
        auth_url,
        service_url,
        test_service_url,
        status_key,
        has_secret_key,
        has_status_key,
        hometax_url,
        api_secret,
        has_api_secret,
    } = form;
    office::LiveForm {
        route: match route {
            contract::LiveRoute::Popbill => office::LiveRoute::Popbill,
            contract::LiveRoute::HometaxFile => office::LiveRoute::HometaxFile,
            contract::LiveRoute::HometaxApi => office::LiveRoute::HometaxApi,
        },
        branch: shop.branch.clone(),
        email: shop.email.clone(),
        shop: shop.into(),
        link_id,
        secret_key,
        user_id,
        any_address,
        auth_url,
        service_url,
        test_service_url,
        status_key,
        has_secret_key,
        has_status_key,
        hometax_url,
        api_secret,
        has_api_secret,
    }
}

/// How far it is, in the window's words.
#[must_use]
pub fn live(live: office::Live, world: store::World) -> contract::Live {
    let may_switch = live.may_switch();
    let office::Live { form, checked_at, tried } = live;
    let shop = ShopForm { branch: form.branch, email: form.email, ..ShopForm::from(form.shop) };
    contract::Live {
        world: world.into(),
        form: contract::LiveForm {
            route: match form.route {
                office::LiveRoute::Popbill => contract::LiveRoute::Popbill,
                office::LiveRoute::HometaxFile => contract::LiveRoute::HometaxFile,
                office::LiveRoute::HometaxApi => contract::LiveRoute::HometaxApi,
            },
            shop,
            link_id: form.link_id,
            secret_key: None,
            user_id: form.user_id,
            any_address: form.any_address,
            auth_url: form.auth_url,
            service_url: form.service_url,
            test_service_url: form.test_service_url,
            status_key: None,
            has_secret_key: form.has_secret_key,
            has_status_key: form.has_status_key,
            hometax_url: form.hometax_url,
            api_secret: None,
            has_api_secret: form.has_api_secret,
        },
        checked_at: checked_at.map(super::local_time),
        tried,
        may_switch,
    }
}

/// The checks in the window's words.
#[must_use]
pub fn checks(checks: Vec<Check>) -> Vec<contract::LiveCheck> {
    let one = |Check { kind, state, reason, amount, detail }: Check| contract::LiveCheck {
        kind: match kind {
            CheckKind::Clock => contract::LiveCheckKind::Clock,
            CheckKind::Account => contract::LiveCheckKind::Account,
            CheckKind::Certificate => contract::LiveCheckKind::Certificate,
            CheckKind::Points => contract::LiveCheckKind::Points,
        },
        state: match state {
            CheckState::Good => contract::LiveCheckState::Good,
            CheckState::Warn => contract::LiveCheckState::Warn,
            CheckState::Bad => contract::LiveCheckState::Bad,
            CheckState::Skipped => contract::LiveCheckState::Skipped,
        },
        reason: reason.map(Into::into),
        amount,
        detail,
    };
    checks.into_iter().map(one).collect()
}

/// A trial in the window's words.
#[must_use]
pub fn trial(trial: Trial) -> contract::LiveTrial {
    let Trial { approval_number, reason, detail } = trial;
    contract::LiveTrial { approval_number, reason: reason.map(Into::into), detail }
}
