//! Rules about what a schema may be: described, composed in one of two ways, nullable by type.

use super::{
    Findings,
    spec::{Position, Spec, Visit, is_null, nullable_reference},
};

/// Description, composition and nullability of every schema.
pub fn check(spec: &Spec<'_>, found: &mut Findings) {
    for visit in &spec.schemas {
        described(spec, visit, found);
        composed(visit, found);
        nullable(visit, found);
    }
}

fn described<'d>(spec: &Spec<'d>, visit: &Visit<'d>, found: &mut Findings) {
    let what = match (visit.position, visit.component) {
        (Position::Root, Some(name)) => format!("the schema `{name}`"),
        (Position::Property(name), _) => format!("the property `{name}`"),
        _ => return,
    };
    // A plain reference can say nothing itself: its target speaks.
    let speaker = spec.resolve(visit.node);
    if speaker.str("description").is_none_or(str::is_empty) {
        let help = "say what it means, its unit and its limits";
        found.add(
            "field-undescribed",
            visit.node,
            format!("{what} has no description"),
            help,
        );
    }
}

fn composed(visit: &Visit<'_>, found: &mut Findings) {
    let node = visit.node;
    for key in ["allOf", "anyOf", "not"] {
        if let Some(part) = node.get(key) {
            let message = format!("`{key}` makes a type that no language says plainly");
            let help = "write the properties out, or use oneOf with a discriminator";
            found.add("composition", part, message, help);
        }
    }
    if let Some(part) = node.get("oneOf")
        && nullable_reference(node).is_none()
        && node.get("discriminator").is_none()
    {
        let message = "the branches are told apart by nothing";
        let help = "add a discriminator; a reference that can be null has the second branch \
                    `{type, nullable: true, enum: [null]}`";
        found.add("composition", part, message, help);
    }
}

fn nullable(visit: &Visit<'_>, found: &mut Findings) {
    let node = visit.node;
    let Some(written) = node.get("nullable") else {
        return;
    };
    let composed = ["allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| node.get(key).is_some());
    if node.get("type").is_none() || composed {
        let message = "`nullable` means nothing without `type`, or beside a composition";
        let help =
            "for a reference, write oneOf with a branch `{type, nullable: true, enum: [null]}`";
        found.add("nullable-without-type", written, message, help);
    } else if node.get("enum").is_some()
        && !is_null(node)
        && !node
            .get("enum")
            .into_iter()
            .flat_map(|e| e.items())
            .any(|v| v.type_name() == "null")
    {
        let message = "the enumeration does not list null, so that null is refused all the same";
        found.add(
            "nullable-without-type",
            written,
            message,
            "add null to the enumeration",
        );
    }
}
