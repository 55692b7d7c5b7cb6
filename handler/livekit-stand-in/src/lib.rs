//! LiveKit's SIP API in memory: the same wire, and faults on demand.
#![forbid(unsafe_code)]
