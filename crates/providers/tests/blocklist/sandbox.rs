//! The embedded blocklists: their world for the contract, and what holds for them alone.

use std::sync::Arc;

use chrono::Duration;
use simpleinboxes_core::clock::MovableClock;
use simpleinboxes_core::status::BlocklistVerdict;
use simpleinboxes_providers::blocklist::{
    Blocklist, Blocklists, RemovalRequest, SandboxBlocklists, Unchecked, Verdict,
};
use simpleinboxes_providers::state::InMemory;

use crate::contract;
use crate::world::{clock, name};

/// The lists of the sandbox.
pub struct Played {
    clock: Arc<MovableClock>,
    lists: SandboxBlocklists,
}

impl Played {
    pub async fn open() -> Self {
        let clock = clock();
        Self {
            lists: SandboxBlocklists::new(Arc::new(InMemory::default()), clock.clone()),
            clock,
        }
    }
}

impl contract::World for Played {
    fn lists(&self) -> &dyn Blocklists {
        &self.lists
    }

    fn clock(&self) -> &Arc<MovableClock> {
        &self.clock
    }
}

#[tokio::test]
async fn silence_is_played_as_a_timeout() {
    let Played { lists, .. } = Played::open().await;
    let silent = lists.check(&name("silent-northwind.com")).await;
    assert_eq!(silent[2].verdict, Verdict::Unknown(Unchecked::TimedOut));
    assert_eq!(lists.traffic(), [], "nobody is asked");
}

#[tokio::test]
async fn a_burned_domain_is_taken_off_a_while_after_somebody_asked() {
    let Played { clock, lists } = Played::open().await;
    let burned = name("www.burned-northwind.com");
    let told = async || {
        let findings = lists.check(&burned).await;
        findings.iter().map(|one| one.told()).collect::<Vec<_>>()
    };
    clock.advance(Duration::days(9));
    assert_eq!(told().await, [BlocklistVerdict::Blocked; 3]);
    let asked = lists.request_removal(Blocklist::Uribl, &burned).await;
    assert_eq!(asked, Ok(RemovalRequest::Taken));
    clock.advance(Duration::hours(5));
    // Asked again, it waits no longer.
    let asked = lists.request_removal(Blocklist::Uribl, &burned).await;
    assert_eq!(asked, Ok(RemovalRequest::Taken));
    assert_eq!(told().await, [BlocklistVerdict::Blocked; 3]);
    clock.advance(Duration::hours(1));
    let expected = [
        BlocklistVerdict::Blocked,
        BlocklistVerdict::Clean,
        BlocklistVerdict::Blocked,
    ];
    assert_eq!(told().await, expected);
}
