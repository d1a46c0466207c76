//! A plan of the core, carried out at a host.

use simpleinboxes_core::dns::sync::{AtHost, Counts, Here, HostStep, Synced, plan};
use simpleinboxes_core::dns::{Record, RecordType};
use simpleinboxes_providers::dns::{Change, Zone};

use super::{Surroundings, apply, id, record, there, write, zone};

async fn at_host(world: &dyn Surroundings, zone: &Zone) -> Vec<AtHost> {
    let records = there(world, zone).await;
    records.into_iter().map(AtHost::from).collect()
}

pub async fn ends_with_both_sides_alike(world: &dyn Surroundings) {
    let zone = zone(world).await;
    let old = record(RecordType::A, "a", "192.0.2.1");
    let ids = write(world, &zone, std::slice::from_ref(&old)).await;
    let wanted: Vec<Record> = vec![
        record(RecordType::A, "a", "192.0.2.2"),
        record(RecordType::Mx, "@", "smtp.google.com"),
        record(RecordType::Txt, "@", "v=spf1 -all"),
    ];
    let mut here: Vec<_> = (0..)
        .zip(&wanted)
        .map(|(key, record)| Here {
            key,
            record: record.clone(),
            managed: true,
            synced: (key == 0).then(|| Synced {
                record: old.clone(),
                host_id: ids[0].clone(),
            }),
        })
        .collect();

    let first = plan::<usize>(&here, &[], &at_host(world, &zone).await);
    let mut written = Vec::new();
    let changes: Vec<_> = first
        .at_host
        .iter()
        .map(|step| match step {
            HostStep::Delete { host_id, .. } => Change::Delete {
                id: host_id.clone(),
            },
            HostStep::Update { key, host_id } => {
                written.push(*key);
                Change::Update {
                    id: host_id.clone(),
                    record: wanted[*key].clone(),
                    forwarded: false,
                }
            }
            HostStep::Create { key } => {
                written.push(*key);
                super::create(&wanted[*key])
            }
        })
        .collect();
    assert_eq!((changes.len(), written.len()), (3, 3));
    for (key, outcome) in written.into_iter().zip(apply(world, &zone, &changes).await) {
        here[key].synced = Some(Synced {
            record: wanted[key].clone(),
            host_id: id(outcome),
        });
    }

    let second = plan::<usize>(&here, &[], &at_host(world, &zone).await);
    assert_eq!(second.counts(), Counts::default());
    assert_eq!((second.unchanged, second.here.len()), (3, 0));
}
