//! The server's files over an API written by hand, which the client's tests share.

use super::emit;
use crate::emit::tests::shown;
use crate::emit::{Cx, EmitConfig, File, Side};
use crate::identifier::snake_of_camel;
use crate::ir::{
    Answer, AnswerClass, Api, Body, Called, Content, Docs, Encoding, Group, GroupId, Literal,
    Location, Method, Operation, Origin, Param, PathPart, PathTemplate, Payload, Presence, Profile,
    Requirement, ResponseHeader, Root, Scheme, SchemeId, SchemeKind, Security, Segment, StatusKey,
    Step, Target, Ty, Whence,
};
use crate::names::{GroupNames, Names, OperationNames};
use crate::source::Place;

fn origin(whence: Whence) -> Origin {
    Origin {
        pointer: whence.to_string(),
        whence,
        place: Place::default(),
        called: Called::ByPlace,
    }
}

fn said(description: &str) -> Docs {
    Docs {
        title: None,
        description: Some(description.to_owned()),
        deprecated: false,
    }
}

fn param(wire: &str, location: Location, ty: Ty, presence: Presence) -> Param {
    let origin = origin(Whence::schema("", wire));
    Param {
        wire: wire.to_owned(),
        location,
        encoding: Encoding::of(location),
        ty,
        presence,
        origin,
        docs: said("What it is."),
    }
}

fn answer(status: StatusKey, ty: Option<Ty>, description: &str) -> Answer {
    let content = |ty| Content {
        media_type: "application/json".to_owned(),
        payload: Payload::Json(ty),
    };
    Answer {
        status,
        content: ty.map(content),
        headers: Vec::new(),
        class: AnswerClass::new(status, true),
        origin: origin(Whence::schema(description, "").then(Step::Answer(status))),
        docs: said(description),
    }
}

fn security(alternatives: &[&[(u32, &[&str])]]) -> Security {
    let requirement = |schemes: &&[(u32, &[&str])]| Requirement {
        schemes: schemes
            .iter()
            .map(|(id, scopes)| {
                (
                    SchemeId(*id),
                    scopes.iter().map(|one| (*one).to_owned()).collect(),
                )
            })
            .collect(),
    };
    Security {
        alternatives: alternatives.iter().map(requirement).collect(),
    }
}

fn path(text: &str, segments: &[&[PathPart]]) -> Target {
    let segments = segments.iter().map(|parts| Segment {
        parts: parts.to_vec(),
    });
    Target::Path(PathTemplate {
        text: text.to_owned(),
        segments: segments.collect(),
    })
}

fn literal(text: &str) -> PathPart {
    PathPart::Literal(text.to_owned())
}

fn scheme(name: &str, kind: SchemeKind) -> Scheme {
    Scheme {
        kind,
        origin: origin(Whence::of(Root::Scheme(name.to_owned()))),
        docs: Docs::default(),
    }
}

/// Two groups: one with all kinds of parameters, answers and requirements, one that asks for nothing.
pub(in crate::emit) fn sample() -> (Api, Names) {
    let put = Operation {
        method: Method::Put,
        target: path(
            "/items/{id}.json",
            &[&[literal("items")], &[PathPart::Param(0), literal(".json")]],
        ),
        operation_id: Some("putItem".to_owned()),
        origin: origin(Whence::schema("", "putItem")),
        docs: Docs {
            title: Some("Put an item".to_owned()),
            ..Docs::default()
        },
        group: GroupId(0),
        params: vec![
            param("id", Location::Path, Ty::Uuid, Presence::Required),
            param(
                "limit",
                Location::Query,
                Ty::I32,
                Presence::Filled(Literal::Integer(20)),
            ),
            param(
                "tags",
                Location::Query,
                Ty::Array(Box::new(Ty::String)),
                Presence::Optional(None),
            ),
            param(
                "X-Trace",
                Location::Header,
                Ty::Nullable(Box::new(Ty::String)),
                Presence::Optional(None),
            ),
        ],
        body: Some(Body {
            required: false,
            contents: vec![Content {
                media_type: "application/json".to_owned(),
                payload: Payload::Json(Ty::Nullable(Box::new(Ty::Array(Box::new(Ty::I64))))),
            }],
            docs: Docs::default(),
        }),
        answers: vec![
            Answer {
                headers: vec![ResponseHeader {
                    wire: "ETag".to_owned(),
                    required: false,
                    repeats: false,
                    origin: origin(Whence::schema("", "ETag")),
                    docs: Docs::default(),
                }],
                ..answer(
                    StatusKey::Code(200),
                    Some(Ty::Array(Box::new(Ty::I64))),
                    "The item.",
                )
            },
            answer(StatusKey::Code(204), None, ""),
            answer(StatusKey::Range(4), Some(Ty::String), "Their fault."),
            answer(StatusKey::Default, None, "Something else."),
        ],
        security: security(&[&[(1, &[]), (2, &[])], &[(0, &["read", "write"])]]),
    };
    let get = Operation {
        method: Method::Get,
        docs: Docs {
            deprecated: true,
            ..said("Get it.\n\n```\nnot a doctest\n```")
        },
        operation_id: Some("getItem".to_owned()),
        origin: origin(Whence::schema("", "getItem")),
        params: vec![param("id", Location::Path, Ty::Uuid, Presence::Required)],
        body: None,
        answers: vec![answer(StatusKey::Code(200), Some(Ty::String), "OK")],
        security: security(&[&[], &[(2, &[])]]),
        ..put.clone()
    };
    let health = Operation {
        target: path("/health/", &[&[literal("health")], &[]]),
        operation_id: None,
        origin: origin(Whence::schema("", "health")),
        docs: Docs::default(),
        group: GroupId(1),
        params: vec![],
        answers: vec![],
        security: Security::default(),
        ..get.clone()
    };
    let group = |name: &str| Group {
        origin: origin(Whence::of(Root::Tag(name.to_owned()))),
        docs: Docs::default(),
    };
    let mut api = Api {
        title: "Items".to_owned(),
        profile: Profile::ProblemDetails,
        schemes: vec![
            scheme("Token", SchemeKind::Bearer),
            scheme("Login", SchemeKind::Basic),
            scheme("Key", SchemeKind::HeaderKey("X-Key".to_owned())),
        ],
        operations: vec![put, get, health],
        groups: vec![group("Items"), group("Health")],
        ..Api::default()
    };
    crate::emit::sample::choose_conversions(&mut api);
    (api, names())
}

fn names() -> Names {
    let operation = |method: &str, camel: &str, params: &[&str], answers: &[&str]| OperationNames {
        method: method.to_owned(),
        constant: method.to_uppercase(),
        request: format!("{camel}Request"),
        response: format!("{camel}Response"),
        call: camel.to_owned(),
        ok: format!("{camel}Ok"),
        error: format!("{camel}Error"),
        params: params.iter().map(|name| (*name).to_owned()).collect(),
        body: "body".to_owned(),
        answers: answers.iter().map(|name| (*name).to_owned()).collect(),
        constructors: answers.iter().map(|name| snake_of_camel(name)).collect(),
        ..OperationNames::default()
    };
    let group = |module: &str, name: &str| GroupNames {
        module: module.to_owned(),
        trait_name: name.to_owned(),
    };
    Names {
        operations: vec![
            OperationNames {
                headers: vec!["etag".to_owned()],
                reply_headers: vec!["PutItemHeaders".to_owned()],
                ..operation(
                    "put_item",
                    "PutItem",
                    &["id", "limit", "tags", "x_trace"],
                    &["Ok", "NoContent", "ClientError", "Default"],
                )
            },
            operation("get_item", "GetItem", &["id"], &["Ok"]),
            operation("health", "Health", &[], &[]),
        ],
        groups: vec![group("items", "Items"), group("r#type", "Health")],
        schemes: ["token", "login", "key"].map(str::to_owned).to_vec(),
        ..Names::default()
    }
}

fn emitted(config: &EmitConfig) -> Vec<File> {
    let (api, names) = sample();
    emit(&Cx {
        api: &api,
        names: &names,
        config,
        side: Side::Server,
    })
    .unwrap()
}

#[test]
fn a_server_of_two_groups() {
    let files = emitted(&EmitConfig::default());
    let groups = ["src/auth", "src/items", "src/type"];
    insta::assert_snapshot!(shown(&files, Side::Server, &groups));
}

#[test]
fn operations_may_be_left_out() {
    let config = EmitConfig {
        not_implemented: true,
        ..EmitConfig::default()
    };
    let files = emitted(&config);
    let group = files
        .iter()
        .find(|file| file.path == "src/items.rs")
        .unwrap();
    assert!(
        group
            .text
            .contains("type Error: IntoResponse + From<NotImplemented>;"),
        "{}",
        group.text
    );
    assert!(
        group
            .text
            .contains("Err(NotImplemented::new(&crate::API, &mount::PUT_ITEM).into())"),
        "{}",
        group.text
    );
}
