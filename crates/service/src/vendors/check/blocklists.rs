//! Whether the blocklists answer us: each has a name that it lists for tests.

use futures::future::join_all;
use simpleinboxes_providers::blocklist::{Blocklist, Unchecked, Verdict};

use super::{
    probes::Desk,
    row::{Row, State},
};
use crate::vendors::blocklists;

const RESOLVERS: &str = "blocklists.dns.resolvers";

impl Desk<'_> {
    pub(super) async fn blocklists(&self) -> Vec<Row> {
        let row = |vendor: &str, set_by: &str| Row::of("burned domains", vendor, set_by);
        let settings = &self.config.blocklists;
        if !settings.asks() {
            let words =
                format!("Nobody is asked. Set {RESOLVERS} to a recursive resolver of your own.");
            return vec![row("blocklists", "blocklists.provider").is(State::Sandbox, words)];
        }
        let lists = match blocklists::open(settings, self.outside, &self.sandbox()) {
            Ok(lists) => lists,
            Err(error) => return vec![row("blocklists", "blocklists").unusable(&error)],
        };
        let asked = Blocklist::ALL.map(|list| {
            let lists = &lists;
            async move {
                let told = judged(lists.probe(list).await.verdict);
                row(list.name(), RESOLVERS).asked(told)
            }
        });
        join_all(asked).await
    }
}

fn judged(verdict: Verdict) -> Result<String, String> {
    match verdict {
        Verdict::Listed(_) => Ok("It lists the name that it has for tests.".to_owned()),
        Verdict::Unknown(Unchecked::Refused | Unchecked::OverQuota) => Err(format!(
            "Set {RESOLVERS} to a resolver of your own: it does not answer public or busy ones."
        )),
        Verdict::Unknown(error) => Err(format!("See whether {RESOLVERS} can be reached: {error}.")),
        Verdict::Clean => Err(format!(
            "Set {RESOLVERS} to another resolver: by this one it does not list its name for tests."
        )),
    }
}
