//! Who a domain is delegated to, and who says so.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use futures::future::join_all;
use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::{Name, RecordType};
use simpleinboxes_core::Timestamp;
use simpleinboxes_core::dns::DomainName;
use simpleinboxes_core::dns::verdict::{HostNames, NameserverStatus, nameserver_status};

use super::Propagation;
use super::ask::{Budget, Silence};
use super::walk::{Servers, host, names_of};

/// Servers of the zone above that are asked: enough to see that they differ.
const PARENTS: usize = 4;

/// A live look at a domain's delegation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Whether the domain is delegated as it should be.
    pub status: NameserverStatus,
    /// The name servers that it should have.
    pub assigned: HostNames,
    /// Those that the zone above names.
    pub found: HostNames,
    /// What each server that was asked said, at most 32.
    pub answers: Vec<ServerAnswer>,
    /// When the look was made.
    pub checked_at: Timestamp,
}

/// What one server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAnswer {
    /// Its name; of a resolver its address.
    pub server: String,
    /// Who it is.
    pub role: Role,
    /// What came back.
    pub outcome: Outcome,
    /// The name servers that it named, sorted, at most 13.
    pub nameservers: Vec<String>,
}

/// Who was asked: the values of `NameserverCheckRole` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A server of the zone above.
    Parent,
    /// One that was assigned.
    Assigned,
    /// A recursive resolver.
    Resolver,
}

/// What came back: the values of `NameserverCheckOutcome` in the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Name servers.
    Answered,
    /// The domain is not delegated or does not exist.
    NoDelegation,
    /// The server did not want to answer, or is not responsible.
    Refused,
    /// Nothing in time.
    Timeout,
    /// Something else.
    Error,
}

impl Role {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Assigned => "assigned",
            Self::Resolver => "resolver",
        }
    }
}

impl Outcome {
    /// As it is in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NoDelegation => "no_delegation",
            Self::Refused => "refused",
            Self::Timeout => "timeout",
            Self::Error => "error",
        }
    }
}

impl Propagation {
    /// Looks at the delegation of a domain. `before` is what stood when the name servers were
    /// assigned, if that is known.
    pub async fn delegation(
        &self,
        domain: &DomainName,
        assigned: &HostNames,
        before: Option<&HostNames>,
        now: Timestamp,
    ) -> Delegation {
        let budget = Budget::of(&self.settings);
        let mut answers = Vec::new();
        if let Some(name) = host(domain.as_str()) {
            let (parents, assigned, resolvers) = tokio::join!(
                self.ask_parents(&budget, &name),
                self.ask_assigned(&budget, &name, assigned),
                self.ask_resolvers(&budget, &name),
            );
            answers.extend(parents.into_iter().chain(assigned).chain(resolvers));
            answers.truncate(32);
        }
        let seen: Vec<HostNames> = answers
            .iter()
            .filter(|one| one.role == Role::Parent)
            .filter(|one| matches!(one.outcome, Outcome::Answered | Outcome::NoDelegation))
            .map(|one| one.nameservers.iter().cloned().collect())
            .collect();
        let found: BTreeSet<String> = seen.iter().flatten().cloned().collect();
        Delegation {
            status: nameserver_status(assigned, before, &seen),
            assigned: assigned.clone(),
            found: found.into_iter().take(13).collect(),
            answers,
            checked_at: now,
        }
    }

    async fn ask_parents(&self, budget: &Budget, domain: &Name) -> Vec<ServerAnswer> {
        let parents: Servers = self.parents(budget, domain).await;
        let asked = parents.iter().take(PARENTS).map(|(server, addresses)| {
            let known = addresses.first().copied();
            self.ask_server(budget, domain, server, known, Role::Parent)
        });
        join_all(asked).await
    }

    async fn ask_assigned(
        &self,
        budget: &Budget,
        domain: &Name,
        assigned: &HostNames,
    ) -> Vec<ServerAnswer> {
        let asked = assigned.iter().take(13);
        let asked =
            asked.map(|server| self.ask_server(budget, domain, server, None, Role::Assigned));
        join_all(asked).await
    }

    async fn ask_resolvers(&self, budget: &Budget, domain: &Name) -> Vec<ServerAnswer> {
        let asked = self
            .settings
            .resolvers
            .iter()
            .map(|resolver: &SocketAddr| async {
                let kind = RecordType::NS;
                let told = self.asker.ask_resolver(budget, *resolver, domain, kind);
                judged(
                    resolver.ip().to_string(),
                    Role::Resolver,
                    domain,
                    told.await,
                )
            });
        join_all(asked).await
    }

    async fn ask_server(
        &self,
        budget: &Budget,
        domain: &Name,
        server: &str,
        known: Option<SocketAddr>,
        role: Role,
    ) -> ServerAnswer {
        let address = match (known, host(server)) {
            (Some(address), _) => Some(address),
            (None, Some(name)) => self.addresses(budget, &name, 0).await.first().copied(),
            (None, None) => None,
        };
        let told = match address {
            Some(address) => {
                self.asker
                    .ask(budget, address, domain, RecordType::NS)
                    .await
            }
            None => Err(Silence::Error),
        };
        judged(server.to_owned(), role, domain, told)
    }
}

fn judged(
    server: String,
    role: Role,
    domain: &Name,
    told: Result<Message, Silence>,
) -> ServerAnswer {
    let (outcome, nameservers) = match told {
        Err(Silence::Timeout) => (Outcome::Timeout, Vec::new()),
        Err(Silence::Error) => (Outcome::Error, Vec::new()),
        Ok(answer) => said(&answer, role, domain),
    };
    ServerAnswer {
        server,
        role,
        outcome,
        nameservers,
    }
}

fn said(answer: &Message, role: Role, domain: &Name) -> (Outcome, Vec<String>) {
    let answered = names_of(&answer.answers, domain);
    let referred = names_of(&answer.authorities, domain);
    let names = if answered.is_empty() {
        referred
    } else {
        answered
    };
    let outcome = match answer.metadata.response_code {
        ResponseCode::NXDomain => Outcome::NoDelegation,
        ResponseCode::Refused | ResponseCode::NotAuth => Outcome::Refused,
        ResponseCode::NoError if !names.is_empty() => Outcome::Answered,
        // Neither here nor there: an assigned server that refers elsewhere is not responsible.
        ResponseCode::NoError if role == Role::Assigned && !answer.metadata.authoritative => {
            Outcome::Refused
        }
        ResponseCode::NoError => Outcome::NoDelegation,
        _ => Outcome::Error,
    };
    let names = match outcome {
        Outcome::Answered => names,
        _ => Vec::new(),
    };
    (outcome, names)
}
