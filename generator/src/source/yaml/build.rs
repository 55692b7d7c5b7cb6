//! The tree from the YAML parser's events.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::merge::{Entry, NotMergeable, merged};
use super::message;
use super::positions;
use super::scalar::{self, Kind};
use crate::diagnostic::Code;
use crate::source::json::keys::{KeyCache, repeated};
use crate::source::limits::{MAX_ALIASED_NODES, MAX_DEPTH, MAX_FAULTS};
use crate::source::reading::Fault;
use crate::source::{FileId, Key, Member, Node, Place, Value};

pub(super) type Built<T> = Result<T, Box<Fault>>;

/// A node with what aliases of it cost.
#[derive(Clone)]
struct Measured {
    node: Node,
    /// How many levels of containers it is: a scalar is none.
    height: usize,
    /// How many nodes it is, itself and aliases included.
    nodes: u64,
    /// A plain scalar `<<`.
    is_merge: bool,
}

/// A container that is still open.
struct Frame {
    kind: FrameKind,
    place: Place,
    anchor: usize,
    height: usize,
    nodes: u64,
}

enum FrameKind {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        key: Option<(Key, bool)>,
    },
}

/// Builds the tree from the parser's events, on a stack of its own.
pub(super) struct Builder<'t> {
    parser: Parser<'t, StrInput<'t>>,
    file: FileId,
    text: &'t str,
    keys: KeyCache,
    frames: Vec<Frame>,
    anchors: HashMap<usize, Measured>,
    aliased: u64,
    duplicates: Vec<Fault>,
}

impl<'t> Builder<'t> {
    pub fn new(text: &'t str, file: FileId) -> Self {
        // What aliases of unknown anchors, directives and the like mean is left at its default: a fault, or nothing.
        let options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH + 1,
            block_nesting_limit: MAX_DEPTH + 1,
            block_scalar_eof_without_line_feed: true,
        };
        Self {
            parser: Parser::new_from_str_with_options(text, options),
            file,
            text,
            keys: KeyCache::default(),
            frames: Vec::new(),
            anchors: HashMap::new(),
            aliased: 0,
            duplicates: Vec::new(),
        }
    }

    pub fn into_duplicates(self) -> Vec<Fault> {
        self.duplicates
    }

    /// The root of the only document.
    pub fn document(&mut self) -> Built<Node> {
        let mut root = None;
        let mut documents = 0;
        while let Some(event) = self.parser.next_event() {
            let (event, span) = event.map_err(|error| self.syntax(&error))?;
            let complete = match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentEnd | Event::Anchor(..) => None,
                Event::DocumentStart(..) if documents == 0 => {
                    documents += 1;
                    None
                }
                Event::DocumentStart(..) => {
                    return Err(message::second_document(positions::place(self.file, span)));
                }
                Event::Alias(anchor) => Some(self.alias(anchor, span)?),
                Event::Scalar(text, style, anchor, tag) => {
                    Some(self.scalar(&text, style, anchor, tag.as_deref(), span)?)
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.open(
                        FrameKind::Sequence(Vec::new()),
                        anchor,
                        tag.as_deref(),
                        Kind::Seq,
                        span,
                    )?;
                    None
                }
                Event::MappingStart(_, anchor, tag) => {
                    let mapping = FrameKind::Mapping {
                        entries: Vec::new(),
                        key: None,
                    };
                    self.open(mapping, anchor, tag.as_deref(), Kind::Map, span)?;
                    None
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span)?,
                _ => return Err(message::unknown(positions::place(self.file, span))),
            };
            if let Some(node) = complete {
                if let Some(node) = self.attach(node)? {
                    root = Some(node);
                }
            }
        }
        root.ok_or_else(|| message::empty(self.text.len()))
    }

    /// A fault of the parser, with the bracket that is open where there is one.
    fn syntax(&self, error: &ScanError) -> Box<Fault> {
        let fault = message::syntax(error, self.file, self.text);
        let open = self
            .frames
            .last()
            .map_or(0, |frame| frame.place.span.start as usize);
        match self.text.as_bytes().get(open) {
            Some(b'[' | b'{') if fault.code == Code::YamlSyntax && open < fault.start => {
                fault.note(open, open + 1, "the bracket that is open here")
            }
            _ => fault,
        }
    }

    fn open(
        &mut self,
        kind: FrameKind,
        anchor: usize,
        tag: Option<&Tag>,
        expected: Kind,
        span: Span,
    ) -> Built<()> {
        let place = positions::place(self.file, span);
        if let Some(tag) =
            tag.filter(|tag| scalar::kind(tag) != Some(expected) && scalar::shown(tag) != "!")
        {
            return Err(message::tag(tag, positions::tag(self.file, span)));
        }
        if self.frames.len() >= MAX_DEPTH {
            return Err(message::too_deep(place));
        }
        self.frames.push(Frame {
            kind,
            place,
            anchor,
            height: 1,
            nodes: 1,
        });
        Ok(())
    }

    /// Ends the innermost container. An end of no width is one of block style, which ends with its last child.
    fn close(&mut self, end: Span) -> Built<Option<Measured>> {
        let Some(mut frame) = self.frames.pop() else {
            return Ok(None);
        };
        if !end.is_empty() {
            frame.place.span.end = positions::place(self.file, end).span.end;
        }
        let value = match frame.kind {
            FrameKind::Sequence(items) => Value::Array(items.into()),
            FrameKind::Mapping { entries, .. } => {
                if self.duplicates.len() < MAX_FAULTS {
                    self.duplicates
                        .extend(repeated(entries.iter().map(|entry| &entry.member)));
                }
                Value::Object(
                    merged(entries).map_err(|NotMergeable(node)| message::not_mergeable(&node))?,
                )
            }
        };
        let node = Node {
            value,
            place: frame.place,
        };
        let measured = Measured {
            node,
            height: frame.height,
            nodes: frame.nodes,
            is_merge: false,
        };
        self.remember(frame.anchor, &measured);
        Ok(Some(measured))
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        span: Span,
    ) -> Built<Measured> {
        let place = positions::scalar(self.file, span, style, self.text);
        let kind = match tag {
            None => None,
            Some(tag) => Some(
                scalar::kind(tag)
                    .ok_or_else(|| message::tag(tag, positions::tag(self.file, span)))?,
            ),
        };
        let is_merge = text == "<<"
            && (kind == Some(Kind::Merge) || (kind.is_none() && style == ScalarStyle::Plain));
        let value = if self.is_at_key() && !matches!(kind, Some(Kind::Seq | Kind::Map)) {
            // Whatever it means, a key is its text; `.inf` too, and `0x1F` as it is written.
            Value::String(key_text(text, style, kind))
        } else {
            scalar::value(text, style, kind)
                .map_err(|fault| message::scalar(&fault, text, tag, place))?
        };
        let measured = Measured {
            node: Node { value, place },
            height: 0,
            nodes: 1,
            is_merge,
        };
        self.remember(anchor, &measured);
        Ok(measured)
    }

    fn is_at_key(&self) -> bool {
        matches!(
            self.frames.last(),
            Some(Frame {
                kind: FrameKind::Mapping { key: None, .. },
                ..
            })
        )
    }

    fn remember(&mut self, anchor: usize, node: &Measured) {
        // The parser numbers anchors from 1: 0 is none.
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Built<Measured> {
        let place = positions::place(self.file, span);
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(message::alias_of_itself(place));
        };
        self.aliased = self.aliased.saturating_add(node.nodes);
        if self.aliased > MAX_ALIASED_NODES {
            return Err(message::too_many_aliased(place));
        }
        if self.frames.len() + node.height > MAX_DEPTH {
            return Err(message::too_deep(place));
        }
        let mut node = node.clone();
        if self.is_at_key() {
            // A key is where it is used: its own place is what the reader looks for.
            node.node.place = place;
        }
        Ok(node)
    }

    /// Gives a complete node to the innermost container that is open; without one it is the root.
    fn attach(&mut self, child: Measured) -> Built<Option<Node>> {
        let Some(frame) = self.frames.last_mut() else {
            return Ok(Some(child.node));
        };
        frame.height = frame.height.max(child.height + 1);
        frame.nodes = frame.nodes.saturating_add(child.nodes);
        // The children of aliases stand elsewhere.
        if child.node.place.span.start >= frame.place.span.start {
            frame.place.span.end = frame.place.span.end.max(child.node.place.span.end);
        }
        match &mut frame.kind {
            FrameKind::Sequence(items) => items.push(child.node),
            FrameKind::Mapping { entries, key } => match key.take() {
                None => *key = Some((as_key(&mut self.keys, &child.node)?, child.is_merge)),
                Some((key, is_merge)) => {
                    entries.push(Entry {
                        member: Member {
                            key,
                            value: child.node,
                        },
                        is_merge,
                    });
                }
            },
        }
        Ok(None)
    }
}

/// The text of a key: `null` and booleans in JSON's spelling, all else as it is written.
fn key_text(text: &str, style: ScalarStyle, kind: Option<Kind>) -> Arc<str> {
    match scalar::value(text, style, kind) {
        Ok(Value::Null) => Arc::from("null"),
        Ok(Value::Bool(true)) => Arc::from("true"),
        Ok(Value::Bool(false)) => Arc::from("false"),
        _ => Arc::from(text),
    }
}

fn as_key(keys: &mut KeyCache, node: &Node) -> Built<Key> {
    let text = match &node.value {
        Value::String(text) => keys.share(text),
        Value::Number(number) => Arc::clone(&number.0),
        Value::Null => keys.share("null"),
        Value::Bool(value) => keys.share(if *value { "true" } else { "false" }),
        Value::Array(_) | Value::Object(_) => return Err(message::key_of_containers(node)),
    };
    Ok(Key {
        text,
        place: node.place,
    })
}
