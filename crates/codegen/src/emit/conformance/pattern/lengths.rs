//! A pattern as a tree of parts, each of which knows the lengths that its texts can have.

use regex_syntax::hir::{Class, Hir, HirKind};

/// More repetitions than this of a part whose length varies are not looked at: the lengths that
/// the spec bounds are reached with fewer.
const MOST_REPEATS: usize = 160;

/// Characters that read well, tried first.
const PLEASANT: &str = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";

/// Whether there is a text of a length, by the length.
type Lengths = Vec<bool>;

/// A part of a pattern.
pub(super) struct Part {
    node: Node,
    lengths: Lengths,
}

enum Node {
    Nothing,
    Char(char),
    Sequence(Vec<Part>),
    Either(Vec<Part>),
    Repeat {
        least: usize,
        most: usize,
        part: Box<Part>,
    },
}

impl Part {
    /// Takes a parsed pattern apart for texts of up to `longest` characters.
    pub(super) fn new(hir: &Hir, longest: usize) -> Option<Self> {
        let inner = |parts: &[Hir]| {
            parts
                .iter()
                .map(|part| Self::new(part, longest))
                .collect::<Option<Vec<_>>>()
        };
        let node = match hir.kind() {
            // An anchor takes no room. Whether it stands where it holds is seen when the text
            // that came out is matched.
            HirKind::Empty | HirKind::Look(_) => Node::Nothing,
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                let chars = text.chars().map(|c| Self::of(Node::Char(c), longest));
                Node::Sequence(chars.collect())
            }
            HirKind::Class(class) => Node::Char(pleasant(class)?),
            HirKind::Capture(capture) => return Self::new(&capture.sub, longest),
            HirKind::Concat(parts) => Node::Sequence(inner(parts)?),
            HirKind::Alternation(parts) => Node::Either(inner(parts)?),
            HirKind::Repetition(repetition) => Node::Repeat {
                least: repetition.min as usize,
                most: repetition
                    .max
                    .map_or(longest, |most| (most as usize).min(longest)),
                part: Box::new(Self::new(&repetition.sub, longest)?),
            },
        };
        Some(Self::of(node, longest))
    }

    fn of(node: Node, longest: usize) -> Self {
        let lengths = match &node {
            Node::Nothing => only(0, longest),
            Node::Char(_) => only(1, longest),
            Node::Sequence(parts) => parts
                .iter()
                .fold(only(0, longest), |sum, part| added(&sum, &part.lengths)),
            Node::Either(parts) => parts.iter().fold(vec![false; longest + 1], |all, part| {
                either(&all, &part.lengths)
            }),
            Node::Repeat { least, most, part } => match part.only_length() {
                Some(0) => only(0, longest),
                Some(length) => (0..=longest)
                    .map(|n| n % length == 0 && (*least..=*most).contains(&(n / length)))
                    .collect(),
                None => repeats(part, *least, *most, longest)
                    .iter()
                    .skip(*least)
                    .fold(vec![false; longest + 1], |all, lengths| {
                        either(&all, lengths)
                    }),
            },
        };
        Self { node, lengths }
    }

    /// Whether there is a text of this length.
    pub(super) fn has(&self, length: usize) -> bool {
        self.lengths.get(length).copied().unwrap_or_default()
    }

    fn only_length(&self) -> Option<usize> {
        let mut lengths = self.lengths.iter().enumerate().filter(|(_, has)| **has);
        let (first, _) = lengths.next()?;
        lengths.next().is_none().then_some(first)
    }

    /// A text of this length.
    pub(super) fn text(&self, length: usize) -> Option<String> {
        if !self.has(length) {
            return None;
        }
        match &self.node {
            Node::Nothing => Some(String::new()),
            Node::Char(c) => Some(c.to_string()),
            Node::Either(parts) => parts.iter().find_map(|part| part.text(length)),
            Node::Sequence(parts) => sequence(&parts.iter().collect::<Vec<_>>(), length),
            Node::Repeat { least, most, part } => {
                match part.only_length() {
                    Some(0) => return part.text(0).map(|text| text.repeat(*least)),
                    Some(each) => return part.text(each).map(|text| text.repeat(length / each)),
                    None => {}
                }
                let sets = repeats(part, *least, *most, self.lengths.len() - 1);
                let count = (*least..sets.len()).find(|count| sets[*count][length])?;
                sequence(&vec![&**part; count], length)
            }
        }
    }
}

/// A text of `length` characters made of one text of each part, the later ones as long as can
/// be.
fn sequence(parts: &[&Part], length: usize) -> Option<String> {
    // What can be reached from each part to the end.
    let mut rest = vec![only(0, length)];
    for part in parts.iter().rev() {
        let cut: Lengths = part.lengths.iter().copied().take(length + 1).collect();
        rest.push(added(&cut, &rest[rest.len() - 1]));
    }
    let (mut text, mut left) = (String::new(), length);
    for (part, after) in parts.iter().zip(rest.iter().rev().skip(1)) {
        let own = (0..=left).find(|own| part.has(*own) && after[left - own])?;
        text.push_str(&part.text(own)?);
        left -= own;
    }
    Some(text)
}

/// The lengths of 0, 1, 2, … times a part.
fn repeats(part: &Part, least: usize, most: usize, longest: usize) -> Vec<Lengths> {
    let mut sets = vec![only(0, longest)];
    let most = most.min(MOST_REPEATS.max(least));
    for _ in 0..most {
        let next = added(&sets[sets.len() - 1], &part.lengths);
        if !next.contains(&true) {
            break;
        }
        sets.push(next);
    }
    sets
}

fn only(length: usize, longest: usize) -> Lengths {
    (0..=longest).map(|n| n == length).collect()
}

fn either(a: &[bool], b: &[bool]) -> Lengths {
    a.iter().zip(b).map(|(a, b)| *a || *b).collect()
}

/// The lengths of a text of `a` followed by one of `b`.
fn added(a: &[bool], b: &[bool]) -> Lengths {
    let mut sum = vec![false; a.len().max(b.len())];
    for (n, _) in a.iter().enumerate().filter(|(_, has)| **has) {
        for (m, _) in b
            .iter()
            .enumerate()
            .take(sum.len() - n)
            .filter(|(_, has)| **has)
        {
            sum[n + m] = true;
        }
    }
    sum
}

/// A member of a class that reads well.
fn pleasant(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class
            .iter()
            .map(|range| (range.start(), range.end()))
            .collect(),
        Class::Bytes(class) => class
            .iter()
            .map(|range| (char::from(range.start()), char::from(range.end())))
            .collect(),
    };
    let within = |c: &char| ranges.iter().any(|(start, end)| (start..=end).contains(&c));
    PLEASANT
        .chars()
        .chain(('!'..='~').filter(|c| !PLEASANT.contains(*c)))
        .find(within)
        .or_else(|| ranges.first().map(|(start, _)| *start))
}
