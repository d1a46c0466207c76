//! Turns and breakers, over real HTTP against stub servers: what holds for every vendor, shown on
//! some of them.

mod breaker;
mod changes;
#[allow(dead_code, reason = "other tests look closer at what was asked")]
#[path = "../shared/stub.rs"]
mod stub;
mod turns;
mod world;

use simpleinboxes_providers::Traffic;
use simpleinboxes_providers::outbound::{GuardedResolver, OutboundPolicy};
use simpleinboxes_providers::registrar::own::{OwnRegistrarSettings, OwnRegistrars};
use simpleinboxes_providers::sending::{SendingSettings, SendingTools};

#[test]
fn every_vendor_has_a_lane_of_its_own() {
    let traffic = Traffic::default();
    let guard = GuardedResolver::new(OutboundPolicy::default());
    let tools = SendingTools::new(&SendingSettings::default(), guard, &traffic);
    let tools = tools.expect("usable settings");
    let registrars = OwnRegistrars::new(&OwnRegistrarSettings::default(), &traffic);
    let registrars = registrars.expect("usable settings");
    let specs = tools.specs().map(|spec| spec.id);
    let mut expected: Vec<_> = specs
        .chain(registrars.specs().map(|spec| spec.id))
        .collect();
    expected.sort_unstable();
    let told = traffic.vendors();
    let lanes: Vec<_> = told.iter().map(|one| one.vendor).collect();
    assert_eq!(lanes, expected);
    assert!(lanes.contains(&"instantly") && lanes.contains(&"porkbun"));
}
