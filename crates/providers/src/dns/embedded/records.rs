//! Records as they go over the wire.

use hickory_proto::ProtoError;
use hickory_proto::rr::rdata::{A, AAAA, CAA, CNAME, MX, NS, SRV, TXT};
use hickory_proto::rr::{Name, RData, Record as WireRecord};
use simpleinboxes_core::dns::{Record, RecordData, Target};

/// A name that ends at the root.
pub(in crate::dns) fn full_name(text: &str) -> Result<Name, ProtoError> {
    let mut name = Name::from_ascii(text)?;
    name.set_fqdn(true);
    Ok(name)
}

/// A record as it goes over the wire.
pub(super) fn wire_record(record: &Record) -> Result<WireRecord, ProtoError> {
    let name = full_name(record.name.as_str())?;
    let data = data(&record.data)?;
    Ok(WireRecord::from_rdata(name, record.ttl.seconds(), data))
}

fn data(data: &RecordData) -> Result<RData, ProtoError> {
    let host = |target: &Target| match target.is_none() {
        true => Ok(Name::root()),
        false => full_name(target.as_str()),
    };
    Ok(match data {
        RecordData::A(address) => RData::A(A(*address)),
        RecordData::Aaaa(address) => RData::AAAA(AAAA(*address)),
        RecordData::Cname(target) => RData::CNAME(CNAME(host(target)?)),
        RecordData::Ns(target) => RData::NS(NS(host(target)?)),
        RecordData::Mx { priority, target } => RData::MX(MX::new(*priority, host(target)?)),
        RecordData::Txt(text) => RData::TXT(TXT::from_bytes(text.strings().collect())),
        RecordData::Srv {
            priority,
            weight,
            port,
            target,
        } => RData::SRV(SRV::new(*priority, *weight, *port, host(target)?)),
        RecordData::Caa { flags, tag, value } => {
            let mut caa = CAA::new_issue(flags & 0x80 != 0, None, Vec::new());
            caa.reserved_flags = flags & 0x7f;
            caa.tag = tag.as_str().to_owned();
            caa.value = value.clone().into_bytes();
            RData::CAA(caa)
        }
    })
}
