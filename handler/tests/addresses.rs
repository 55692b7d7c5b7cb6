//! What LiveKit makes of the entries of an allow-list (recorded from its own code), and what our rules let through to it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

use std::net::IpAddr;

use handler::domain::{AddressError, AllowedAddress};
use ipnet::IpNet;
use proptest::prelude::*;

const RECORDED: &str = include_str!("fixtures/livekit-allowed-addresses.txt");

/// Lines of the file that are not blank. Each must be accounted for.
const LINES: usize = 23;

/// One line: a list, who calls, and whether LiveKit lets them.
#[derive(Debug, PartialEq)]
struct Line {
    allowed: Vec<String>,
    source: String,
    from_host: String,
    accepted: bool,
}

fn read(line: &str) -> Option<Line> {
    let rest = line.strip_prefix("allowed=[")?;
    let (allowed, rest) = rest.split_once("] source=")?;
    let (source, rest) = rest.split_once(" from_host=")?;
    let (from_host, accepted) = rest.split_once(" -> accepted=")?;
    let allowed = serde_json::Deserializer::from_str(allowed).into_iter::<String>();
    Some(Line {
        allowed: allowed.collect::<Result<_, _>>().ok()?,
        source: source.to_owned(),
        from_host: from_host.to_owned(),
        accepted: accepted.strip_suffix(" err=<nil>")?.parse().ok()?,
    })
}

fn lines() -> Vec<Line> {
    let texts = RECORDED.lines().filter(|line| !line.trim().is_empty());
    texts
        .map(|text| read(text).unwrap_or_else(|| panic!("not understood: {text}")))
        .collect()
}

fn ours_accept(entry: &str) -> bool {
    entry.parse::<AllowedAddress>().is_ok()
}

/// The entry as another library reads it.
fn network(entry: &str) -> Option<IpNet> {
    // What is no address may be a network.
    let address = entry.parse::<IpAddr>().map(IpNet::from).ok();
    // What is neither is `None`.
    address.or_else(|| entry.parse().ok())
}

/// What the customer means by the list: calls from these networks only, or from everywhere if there is none.
fn meant(line: &Line) -> bool {
    let Ok(source) = line.source.parse::<IpAddr>() else {
        return false;
    };
    let inside = |entry: &String| network(entry).is_some_and(|net| net.contains(&source));
    line.allowed.is_empty() || line.allowed.iter().any(inside)
}

/// What becomes of a line.
#[derive(Debug, PartialEq)]
enum Fate {
    /// Our rules accept the list, and LiveKit matches it as meant.
    AsMeant,
    /// Our rules refuse an entry of it.
    Refused,
    /// Our rules accept the list, and LiveKit lets someone in for a reason that no rule on addresses can prevent.
    Exception(&'static str),
}

/// LiveKit compares each entry with the host of the caller's `From` header, as text: who forges it needs no address.
const FORGED_FROM: &str = "the From header's host equals an entry";
/// LiveKit lets a caller in whose address it cannot read. It takes the address from the socket.
const UNREADABLE_SOURCE: &str = "the source is not an address";

fn fate(line: &Line) -> Fate {
    if !line.allowed.iter().all(|entry| ours_accept(entry)) {
        Fate::Refused
    } else if line.accepted == meant(line) {
        Fate::AsMeant
    } else if line.accepted && line.allowed.contains(&line.from_host) {
        Fate::Exception(FORGED_FROM)
    } else if line.accepted && line.source.parse::<IpAddr>().is_err() {
        Fate::Exception(UNREADABLE_SOURCE)
    } else {
        panic!("our rules accept what LiveKit matches otherwise: {line:?}")
    }
}

#[test]
fn what_our_rules_accept_livekit_matches_as_meant() {
    let lines = lines();
    assert_eq!(lines.len(), LINES);
    let fates: Vec<Fate> = lines.iter().map(fate).collect();
    let count = |fate: &Fate| fates.iter().filter(|&each| each == fate).count();
    let counts = [
        count(&Fate::AsMeant),
        count(&Fate::Refused),
        count(&Fate::Exception(FORGED_FROM)),
        count(&Fate::Exception(UNREADABLE_SOURCE)),
    ];
    assert_eq!(counts, [8, 12, 2, 1]);
    assert_eq!(counts.iter().sum::<usize>(), LINES);
}

/// What a person means who writes an entry that is none. A host name stays one, and is no network.
const AS_A_PERSON_READS: [(&str, &[&str]); 8] = [
    ("1.2.3.4, 5.6.7.8", &["1.2.3.4", "5.6.7.8"]),
    ("sip://1.2.3.4", &["1.2.3.4"]),
    ("1.2.3.4 ", &["1.2.3.4"]),
    ("1.2.3.4/99", &["1.2.3.4"]),
    ("[2001:db8::1]", &["2001:db8::1"]),
    ("::ffff:1.2.3.4", &["1.2.3.4"]),
    ("01.2.3.4", &["1.2.3.4"]),
    ("203.0.113.0/255.255.255.0", &["203.0.113.0/24"]),
];

/// The line, with each entry as a person reads it.
fn as_a_person_reads(line: &Line) -> Line {
    let read = |entry: &String| {
        let known = AS_A_PERSON_READS.iter().find(|(text, _)| text == entry);
        known.map_or_else(
            || vec![entry.clone()],
            |(_, meant)| meant.iter().map(|&text| text.to_owned()).collect(),
        )
    };
    Line {
        allowed: line.allowed.iter().flat_map(read).collect(),
        source: line.source.clone(),
        from_host: line.from_host.clone(),
        accepted: line.accepted,
    }
}

/// Dangerous: LiveKit lets someone in who is outside of what a person means, or locks someone out who is inside.
#[test]
fn entries_that_livekit_treats_dangerously_are_refused() {
    let mut dangerous = Vec::new();
    for line in lines() {
        if line.accepted != meant(&as_a_person_reads(&line)) {
            match fate(&line) {
                Fate::Refused => dangerous.push(line.allowed.join(" | ")),
                Fate::Exception(_) => {}
                Fate::AsMeant => panic!("dangerous, and accepted: {line:?}"),
            }
        }
    }
    assert_eq!(
        dangerous,
        [
            "1.2.3.4, 5.6.7.8",
            "sip://1.2.3.4",
            "1.2.3.4 ",
            "1.2.3.4  | 5.5.5.5",
            "1.2.3.4/99",
            "sbc.example.com",
            "[2001:db8::1]",
            "::ffff:1.2.3.4",
            "01.2.3.4",
            "203.0.113.0/255.255.255.0",
        ]
    );
}

#[test]
fn each_entry_of_the_file_is_accepted_or_refused() {
    let mut entries: Vec<String> = lines().into_iter().flat_map(|line| line.allowed).collect();
    entries.sort();
    entries.dedup();
    let (accepted, refused): (Vec<_>, Vec<_>) = entries.iter().partition(|e| ours_accept(e));
    assert_eq!(
        accepted,
        [
            "0.0.0.0/0",
            "1.2.3.4",
            "2001:db8::/32",
            "2001:db8::1",
            "203.0.113.0/24",
            "203.0.113.77/24",
            "5.5.5.5",
        ]
    );
    assert_eq!(
        refused,
        [
            "01.2.3.4",
            "1.2.3.4 ",
            "1.2.3.4, 5.6.7.8",
            "1.2.3.4/99",
            "203.0.113.0/255.255.255.0",
            "::ffff:1.2.3.4",
            "[2001:db8::1]",
            "sbc.example.com",
            "sip://1.2.3.4",
        ]
    );
}

/// Addresses of both kinds, and more of the mapped and the nearly mapped than chance would have.
fn address() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<[u8; 4]>().prop_map(IpAddr::from),
        any::<[u8; 16]>().prop_map(IpAddr::from),
        any::<u32>()
            .prop_map(|low| IpAddr::from((0xffff_0000_0000 | u128::from(low)).to_be_bytes())),
        any::<u64>().prop_map(|low| IpAddr::from(u128::from(low).to_be_bytes())),
    ]
}

fn net() -> impl Strategy<Value = IpNet> {
    (address(), 0_u8..=128).prop_map(|(address, prefix)| {
        let most = if address.is_ipv4() { 32 } else { 128 };
        IpNet::new(address, prefix % (most + 1)).expect("a prefix that fits")
    })
}

fn is_mapped(address: IpAddr) -> bool {
    matches!(address, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some())
}

/// Addresses and networks as one may write them, and what a slip of the pen makes of them.
fn nearly() -> impl Strategy<Value = String> {
    let written = prop_oneof![
        net().prop_map(|net| net.to_string()),
        address().prop_map(|address| address.to_string()),
        net().prop_map(|net| net.to_string().to_uppercase()),
        (address(), address()).prop_map(|(address, mask)| format!("{address}/{mask}")),
        "[0-9a-fA-F:./]{0,24}",
        any::<String>(),
    ];
    let slip = prop::option::of((
        any::<prop::sample::Index>(),
        any::<bool>(),
        "[0-9a-f:./%\\[\\]+, -]",
    ));
    (written, slip).prop_map(|(written, slip)| {
        let mut characters: Vec<char> = written.chars().collect();
        if let Some((place, insert, slip)) = slip {
            let at = place.index(characters.len() + 1);
            let removed = usize::from(!insert && at < characters.len());
            characters.splice(at..at + removed, slip.chars());
        }
        characters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_accepted_another_library_reads(text in nearly()) {
        if let Ok(read) = text.parse::<AllowedAddress>() {
            prop_assert_eq!(read.as_str(), &text);
            // The other library's own parser knows networks only.
            let bits = if text.contains(':') { 128 } else { 32 };
            let whole = if text.contains('/') { text.clone() } else { format!("{text}/{bits}") };
            let net = whole.parse::<IpNet>();
            prop_assert!(net.is_ok(), "{}", whole);
            prop_assert!(!net.is_ok_and(|net| is_mapped(net.addr())));
        }
    }

    #[test]
    fn whatever_another_library_prints_is_accepted(net in net()) {
        let (address, prefix) = (net.addr(), net.prefix_len());
        let mut forms = vec![net.to_string(), address.to_string(), net.to_string().to_uppercase()];
        if let IpAddr::V6(v6) = address {
            let groups = v6.segments().map(|group| format!("{group:04x}")).join(":");
            forms.extend([format!("{groups}/{prefix}"), groups]);
        }
        let expected = if is_mapped(address) { Err(AddressError::Ipv4Mapped) } else { Ok(()) };
        for form in forms {
            prop_assert_eq!(form.parse::<AllowedAddress>().map(|_| ()), expected, "{}", form);
        }
    }
}
