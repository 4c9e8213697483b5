//! Settings both ways.

use chrono::NaiveTime;

use crate::contract::shop::{Language, Settings, ShopForm, Theme};

const TIME: &str = "%H:%M";

/// The shop with what only invoices say of it.
#[must_use]
pub fn form(shop: &domain::Shop, settings: &office::Settings) -> ShopForm {
    let form = ShopForm::from(domain::ShopForm::from(shop));
    ShopForm { branch: settings.shop_branch.clone(), email: settings.shop_email.clone(), ..form }
}

/// The window's choices in the office's words; what it does not show, and a time it cannot say, stays as `kept`.
#[must_use]
pub fn settings_to_save(settings: Settings, kept: office::Settings) -> office::Settings {
    let Settings {
        theme,
        language,
        print_after_issue,
        printer,
        counter_number,
        transmit_time,
        mandatory_issue,
    } = settings;
    office::Settings {
        theme: match theme {
            Theme::System => office::Theme::System,
            Theme::Light => office::Theme::Light,
            Theme::Dark => office::Theme::Dark,
        },
        language: match language {
            Language::Ko => office::Language::Ko,
            Language::En => office::Language::En,
        },
        print_after_issue,
        printer,
        counter_number,
        transmit_time: NaiveTime::parse_from_str(transmit_time.trim(), TIME).unwrap_or(kept.transmit_time),
        mandatory_issue,
        ..kept
    }
}

/// The office's choices in the window's words.
#[must_use]
pub fn settings(settings: office::Settings) -> Settings {
    let office::Settings {
        theme,
        language,
        print_after_issue,
        printer,
        counter_number,
        transmit_time,
        mandatory_issue,
        ..
    } = settings;
    Settings {
        theme: match theme {
            office::Theme::System => Theme::System,
            office::Theme::Light => Theme::Light,
            office::Theme::Dark => Theme::Dark,
        },
        language: match language {
            office::Language::Ko => Language::Ko,
            office::Language::En => Language::En,
        },
        print_after_issue,
        printer,
        counter_number,
        transmit_time: transmit_time.format(TIME).to_string(),
        mandatory_issue,
    }
}
