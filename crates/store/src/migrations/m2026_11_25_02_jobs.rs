//! Jobs, and whose turn it is.

use sea_orm_migration::prelude::*;

use super::schema::{Described as _, create, foreign_key, index, unique};

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

// The trait hides this lifetime, and `async_trait` wants it written as the trait writes it.
#[allow(elided_lifetimes_in_paths)]
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        jobs(manager).await?;
        let mut turns = create("job_turns");
        turns.uuid_key("lane").number("served");
        manager.create_table(turns).await?;
        manager
            .create_index(index("job_turns", "job_turns_served", &["served"]))
            .await
    }
}

async fn jobs(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut jobs = create("jobs");
    jobs.id()
        .optional_uuid("account_id")
        .uuid("lane")
        .text("kind")
        .json("payload");
    jobs.text("state").optional_text("key");
    jobs.time("run_at").optional_time("again_at");
    jobs.int("attempts").int("max_attempts");
    jobs.optional_time("leased_until")
        .optional_uuid("leased_by")
        .optional_text("last_error");
    jobs.time("created_at").optional_time("finished_at");
    jobs.foreign_key(&mut foreign_key("account_id", "accounts"));
    manager.create_table(jobs).await?;

    let queued = || Expr::col("state").eq("queued");
    let running = || Expr::col("state").eq("running");
    let indexes = [
        // Values written out, as the queries write them: an engine uses a partial index only when
        // it can see that the query stays within it.
        unique("jobs", "jobs_key", &["key"])
            .and_where(Expr::cust("state IN ('queued', 'running')"))
            .to_owned(),
        index("jobs", "jobs_lane", &["lane", "run_at", "id"])
            .and_where(queued())
            .to_owned(),
        index("jobs", "jobs_due", &["run_at"])
            .and_where(queued())
            .to_owned(),
        index("jobs", "jobs_leased", &["leased_until"])
            .and_where(running())
            .to_owned(),
        index("jobs", "jobs_finished", &["state", "finished_at"]),
        index("jobs", "jobs_state", &["state", "id"]),
        index("jobs", "jobs_kind", &["kind", "id"]),
        index("jobs", "jobs_account", &["account_id", "id"]),
    ];
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}
