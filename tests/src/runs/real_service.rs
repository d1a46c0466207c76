//! The real service, called so that every documented answer of its mounted operations comes
//! about for real: nothing is injected, everything is something that a user or an operator can
//! run into.

mod broken;
mod good;
mod walk;
mod world;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use super::block_on;
use crate::table::{Operation, operations, tables};
use world::World;

/// What came of it.
pub struct RealService {
    /// The tags whose operations are mounted.
    pub mounted: BTreeSet<String>,
    /// How many operations are mounted.
    pub operations: usize,
    /// The answers that came: operation, status and code.
    pub reached: BTreeSet<(String, u16, Option<String>)>,
    /// The documented answers that did not come, as `operation status code`, or with a method in
    /// place of the operation where it holds of all mounted operations of that method.
    pub gaps: BTreeSet<String>,
    /// What was not as it should be.
    pub wrong: Vec<String>,
}

/// Runs it, once.
///
/// # Panics
/// The service does not start.
pub fn real_service() -> &'static RealService {
    static RUN: OnceLock<RealService> = OnceLock::new();
    RUN.get_or_init(|| block_on(run()))
}

async fn run() -> RealService {
    let mut world = World::new().await;
    let mounted = walk::mounted(&mut world).await;
    walk::successes(&mut world, &mounted).await;
    walk::failures(&mut world, &mounted).await;
    broken::while_locked(&mut world, &mounted).await;
    walk::while_stripe_fails(&mut world, &mounted).await;
    walk::over_the_limit(&mut world, &mounted).await;
    broken::without_tables_and_without_connections(&mut world, &mounted).await;
    let tags = tables().iter().filter(|table| {
        table
            .operations
            .iter()
            .all(|operation| mounted.iter().any(|other| other.id == operation.id))
    });
    RealService {
        mounted: tags.map(|table| table.tag.clone()).collect(),
        operations: mounted.len(),
        gaps: gaps(&mounted, &world.reached),
        reached: std::mem::take(&mut world.reached),
        wrong: std::mem::take(&mut world.wrong),
    }
}

fn gaps(
    mounted: &[&Operation],
    reached: &BTreeSet<(String, u16, Option<String>)>,
) -> BTreeSet<String> {
    // Of every method and answer: the operations that lack it, and how many document it.
    let mut lacking: BTreeMap<(&str, String), (Vec<&str>, usize)> = BTreeMap::new();
    for operation in mounted {
        for found in operation.answers() {
            let (_, status, code) = &found;
            let answer = format!("{status} {}", code.as_deref().unwrap_or("success"));
            let entry = lacking.entry((&operation.method, answer)).or_default();
            entry.1 += 1;
            if !reached.contains(&found) {
                entry.0.push(&operation.id);
            }
        }
    }
    let mut gaps = BTreeSet::new();
    for ((method, answer), (operations, documented)) in lacking {
        match operations.len() == documented {
            true => drop(gaps.insert(format!("{method} {answer}"))),
            false => gaps.extend(
                operations
                    .into_iter()
                    .map(|operation| format!("{operation} {answer}")),
            ),
        }
    }
    gaps
}

/// All operations, for the walk.
fn all() -> Vec<&'static Operation> {
    operations().collect()
}
