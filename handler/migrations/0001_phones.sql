-- The phones, and what their SIP trunks were last known to hold: LiveKit is the truth, this is its projection.
-- There is no column for a password, here or elsewhere.
CREATE TABLE phones (
    id                        TEXT    PRIMARY KEY NOT NULL, -- lower case, with hyphens
    company                   TEXT    NOT NULL,
    nickname                  TEXT,
    number                    TEXT    NOT NULL,
    provider                  TEXT    NOT NULL CHECK (provider IN ('netelip', 'custom')),
    status                    TEXT    NOT NULL CHECK (status IN ('reserved', 'assigned', 'released', 'finished')),
    released_at               TEXT,                         -- RFC 3339, as all times
    scheduled_release_at      TEXT,
    assigned_at               TEXT,
    inbound_agent_id          TEXT,
    outbound_agent_id         TEXT,
    inbound_trunk             TEXT,                         -- LiveKit's ids
    outbound_trunk            TEXT,
    -- The SIP settings. A phone without any has null in both encryptions.
    termination_uri           TEXT,
    username                  TEXT,
    inbound_media_encryption  TEXT    CHECK (inbound_media_encryption IN ('disable', 'allow', 'require')),
    outbound_media_encryption TEXT    CHECK (outbound_media_encryption IN ('disable', 'allow', 'require')),
    allowed_addresses         TEXT,                         -- a JSON array, in its order; null: no restriction
    version                   INTEGER NOT NULL DEFAULT 0,   -- one more with each change of the settings
    CHECK ((inbound_media_encryption IS NULL) = (outbound_media_encryption IS NULL))
) STRICT;
