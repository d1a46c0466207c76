//! What the table says of one vendor.

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Who it is.
    pub(super) vendor: String,
    /// What it is for.
    pub(super) purpose: &'static str,
    /// Which setting says so.
    pub(super) set_by: String,
    /// How it is.
    pub(super) state: State,
    /// What a person can do, or what was found.
    pub(super) note: String,
}

/// How a vendor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It was asked, and can be used.
    Well,
    /// It was asked, or its settings read, and it can't be used.
    Failing,
    /// The sandbox stands in its place: nobody is asked.
    Sandbox,
    /// It is part of this program.
    BuiltIn,
    /// Each customer brings a key of their own, which is tested when it is saved.
    Customers,
    /// There is none.
    Off,
}

impl State {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Failing => "FAILING",
            Self::Sandbox => "sandbox",
            Self::BuiltIn => "built in",
            Self::Customers => "customers'",
            Self::Off => "off",
        }
    }
}

impl Row {
    /// A vendor for a purpose; how it is comes later.
    pub(super) fn of(purpose: &'static str, vendor: &str, set_by: &str) -> Self {
        Self {
            vendor: vendor.to_owned(),
            purpose,
            set_by: set_by.to_owned(),
            state: State::Off,
            note: String::new(),
        }
    }

    pub(super) fn is(mut self, state: State, note: impl Into<String>) -> Self {
        self.state = state;
        self.note = note.into();
        self
    }

    /// As its vendor answered.
    pub(super) fn asked(self, outcome: Result<String, String>) -> Self {
        match outcome {
            Ok(found) => self.is(State::Well, found),
            Err(advice) => self.is(State::Failing, advice),
        }
    }

    /// Whose settings can't be used.
    pub(super) fn unusable(self, error: &anyhow::Error) -> Self {
        let advice = format!("Correct the setting: {error:#}.");
        self.is(State::Failing, advice)
    }

    pub(super) fn cells(&self) -> [String; 5] {
        [
            self.vendor.clone(),
            self.purpose.to_owned(),
            self.set_by.clone(),
            self.state.as_str().to_owned(),
            self.note.clone(),
        ]
    }
}
