//! Plans that issue by themselves (정기 발행): what is typed, what lies ahead, what became of the runs.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::invoice::InvoiceForm;
use super::receipt::{Purpose, Taxation};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Rhythm {
    /// On a day of every so many months; 31 is the last day.
    Monthly {
        /// 1–12
        every: u8,
        /// 1–31
        day: u8,
    },
    /// On a weekday of every so many weeks.
    Weekly {
        /// 1–52
        every: u8,
        /// 0 is Monday.
        weekday: u8,
    },
}

/// What happens to a run whose day is no business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum OnHoliday {
    /// 그대로
    Keep,
    /// 다음 영업일
    After,
    /// 앞 영업일
    Before,
}

/// A rhythm between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Recurrence {
    /// How often.
    pub rhythm: Rhythm,
    /// First day, as typed: `2026-11-22`, `1122`.
    pub starts_on: String,
    /// Last day, as typed; blank is none.
    pub ends_on: String,
    /// What a holiday does.
    pub on_holiday: OnHoliday,
}

/// A receipt that repeats, as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PlannedReceipt {
    /// Total.
    pub amount: String,
    /// The customer's number; blank is 자진발급.
    pub number: String,
    /// Purpose; `None` follows the kind of number.
    pub purpose: Option<Purpose>,
    /// Taxable or exempt.
    pub taxation: Taxation,
    /// 품명
    pub item: String,
    /// 비고
    pub memo: String,
}

/// What a plan issues.
#[derive(Clone, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", tag = "kind", content = "form")]
pub enum PlanWhat {
    /// 세금계산서; 작성일자 is the day of the run.
    Invoice(Box<InvoiceForm>),
    /// 현금영수증
    Receipt(PlannedReceipt),
}

/// A plan as typed.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PlanForm {
    /// `None` for a new one.
    pub id: Option<u32>,
    /// How the shop calls it.
    pub name: String,
    /// When it runs.
    pub recurrence: Recurrence,
    /// What it issues.
    pub what: PlanWhat,
}

/// A run that lies ahead.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PlannedRun {
    /// Its name: the day its rhythm gives, `2026-12-25`.
    pub nominal: String,
    /// The day it runs.
    pub on: String,
    /// It is left out.
    pub skipped: bool,
    /// Its nominal day is no business day.
    pub day_off: bool,
    /// The holiday on its nominal day.
    pub holiday: Option<String>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Due, and not yet a document.
    Begun,
    /// It is a document.
    Issued,
    /// It waits for a person.
    Stopped,
    /// A person has seen to it.
    Settled,
}

/// A run that was due.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct PlanRun {
    /// Row number.
    pub id: u32,
    /// Its name.
    pub nominal: String,
    /// The day it was to run.
    pub on: String,
    /// How far it is.
    pub state: RunState,
    /// Key of its document.
    pub document: Option<String>,
    /// Why it stopped: `invoice_too_late`, `receipt_missed`, or the code of a fault.
    pub reason: Option<String>,
    /// A fact of the reason: the last day, or the path of the field.
    pub detail: Option<String>,
}

/// A plan with what lies ahead of it and behind it.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct Plan {
    /// Row number.
    pub id: u32,
    /// As it was typed; `None` when another program version wrote it.
    pub form: Option<PlanForm>,
    /// How the shop calls it.
    pub name: String,
    /// It rests.
    pub paused: bool,
    /// It is over.
    pub ended: bool,
    /// What each run comes to, won.
    pub total: Option<i64>,
    /// The next twelve, those left out as well.
    pub next: Vec<PlannedRun>,
    /// The newest 24, the newest first.
    pub runs: Vec<PlanRun>,
}

/// What is to become of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PlanTurn {
    /// 잠시 멈추기
    Pause,
    /// 다시 시작
    Resume,
    /// 끝내기
    End,
}
