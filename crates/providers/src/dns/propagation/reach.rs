//! Whether looks have somewhere to begin.

use std::net::SocketAddr;

use futures::future::join_all;
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::{Name, RecordType};

use super::Propagation;
use super::ask::{Budget, Silence};

/// Whether a root server or a resolver answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Its name; a resolver's is its address.
    pub name: String,
    /// Where it was asked.
    pub address: SocketAddr,
    /// Whether it is a resolver of the operator's.
    pub is_resolver: bool,
    /// Why it gave no answer of use, if so.
    pub silence: Option<&'static str>,
}

impl Propagation {
    /// Asks every root server, and every resolver that the operator named, who serves the root.
    pub async fn reach(&self) -> Vec<Reached> {
        let budget = &Budget::of(&self.settings);
        let roots = self.roots().into_iter();
        let roots = roots.flat_map(|(name, addresses)| {
            let named = addresses.into_iter();
            named.map(move |address| (name.clone(), address, false))
        });
        let resolvers = self.settings.resolvers.iter();
        let resolvers = resolvers.map(|address| (address.to_string(), *address, true));
        let asked = roots.chain(resolvers);
        let asked = asked
            .map(|(name, address, is_resolver)| self.ask_root(budget, name, address, is_resolver));
        join_all(asked).await
    }

    async fn ask_root(
        &self,
        budget: &Budget,
        name: String,
        address: SocketAddr,
        is_resolver: bool,
    ) -> Reached {
        let (root, kind) = (Name::root(), RecordType::NS);
        let answer = if is_resolver {
            self.asker.ask_resolver(budget, address, &root, kind).await
        } else {
            self.asker.ask(budget, address, &root, kind).await
        };
        let silence = match answer {
            Ok(answer) if answer.metadata.response_code == ResponseCode::NoError => None,
            Ok(_) => Some("it refused"),
            Err(Silence::Timeout) => Some("no answer in time"),
            Err(Silence::Error) => Some("no answer"),
        };
        Reached {
            name,
            address,
            is_resolver,
            silence,
        }
    }
}
