//! `jangbu plan …`: plans that issue by themselves (정기 발행), without a window.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use office::{OfficeError, PlanForm, PlanOutlook, RanPlan};
use serde_json::json;
use store::RunState;

use super::answer::Answer;
use super::invoice::read_json;
use crate::shell::Shell;
use crate::view;

/// What can be done with plans.
#[derive(Subcommand)]
pub enum PlanCommand {
    /// Show every plan with its next run.
    List(PlanArgs),
    /// Issue every run that is due. Exits 1 when one of them needs a person.
    Run(PlanArgs),
    /// Add a plan.
    Add(AddArgs),
}

/// How to answer.
#[derive(Args)]
pub struct PlanArgs {
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// A plan to add.
#[derive(Args)]
pub struct AddArgs {
    /// The plan as JSON; see assets/samples/plan.json.
    #[arg(long, value_name = "FILE")]
    plan: PathBuf,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

impl PlanCommand {
    /// Whether the answer is for a program.
    #[must_use]
    pub const fn wants_json(&self) -> bool {
        match self {
            Self::List(args) | Self::Run(args) => args.json,
            Self::Add(args) => args.json,
        }
    }

    /// Whether something is sent.
    #[must_use]
    pub const fn needs_line(&self) -> bool {
        matches!(self, Self::Run(_))
    }

    /// Does it.
    pub async fn run(self, shell: &Shell) -> Answer {
        match self {
            Self::List(_) => list(shell).unwrap_or_else(Answer::error),
            Self::Run(_) => run(shell).await.unwrap_or_else(Answer::error),
            Self::Add(args) => add(shell, &args.plan),
        }
    }
}

fn list(shell: &Shell) -> Result<Answer, OfficeError> {
    let plans = shell.office.plans()?;
    let lines: Vec<String> = plans.iter().map(line).collect();
    let text = if lines.is_empty() { "정기 발행이 없어요".to_owned() } else { lines.join("\n") };
    let plans: Vec<_> = plans.into_iter().map(view::plan::plan).collect();
    Ok(Answer { text, json: json!({ "plans": plans }), ok: true })
}

fn line(plan: &PlanOutlook) -> String {
    let total = plan.total.map_or_else(|| "금액 확인 필요".to_owned(), |total| format!("{total}원"));
    let next = match plan.next_run() {
        Some(next) => format!("다음 {}", next.run.on),
        None if plan.plan.paused => "멈춤".to_owned(),
        None => "더 없음".to_owned(),
    };
    format!("{} · {} · {total} · {next}", plan.plan.id.get(), plan.plan.card.name)
}

async fn run(shell: &Shell) -> Result<Answer, OfficeError> {
    let ran = shell.office.run_due_plans().await?;
    for done in &ran {
        if let RunState::Issued(key) = &done.run.state {
            shell.office.wait_for_answer(key).await;
        }
    }
    let lines = ran.iter().map(|done| sentence(shell, done)).collect::<Result<Vec<_>, _>>()?;
    let ok = ran.iter().all(|done| matches!(done.run.state, RunState::Issued(_)));
    let text =
        if lines.is_empty() { "지금 발급할 것이 없어요".to_owned() } else { lines.join("\n") };
    let ran: Vec<_> =
        ran.iter().map(|done| json!({ "plan": done.name, "run": view::plan::run(&done.run) })).collect();
    Ok(Answer { text, json: json!({ "ran": ran }), ok })
}

fn sentence(shell: &Shell, done: &RanPlan) -> Result<String, OfficeError> {
    let RanPlan { name, run } = done;
    Ok(match &run.state {
        RunState::Issued(key) => {
            let answer = Answer::document(&shell.office.shelved(key)?, None);
            format!("{name} · {} · {}", run.run.nominal, answer.text)
        }
        RunState::Stopped { reason, .. } => {
            let why = super::sentences::plan_stop(reason);
            format!("{name} · {} · {why} 확인할 일에 올려 두었어요", run.run.nominal)
        }
        RunState::Begun | RunState::Settled => format!("{name} · {}", run.run.nominal),
    })
}

fn add(shell: &Shell, file: &Path) -> Answer {
    let form: PlanForm = match read_json(file) {
        Ok(form) => form,
        Err(answer) => return answer,
    };
    let added = shell.office.save_plan(&form).and_then(|id| shell.office.plan(id));
    added.map_or_else(Answer::error, |plan| {
        let text = line(&plan);
        Answer { text, json: json!({ "plan": view::plan::plan(plan) }), ok: true }
    })
}
