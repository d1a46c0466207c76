//! One question to each vendor, which changes nothing there.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use simpleinboxes_core::status::MailboxProvider;
use simpleinboxes_providers::{
    Traffic,
    dns::{DnsHostName, propagation::Reached},
    mailbox::{self, Connection, MailboxHost},
    payments::ProviderName,
    registrar::marketplace::MarketplaceName,
    state::SandboxState,
};
use simpleinboxes_store::Store;
use tokio::{net::TcpStream, time::timeout};

use super::{
    advice::Settings,
    row::{Row, State},
};
use crate::{
    config::Config,
    payments::Cashier,
    serve::Outside,
    serving,
    vendors::{
        MailboxHosts, StoredState, VaultChoice, dns, looks, marketplace, registrars, sending,
        vaults,
    },
};

/// How long a mail server may take to take a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// What vendors are opened with.
pub(super) struct Desk<'a> {
    pub(super) config: &'a Config,
    pub(super) outside: &'a Outside,
    pub(super) store: &'a Arc<Store>,
    pub(super) traffic: &'a Traffic,
}

impl Desk<'_> {
    pub(super) fn sandbox(&self) -> Arc<dyn SandboxState> {
        Arc::new(StoredState::new(Arc::clone(self.store)))
    }

    pub(super) async fn payments(&self) -> Vec<Row> {
        let (purpose, key) = ("payments", "payments.stripe_secret_key");
        let row = |vendor: &str, set_by: &str| Row::of(purpose, vendor, set_by);
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let opened = Cashier::open(self.config, self.outside, self.store, nowhere, self.traffic);
        let cashier = match opened.await {
            Ok(cashier) => cashier,
            Err(error) => return vec![row("Stripe", "payments").unusable(&error)],
        };
        vec![match cashier.provider.name() {
            ProviderName::Sandbox => row("Stripe", "payments.provider").is(
                State::Sandbox,
                format!("No money moves. Set {key} to take real money."),
            ),
            ProviderName::Stripe => {
                let account = "our account at Stripe";
                let settings = Settings { key, account };
                let asked = cashier.provider.test().await;
                let live = cashier.provider.capabilities().live;
                let found = if live {
                    "The key may read customers; it is a live one."
                } else {
                    "The key may read customers; it is one for tests."
                };
                let asked = asked.map(|()| found.to_owned());
                row("Stripe", key).asked(asked.map_err(|error| settings.payments(&error)))
            }
        }]
    }

    pub(super) async fn dns(&self) -> Vec<Row> {
        let (purpose, key) = ("DNS records", "dns.cloudflare.api_token");
        let row = |vendor: &str, set_by: &str| Row::of(purpose, vendor, set_by);
        let host = match dns::open(&self.config.dns, self.outside, self.store, self.traffic) {
            Ok(host) => host,
            Err(error) => return vec![row("DNS host", "dns").unusable(&error)],
        };
        let account = "our account at Cloudflare (dns.cloudflare.account_id)";
        let settings = Settings { key, account };
        let asked = host.test().await;
        let advice = |error| settings.dns(&error);
        vec![match (host.name(), asked) {
            (DnsHostName::Cloudflare, asked) => {
                let found = "The token may read zones.".to_owned();
                row("Cloudflare", key).asked(asked.map(|()| found).map_err(advice))
            }
            (DnsHostName::Embedded, Ok(())) => row("own server", "dns.host").is(
                State::BuiltIn,
                format!("Served by this program. Set {key} to use Cloudflare."),
            ),
            (DnsHostName::Embedded, Err(error)) => {
                row("own server", "dns.host").asked(Err(advice(error)))
            }
        }]
    }

    pub(super) async fn marketplace(&self) -> Vec<Row> {
        let (purpose, key) = ("buying domains", "marketplace.dynadot_api_key");
        let row = |vendor: &str, set_by: &str| Row::of(purpose, vendor, set_by);
        let state = self.sandbox();
        let settings = &self.config.marketplace;
        let market = match marketplace::open(settings, self.outside, &state, self.traffic) {
            Ok(market) => market,
            Err(error) => return vec![row("Dynadot", "marketplace").unusable(&error)],
        };
        vec![match market.name() {
            MarketplaceName::Sandbox => row("Dynadot", "marketplace.provider").is(
                State::Sandbox,
                format!("Nothing is registered anywhere. Set {key} to buy domains."),
            ),
            MarketplaceName::Dynadot => {
                let account = "our account at Dynadot";
                let settings = Settings { key, account };
                let asked = market.test().await.map(|()| "The key is taken.".to_owned());
                row("Dynadot", key).asked(asked.map_err(|error| settings.registrar(&error)))
            }
        }]
    }

    pub(super) async fn mailboxes(&self) -> Vec<Row> {
        const PURPOSE: &str = "mailboxes";
        let opened = MailboxHosts::open(self.config, self.outside, self.store, self.traffic);
        let hosts = match opened.await {
            Ok(hosts) => hosts,
            Err(error) => {
                return vec![Row::of(PURPOSE, "mailbox hosts", "mailboxes").unusable(&error)];
            }
        };
        let set = &self.config.mailboxes;
        let google = Settings {
            key: "mailboxes.google",
            account: "our account at Google",
        };
        let microsoft = Settings {
            key: "mailboxes.microsoft",
            account: "our account at Microsoft",
        };
        let own = Settings {
            key: "mailboxes.smtp",
            account: "the mail servers",
        };
        let ask = |vendor, provider, is_set, settings: Settings| {
            let row = Row::of(PURPOSE, vendor, settings.key);
            mailbox_host(hosts.of(provider), row, is_set, settings)
        };
        let rows = tokio::join!(
            ask(
                "Google Workspace",
                MailboxProvider::Google,
                set.google.is_some(),
                google
            ),
            ask(
                "Microsoft 365",
                MailboxProvider::Microsoft,
                set.microsoft.is_some(),
                microsoft
            ),
            ask(
                "own mail servers",
                MailboxProvider::Smtp,
                set.smtp.is_some(),
                own
            ),
        );
        vec![rows.0, rows.1, rows.2]
    }

    pub(super) async fn vault(&self) -> Vec<Row> {
        let (purpose, key) = ("credentials in a vault", "vaults.connect_token");
        let row = Row::of(purpose, "1Password Connect", key);
        let settings = &self.config.vaults;
        let linked = match vaults::open(settings, &self.sandbox(), self.traffic) {
            Ok(Some(linked)) => linked,
            Ok(None) => {
                return vec![row.is(State::Off, "vaults.provider says that there is none.")];
            }
            Err(error) => return vec![row.unusable(&error)],
        };
        if settings.provider == VaultChoice::Sandbox || !linked.vault.capabilities().live {
            let words = format!("No secret is kept. Set {key} to push credentials to 1Password.");
            return vec![row.is(State::Sandbox, words)];
        }
        let account = "the Connect server";
        let advice = Settings { key, account };
        let asked = linked.vault.test().await;
        let asked = asked.map(|vault| format!("The token sees the vault {:?}.", vault.name));
        vec![row.asked(asked.map_err(|error| advice.vault(&error)))]
    }

    pub(super) async fn looks(&self) -> Vec<Row> {
        let row = Row::of("looks at the public DNS", "root servers", "propagation");
        let sold_here = self.config.marketplace.is_sandbox();
        if serving::plays_registry(self.config, sold_here) {
            let words = "The sandbox's registry is asked instead, which this program plays.";
            return vec![row.is(State::Sandbox, words)];
        }
        let looks = match looks::open(self.config) {
            Ok(looks) => looks,
            Err(error) => return vec![row.unusable(&error)],
        };
        let (resolvers, roots): (Vec<_>, Vec<_>) = looks
            .reach()
            .await
            .into_iter()
            .partition(|one| one.is_resolver);
        let mut rows = vec![row.asked(answering(&roots, "propagation.roots"))];
        if !resolvers.is_empty() {
            let set_by = "propagation.resolvers";
            let row = Row::of("looks at the public DNS", "resolvers", set_by);
            let silent = resolvers.iter().find(|one| one.silence.is_some());
            rows.push(row.asked(match silent {
                None => answering(&resolvers, set_by),
                Some(one) => Err(format!(
                    "Take it out of {set_by}, or see why: {} gave {}.",
                    one.name,
                    one.silence.unwrap_or_default()
                )),
            }));
        }
        rows
    }

    pub(super) async fn registrars(&self) -> Vec<Row> {
        const ADDRESS: &str = "registrars.outbound_ipv4";
        let row = Row::of("customers' own domains", "own registrars", ADDRESS);
        let settings = &self.config.registrars;
        vec![if registrars::are_played(self.config) {
            row.is(
                State::Sandbox,
                "No registrar is called in this environment.",
            )
        } else if settings.outbound_ipv4.is_none() {
            let words =
                format!("Set {ADDRESS} for Namecheap. Keys are tested when they are saved.");
            row.is(State::Customers, words)
        } else {
            row.is(
                State::Customers,
                "Their keys are tested when they are saved.",
            )
        }]
    }

    pub(super) async fn sending(&self) -> Vec<Row> {
        let row = Row::of("sending tools", "all", "sending");
        vec![if sending::are_played(self.config) {
            row.is(State::Sandbox, "No tool is called in this environment.")
        } else {
            row.is(
                State::Customers,
                "Their keys are tested when they are saved.",
            )
        }]
    }
}

async fn mailbox_host(
    host: &Arc<dyn MailboxHost>,
    row: Row,
    is_set: bool,
    settings: Settings,
) -> Row {
    if !is_set {
        let words = format!("Nobody gets mail. Set {} for real mailboxes.", settings.key);
        return row.is(State::Sandbox, words);
    }
    let asked = host.test().await;
    row.asked(match asked.map_err(|error| settings.mailboxes(&error)) {
        Ok(()) if host.provider() == mailbox::MailboxProvider::Smtp => listening(&**host).await,
        asked => asked.map(|()| "The account may read its domains.".to_owned()),
    })
}

/// Whether the mail servers take connections.
async fn listening(host: &dyn MailboxHost) -> Result<String, String> {
    let Connection { smtp, imap } = host.connection();
    for (server, name) in [(smtp, "Postfix"), (imap, "Dovecot")] {
        let address = (server.host.as_str(), server.port);
        let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
        if !matches!(connected, Ok(Ok(_))) {
            return Err(format!(
                "Start {name} at {}:{}, or open the way there from here: it takes no connection.",
                server.host, server.port
            ));
        }
    }
    Ok("They take connections, and our side of them is in the database.".to_owned())
}

/// Some must answer.
fn answering(asked: &[Reached], setting: &str) -> Result<String, String> {
    let answering = asked.iter().filter(|one| one.silence.is_none()).count();
    let told = format!("{answering} of {} answer", asked.len());
    if answering == 0 {
        return Err(format!(
            "Let DNS (port 53, UDP and TCP) out from here, or correct {setting}: {told}."
        ));
    }
    Ok(format!("{told}."))
}
