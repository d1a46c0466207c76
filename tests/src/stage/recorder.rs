//! What the methods were given, and what they are to answer.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use simpleinboxes_server::runtime::{Context, Part, Recorded};

use super::Caller;

/// What a method is to answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// This success.
    Success(u16, Value),
    /// An answer that was given before.
    Replay(Recorded),
    /// The failure with this status and code.
    Failure(u16, String),
}

/// What a method was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The operation.
    pub operation: String,
    /// The request's id.
    pub request_id: String,
    /// The idempotency key that the runtime took out.
    pub idempotency_key: Option<String>,
    /// The typed parameters that are there, as JSON again.
    pub params: BTreeMap<String, Value>,
    /// The typed body, as JSON again.
    pub body: Option<Value>,
    lane: String,
}

impl Asked {
    /// Without parameters and body.
    #[must_use]
    pub fn of(cx: &Context<Caller>) -> Self {
        Self {
            operation: cx.operation.id.to_owned(),
            request_id: cx.request_id.to_string(),
            idempotency_key: cx
                .idempotency
                .as_ref()
                .map(|idempotency| idempotency.key.clone()),
            params: BTreeMap::new(),
            body: None,
            lane: cx.caller.0.clone(),
        }
    }

    /// With a parameter; one that is not there leaves nothing.
    #[must_use]
    pub fn param(mut self, field: &str, value: &impl Serialize) -> Self {
        match json(value) {
            Value::Null => {}
            value => {
                self.params.insert(field.to_owned(), value);
            }
        }
        self
    }

    /// With a body.
    #[must_use]
    pub fn body(mut self, value: &impl Serialize) -> Self {
        self.body = Some(json(value)).filter(|value| !value.is_null());
        self
    }

    /// With a file of a form: its bytes, which are text here.
    #[must_use]
    pub fn file(self, name: &str, part: &Part) -> Self {
        self.part(name, &String::from_utf8_lossy(&part.bytes))
    }

    /// With a part of a form that is no file.
    #[must_use]
    pub fn part(mut self, name: &str, value: &impl Serialize) -> Self {
        let body = self.body.get_or_insert_with(|| Value::Object(Map::new()));
        if let Some(members) = body.as_object_mut() {
            members.insert(name.to_owned(), json(value));
        }
        self
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("the generated types can be written as JSON")
}

/// The typed value of an example.
///
/// # Panics
/// The example is not of its type.
pub fn typed<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("an example of the document is of its type")
}

#[derive(Default)]
struct Lane {
    answers: VecDeque<Answer>,
    asked: Vec<Asked>,
}

/// Implements every trait of the server: the generated code does so, with these two methods.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<HashMap<String, Lane>>>);

impl Recorder {
    fn lanes(&self) -> MutexGuard<'_, HashMap<String, Lane>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells a lane what to answer next, in order. What was left over is forgotten.
    pub fn expect(&self, lane: &str, answers: impl IntoIterator<Item = Answer>) {
        let fresh = Lane {
            answers: answers.into_iter().collect(),
            asked: Vec::new(),
        };
        self.lanes().insert(lane.to_owned(), fresh);
    }

    /// What a lane was asked since then.
    #[must_use]
    pub fn asked(&self, lane: &str) -> Vec<Asked> {
        self.lanes()
            .get(lane)
            .map(|lane| lane.asked.clone())
            .unwrap_or_default()
    }

    /// Writes down what a method was given and says what it is to answer.
    ///
    /// # Panics
    /// Nothing is left to answer. The server turns that into a 500, which the test sees.
    #[must_use]
    pub fn answer(&self, asked: Asked) -> Answer {
        let mut lanes = self.lanes();
        let lane = lanes.entry(asked.lane.clone()).or_default();
        lane.asked.push(asked);
        lane.answers
            .pop_front()
            .expect("the method is called once for each answer")
    }
}
