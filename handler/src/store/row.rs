//! Between phones and rows.

use std::str::FromStr;

use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Decode, Row, Sqlite, Type};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::StoreError;
use crate::domain::{Phone, SipSettings, TrunkId};

type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// A phone, from a row with all columns.
pub(super) fn read(row: &SqliteRow) -> Result<Phone, StoreError> {
    Ok(Phone {
        id: get::<Hyphenated>(row, "id")?.into_uuid(),
        company: get(row, "company")?,
        nickname: get(row, "nickname")?,
        number: get(row, "number")?,
        provider: word(row, "provider")?,
        status: word(row, "status")?,
        released_at: get(row, "released_at")?,
        scheduled_release_at: get(row, "scheduled_release_at")?,
        assigned_at: get(row, "assigned_at")?,
        inbound_agent_id: uuid(row, "inbound_agent_id")?,
        outbound_agent_id: uuid(row, "outbound_agent_id")?,
        inbound_trunk: get::<Option<String>>(row, "inbound_trunk")?.map(TrunkId::new),
        outbound_trunk: get::<Option<String>>(row, "outbound_trunk")?.map(TrunkId::new),
        sip: settings(row)?,
        version: get(row, "version")?,
    })
}

/// `None` where the phone has no settings: the table allows both encryptions to be null, or neither.
fn settings(row: &SqliteRow) -> Result<Option<SipSettings>, StoreError> {
    if get::<Option<String>>(row, "inbound_media_encryption")?.is_none() {
        return Ok(None);
    }
    Ok(Some(SipSettings {
        termination_uri: get(row, "termination_uri")?,
        username: get(row, "username")?,
        inbound_media_encryption: word(row, "inbound_media_encryption")?,
        outbound_media_encryption: word(row, "outbound_media_encryption")?,
        allowed_addresses: addresses(row)?,
    }))
}

fn addresses(row: &SqliteRow) -> Result<Option<Vec<String>>, StoreError> {
    let column = "allowed_addresses";
    let json: Option<String> = get(row, column)?;
    json.map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|_| StoreError::Unreadable { column })
}

fn get<'r, T: Decode<'r, Sqlite> + Type<Sqlite>>(
    row: &'r SqliteRow,
    column: &'static str,
) -> Result<T, StoreError> {
    row.try_get(column)
        .map_err(|_| StoreError::Unreadable { column })
}

fn uuid(row: &SqliteRow, column: &'static str) -> Result<Option<Uuid>, StoreError> {
    Ok(get::<Option<Hyphenated>>(row, column)?.map(Hyphenated::into_uuid))
}

fn word<T: FromStr>(row: &SqliteRow, column: &'static str) -> Result<T, StoreError> {
    get::<String>(row, column)?
        .parse()
        .map_err(|_| StoreError::Unreadable { column })
}

/// Adds a phone.
pub(super) fn insert(phone: &Phone) -> Result<Statement<'static>, StoreError> {
    let statement = sqlx::query(
        "INSERT INTO phones (id, company, nickname, number, provider, status, released_at, scheduled_release_at, assigned_at,
             inbound_agent_id, outbound_agent_id, inbound_trunk, outbound_trunk, version,
             termination_uri, username, inbound_media_encryption, outbound_media_encryption, allowed_addresses)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
    )
    .bind(phone.id.hyphenated())
    .bind(phone.company.clone())
    .bind(phone.nickname.clone())
    .bind(phone.number.clone())
    .bind(phone.provider.as_str())
    .bind(phone.status.as_str())
    .bind(phone.released_at)
    .bind(phone.scheduled_release_at)
    .bind(phone.assigned_at)
    .bind(phone.inbound_agent_id.map(Uuid::hyphenated))
    .bind(phone.outbound_agent_id.map(Uuid::hyphenated))
    .bind(phone.inbound_trunk.as_ref().map(|id| id.as_str().to_owned()))
    .bind(phone.outbound_trunk.as_ref().map(|id| id.as_str().to_owned()))
    .bind(phone.version);
    bind_settings(statement, phone.sip.as_ref())
}

/// Changes the settings of a phone that still has the version that was read.
pub(super) fn update(
    phone: &Phone,
    settings: &SipSettings,
) -> Result<Statement<'static>, StoreError> {
    let statement = sqlx::query(
        "UPDATE phones SET version = version + 1, termination_uri = $4, username = $5,
             inbound_media_encryption = $6, outbound_media_encryption = $7, allowed_addresses = $8
         WHERE id = $1 AND company = $2 AND version = $3",
    )
    .bind(phone.id.hyphenated())
    .bind(phone.company.clone())
    .bind(phone.version);
    bind_settings(statement, Some(settings))
}

fn bind_settings(
    statement: Statement<'static>,
    settings: Option<&SipSettings>,
) -> Result<Statement<'static>, StoreError> {
    let addresses = settings.and_then(|settings| settings.allowed_addresses.as_ref());
    let addresses = addresses
        .map(serde_json::to_string)
        .transpose()
        .map_err(|_| StoreError::Unreadable {
            column: "allowed_addresses",
        })?;
    Ok(statement
        .bind(settings.and_then(|settings| settings.termination_uri.clone()))
        .bind(settings.and_then(|settings| settings.username.clone()))
        .bind(settings.map(|settings| settings.inbound_media_encryption.as_str()))
        .bind(settings.map(|settings| settings.outbound_media_encryption.as_str()))
        .bind(addresses))
}
