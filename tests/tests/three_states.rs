//! Absent, null and value, from the client's types over the wire to the server's.

use std::sync::{Arc, Mutex};

use counterpart_runtime::codec::encode;
use counterpart_runtime::server::{AuthContext, Context, Denied};
use counterpart_runtime::{Maybe, Secret};
use counterpart_tests::memory::{Memory, phone_id};
use counterpart_tests::wire::{Captured, client, in_process};
use generated_client::types as sent;
use generated_server::Authenticator;
use generated_server::phones::{Phones, UpdateSipConfigRequest, UpdateSipConfigResponse};
use generated_server::types as received;
use serde_json::{Map, Value, json};

/// The state of a member.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Absent,
    Null,
    Value,
}

const STATES: [State; 3] = [State::Absent, State::Null, State::Value];

impl State {
    fn of<T>(self, value: T) -> Maybe<T> {
        match self {
            State::Absent => Maybe::Absent,
            State::Null => Maybe::Null,
            State::Value => Maybe::Value(value),
        }
    }

    /// Writes the member as the wire must show it.
    fn expect(self, object: &mut Map<String, Value>, name: &str, value: Value) {
        match self {
            State::Absent => {}
            State::Null => drop(object.insert(name.to_owned(), Value::Null)),
            State::Value => drop(object.insert(name.to_owned(), value)),
        }
    }
}

/// Keeps the request that reached the handler.
struct Keeper {
    memory: Memory,
    kept: Arc<Mutex<Option<received::PatchSipConfigRequestSchema>>>,
}

impl Authenticator for Keeper {
    type Principal = <Memory as Authenticator>::Principal;

    async fn custom_http_bearer(
        &self,
        token: Secret,
        cx: AuthContext<'_>,
    ) -> Result<Self::Principal, Denied> {
        self.memory.custom_http_bearer(token, cx).await
    }
}

impl Phones for Keeper {
    type Error = <Memory as Phones>::Error;

    async fn update_sip_config(
        &self,
        request: UpdateSipConfigRequest,
        cx: Context<Self::Principal>,
    ) -> Result<UpdateSipConfigResponse, Self::Error> {
        *self.kept.lock().unwrap() = Some(request.body.clone());
        self.memory.update_sip_config(request, cx).await
    }
}

/// Sends `body`; returns the bytes of the wire, and the body that the handler saw.
async fn send(
    body: &sent::PatchSipConfigRequestSchema,
) -> (Value, received::PatchSipConfigRequestSchema) {
    let (captured, kept) = (Captured::default(), Arc::new(Mutex::new(None)));
    let service = Keeper {
        memory: Memory::default(),
        kept: Arc::clone(&kept),
    };
    let client = client(in_process(
        generated_server::router(service),
        Arc::clone(&captured),
    ));
    client
        .update_sip_config(phone_id(0), body)
        .await
        .expect("every state is accepted");
    let bytes = captured.lock().unwrap().pop().expect("a body was sent");
    let kept = kept.lock().unwrap().take().expect("the handler was called");
    (
        serde_json::from_slice(&bytes).expect("the wire is JSON"),
        kept,
    )
}

/// What the raw document says of the body, by a validator that knows nothing of ours.
fn validator() -> jsonschema::Validator {
    let document: Value = serde_json::from_str(include_str!("../../specs/openapi.json")).unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/components/schemas/PatchSipConfigRequestSchema",
        "components": document["components"],
    });
    jsonschema::validator_for(&schema).expect("the document's schemas are valid")
}

async fn check(body: sent::PatchSipConfigRequestSchema, expected: Value) {
    let (wire, kept) = send(&body).await;
    assert_eq!(wire, expected, "on the wire");
    assert!(validator().is_valid(&wire), "the document refuses {wire}");
    let again: Value = serde_json::from_str(&encode(&kept).unwrap()).unwrap();
    assert_eq!(again, expected, "at the handler");
}

fn inbound(encryption: State, addresses: State) -> (sent::InboundConfigUpdateSchema, Value) {
    let value = sent::InboundConfigUpdateSchema {
        media_encryption: encryption.of(sent::SipMediaEncryption::Require),
        allowed_addresses: addresses.of(vec!["198.51.100.7".to_owned()]),
    };
    let mut expected = Map::new();
    encryption.expect(&mut expected, "media_encryption", json!("require"));
    addresses.expect(&mut expected, "allowed_addresses", json!(["198.51.100.7"]));
    (value, Value::Object(expected))
}

fn outbound(states: [State; 4]) -> (sent::OutboundConfigUpdateSchema, Value) {
    let [uri, username, password, encryption] = states;
    let value = sent::OutboundConfigUpdateSchema {
        termination_uri: uri.of("pstn.example.net".to_owned()),
        username: username.of("alice".to_owned()),
        password: password.of(Secret::from("s3cret")),
        media_encryption: encryption.of(sent::SipMediaEncryption::Disable),
    };
    let mut expected = Map::new();
    uri.expect(&mut expected, "termination_uri", json!("pstn.example.net"));
    username.expect(&mut expected, "username", json!("alice"));
    password.expect(&mut expected, "password", json!("s3cret"));
    encryption.expect(&mut expected, "media_encryption", json!("disable"));
    (value, Value::Object(expected))
}

#[tokio::test]
async fn all_states_of_the_outer_members() {
    for first in STATES {
        for second in STATES {
            let body = sent::PatchSipConfigRequestSchema {
                inbound_config: first.of(sent::InboundConfigUpdateSchema::default()),
                outbound_config: second.of(sent::OutboundConfigUpdateSchema::default()),
            };
            let mut expected = Map::new();
            first.expect(&mut expected, "inbound_config", json!({}));
            second.expect(&mut expected, "outbound_config", json!({}));
            check(body, Value::Object(expected)).await;
        }
    }
}

#[tokio::test]
async fn all_states_of_the_inbound_members() {
    for encryption in STATES {
        for addresses in STATES {
            let (value, expected) = inbound(encryption, addresses);
            let body = sent::PatchSipConfigRequestSchema {
                inbound_config: value.into(),
                ..Default::default()
            };
            check(body, json!({ "inbound_config": expected })).await;
        }
    }
}

#[tokio::test]
async fn all_states_of_the_outbound_members() {
    for index in 0..81 {
        let state = |place: usize| STATES[index / 3usize.pow(place as u32) % 3];
        let (value, expected) = outbound([state(0), state(1), state(2), state(3)]);
        let body = sent::PatchSipConfigRequestSchema {
            outbound_config: value.into(),
            ..Default::default()
        };
        check(body, json!({ "outbound_config": expected })).await;
    }
}

#[tokio::test]
async fn one_member_set_sends_that_member_only() {
    let body = sent::PatchSipConfigRequestSchema {
        outbound_config: sent::OutboundConfigUpdateSchema {
            username: "bob".to_owned().into(),
            ..Default::default()
        }
        .into(),
        ..Default::default()
    };
    check(body, json!({"outbound_config": {"username": "bob"}})).await;
}

/// The validator itself refuses what the document refuses: else the checks above could not fail.
#[test]
fn the_validator_refuses() {
    let validator = validator();
    for bad in [
        json!([]),
        json!({"inbound_config": 1}),
        json!({"inbound_config": {"media_encryption": "maybe"}}),
    ] {
        assert!(!validator.is_valid(&bad), "{bad}");
    }
}
