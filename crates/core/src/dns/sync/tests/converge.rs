//! Any plan, carried out, keeps the rules of both sides and leaves nothing to do.

use proptest::prelude::*;

use super::*;

/// A small world in which records meet often.
fn any_record() -> impl Strategy<Value = Record> {
    let name = prop::sample::select(vec!["@", "a", "b"]);
    (name, 0u8..8).prop_map(|(name, pick)| match pick {
        0..=2 => a(name, pick),
        3 if name != "@" => cname(name, "x.example.com"),
        4 if name != "@" => cname(name, "y.example.com"),
        5 => txt(name, "v=spf1 -all"),
        6 => txt(name, "v=spf1 ~all"),
        _ => with_ttl(RecordType::A, name, "192.0.2.1", 60),
    })
}

/// What happened to a record since the last sync, on both sides.
#[derive(Debug, Clone)]
struct Story {
    base: Option<Record>,
    here: Option<Record>,
    there: Option<Record>,
    managed: bool,
}

fn story() -> impl Strategy<Value = Story> {
    let side = || prop_oneof![3 => Just(None), 1 => any_record().prop_map(Some), 1 => Just(None)];
    (
        any_record(),
        any::<bool>(),
        side(),
        side(),
        0u8..4,
        any::<bool>(),
    )
        .prop_map(|(base, has_base, here, there, shape, managed)| {
            let base = has_base.then_some(base);
            let keep = |changed: Option<Record>, bit: u8| match (changed, shape & bit) {
                (Some(changed), _) => Some(changed),
                (None, 0) => base.clone(),
                (None, _) => None,
            };
            Story {
                here: keep(here, 1),
                there: keep(there, 2),
                base,
                managed: managed && shape == 0,
            }
        })
}

#[derive(Debug, Clone)]
struct World {
    here: Vec<Here<u32>>,
    gone: Vec<Gone<u32>>,
    host: Vec<AtHost>,
    next: u32,
}

impl World {
    /// Both sides keep their own rules.
    fn of(stories: Vec<Story>) -> Self {
        let mut world = Self {
            here: Vec::new(),
            gone: Vec::new(),
            host: Vec::new(),
            next: 1000,
        };
        for (key, story) in (0..).zip(stories) {
            let id = format!("h{key}");
            let base = story.base.as_ref().and_then(|base| synced(base, &id));
            match (story.here, base) {
                (Some(record), synced) if world.fits_here(&record, story.managed) => {
                    world.here.push(Here {
                        key,
                        record,
                        managed: story.managed,
                        synced,
                    });
                }
                (_, Some(synced)) => world.gone.push(Gone {
                    key,
                    managed: story.managed,
                    synced,
                }),
                _ => {}
            }
            if let Some(record) = story.there
                && world.fits_host(&record, "")
            {
                world.host.push(host(&id, record));
            }
        }
        world
    }

    fn fits_here(&self, record: &Record, managed: bool) -> bool {
        let present = self.here.iter().map(|one| crate::dns::Present {
            record: &one.record,
            managed: one.managed,
        });
        crate::dns::check_addition(present, crate::dns::Present { record, managed }).is_ok()
    }

    /// Hosts refuse duplicates and what stands beside a CNAME, but take two SPF records.
    fn fits_host(&self, record: &Record, except: &str) -> bool {
        let others = self.host.iter().filter(|there| there.id != except);
        !others.filter_map(|there| there.found.valid()).any(|there| {
            let cname = there.kind() == RecordType::Cname || record.kind() == RecordType::Cname;
            there.is_same_as(record) || (there.name == record.name && cname)
        })
    }

    fn record(&self, key: u32) -> Record {
        let one = self.here.iter().find(|one| one.key == key);
        one.expect("a record that is here").record.clone()
    }

    fn remember(&mut self, key: u32, id: &str, record: Record) {
        let one = self.here.iter_mut().find(|one| one.key == key);
        let one = one.expect("a record that is here");
        one.synced = synced(&record, id);
        one.record = record;
    }

    fn carry_out(&mut self, plan: &Plan<u32>) {
        for step in &plan.at_host {
            match step {
                HostStep::Delete { host_id, key } => {
                    let count = self.host.len();
                    self.host.retain(|there| there.id != *host_id);
                    assert_eq!(self.host.len() + 1, count, "{host_id} was there");
                    self.gone.retain(|one| Some(one.key) != *key);
                }
                HostStep::Update { key, host_id } => {
                    let record = self.record(*key);
                    assert!(
                        self.fits_host(&record, host_id),
                        "{record}: {self:?} {plan:?}"
                    );
                    let there = self.host.iter_mut().find(|there| there.id == *host_id);
                    there.expect("a record there").found = Found::Valid(record.clone());
                    self.remember(*key, host_id, record);
                }
                HostStep::Create { key } => {
                    let record = self.record(*key);
                    assert!(self.fits_host(&record, ""), "{record}: {self:?} {plan:?}");
                    let id = format!("n{key}");
                    self.host.push(host(&id, record.clone()));
                    self.remember(*key, &id, record);
                }
            }
        }
        for step in &plan.here {
            match step {
                HereStep::Delete { key } => self.here.retain(|one| one.key != *key),
                HereStep::Forget { key } => self.gone.retain(|one| one.key != *key),
                HereStep::Update { key, synced } | HereStep::Remember { key, synced } => {
                    self.remember(*key, &synced.host_id, synced.record.clone());
                }
                HereStep::Create { synced } => {
                    self.next += 1;
                    self.here
                        .push(here(self.next, synced.record.clone(), Some(synced.clone())));
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn a_plan_that_is_carried_out_leaves_nothing_to_do(stories in prop::collection::vec(story(), 0..8)) {
        let mut world = World::of(stories);
        let managed: Vec<Record> = world.here.iter()
            .filter(|one| one.managed)
            .map(|one| one.record.clone())
            .collect();
        let first = plan(&world.here, &world.gone, &world.host);
        world.carry_out(&first);
        for (at, one) in world.here.iter().enumerate() {
            let others = world.here[..at].iter().map(|one| crate::dns::Present {
                record: &one.record,
                managed: one.managed,
            });
            let new = crate::dns::Present { record: &one.record, managed: one.managed };
            prop_assert_eq!(crate::dns::check_addition(others, new), Ok(()), "{:?}", first);
        }
        for record in &managed {
            let there = world.host.iter().any(|there| there.found.valid() == Some(record));
            prop_assert!(there, "{} is managed: {:?} {:?}", record, world, first);
        }
        // A conflict that gave way to a managed record can be settled by the next plan.
        let next = plan(&world.here, &world.gone, &world.host);
        if !first.conflicts.is_empty() {
            world.carry_out(&next);
        }
        let second = plan(&world.here, &world.gone, &world.host);
        prop_assert_eq!(second.counts(), Counts::default(), "{:?} {:?}", first, second);
        let remembers = second.here.iter().any(|step| matches!(step, HereStep::Remember { .. }));
        prop_assert!(!remembers, "{:?}", second);
    }
}
