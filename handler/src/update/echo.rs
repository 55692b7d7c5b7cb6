//! Whether LiveKit has done what it was asked for: it drops fields that it does not know, and values of enums likewise, without a word.

use crate::livekit::{
    Error, InboundTrunk, InboundUpdate, Media, MediaUpdate, OutboundTrunk, OutboundUpdate,
};

/// Whether the outbound trunk that came back has what was sent.
pub(super) fn outbound(sent: &OutboundUpdate, came: &OutboundTrunk) -> Result<(), Error> {
    differs_unless(
        has(sent.address.as_ref(), &came.address)
            && has(sent.username.as_ref(), &came.username)
            && has(sent.password.as_ref(), &came.password)
            && has_media(sent.media.as_ref(), &came.media),
    )
}

/// Whether the inbound trunk that came back has what was sent.
pub(super) fn inbound(sent: &InboundUpdate, came: &InboundTrunk) -> Result<(), Error> {
    differs_unless(
        has(sent.allowed_addresses.as_ref(), &came.allowed_addresses)
            && has_media(sent.media.as_ref(), &came.media),
    )
}

fn has<T: PartialEq>(sent: Option<&T>, came: &T) -> bool {
    sent.is_none_or(|sent| sent == came)
}

fn has_media(sent: Option<&MediaUpdate>, came: &Media) -> bool {
    sent.is_none_or(|sent| came.has(sent))
}

fn differs_unless(same: bool) -> Result<(), Error> {
    if same {
        Ok(())
    } else {
        Err(Error::EchoDiffers)
    }
}

#[cfg(test)]
mod tests {
    use counterpart_runtime::Secret;

    use super::*;
    use crate::domain::MediaEncryption;

    fn trunk() -> OutboundTrunk {
        OutboundTrunk {
            id: "ST_1".to_owned(),
            address: "h".to_owned(),
            username: "u".to_owned(),
            password: Secret::from("p"),
            media: Media::default(),
        }
    }

    #[test]
    fn each_field_that_was_sent_counts() {
        let text = |text: &str| Some(text.to_owned());
        let media = Some(Media::default().with(MediaEncryption::Require));
        let none = OutboundUpdate::default;
        let cases = [
            (none(), true),
            (
                OutboundUpdate {
                    address: text("h"),
                    ..none()
                },
                true,
            ),
            (
                OutboundUpdate {
                    address: text("i"),
                    ..none()
                },
                false,
            ),
            (
                OutboundUpdate {
                    username: text("u"),
                    ..none()
                },
                true,
            ),
            (
                OutboundUpdate {
                    username: text(""),
                    ..none()
                },
                false,
            ),
            (
                OutboundUpdate {
                    password: Some("p".into()),
                    ..none()
                },
                true,
            ),
            (
                OutboundUpdate {
                    password: Some("".into()),
                    ..none()
                },
                false,
            ),
            (
                OutboundUpdate {
                    media: media.clone(),
                    ..none()
                },
                false,
            ),
        ];
        for (sent, same) in cases {
            assert_eq!(outbound(&sent, &trunk()).is_ok(), same, "{sent:?}");
        }
        let trunk = InboundTrunk {
            id: "ST_2".to_owned(),
            allowed_addresses: vec!["10.0.0.1".to_owned(), "10.0.0.2".to_owned()],
            media: Media::default(),
        };
        let list = |list: &[&str]| InboundUpdate {
            allowed_addresses: Some(list.iter().map(|&entry| entry.to_owned()).collect()),
            media: None,
        };
        let cases = [
            (InboundUpdate::default(), true),
            (list(&["10.0.0.1", "10.0.0.2"]), true),
            (list(&["10.0.0.2", "10.0.0.1"]), false),
            (list(&["10.0.0.1"]), false),
            (list(&[]), false),
            (
                InboundUpdate {
                    media,
                    ..InboundUpdate::default()
                },
                false,
            ),
        ];
        for (sent, same) in cases {
            assert_eq!(inbound(&sent, &trunk).is_ok(), same, "{sent:?}");
        }
    }
}
