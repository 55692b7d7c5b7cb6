//! What the database keeps, and what it refuses.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "these are tests, their helpers too"
)]

mod wire;

use handler::dev::{phone_id, phones};
use handler::domain::{MediaEncryption, SipSettings};
use handler::store::{Cause, SqliteStore, Store, StoreError};
use wire::Scratch;

async fn database(scratch: &Scratch) -> SqliteStore {
    let database = SqliteStore::file(&scratch.path().join("phones.db")).await;
    let database = database.expect("a database");
    for phone in phones() {
        database.add(&phone).await.expect("a phone is added");
    }
    database
}

fn settings() -> SipSettings {
    SipSettings {
        termination_uri: Some("pstn.example.net:5061".to_owned()),
        username: Some("ñandú 😀".to_owned()),
        inbound_media_encryption: MediaEncryption::Require,
        outbound_media_encryption: MediaEncryption::Disable,
        allowed_addresses: Some(vec!["2001:db8::/32".to_owned(), "198.51.100.7".to_owned()]),
    }
}

#[tokio::test]
async fn phones_come_back_as_they_were() {
    let scratch = Scratch::new("store");
    let database = database(&scratch).await;
    assert_eq!(database.all().await, Ok(phones()));
    for phone in phones() {
        let found = database.find(&phone.company, phone.id).await;
        assert_eq!(found, Ok(Some(phone)));
    }
}

#[tokio::test]
async fn a_company_sees_its_phones_only() {
    let scratch = Scratch::new("store");
    let database = database(&scratch).await;
    for (company, id) in [
        ("company-a", phone_id(4)),
        ("company-b", phone_id(0)),
        ("company-a", phone_id(9)),
        ("", phone_id(0)),
        ("company-_", phone_id(0)),
        ("COMPANY-A", phone_id(0)),
    ] {
        assert_eq!(database.find(company, id).await, Ok(None), "{company} {id}");
    }
}

#[tokio::test]
async fn settings_are_kept_for_the_version_that_was_read() {
    let scratch = Scratch::new("store");
    let database = database(&scratch).await;
    let phone = phones().remove(0);
    database
        .save(&phone, &settings())
        .await
        .expect("the first save");
    let mut kept = phone.clone();
    kept.sip = Some(settings());
    kept.version = 1;
    assert_eq!(
        database.find("company-a", phone.id).await,
        Ok(Some(kept.clone()))
    );

    let stale = database.save(&phone, &SipSettings::default()).await;
    assert_eq!(stale, Err(StoreError::Stale));
    assert_eq!(
        database.find("company-a", phone.id).await,
        Ok(Some(kept.clone()))
    );

    database
        .save(&kept, &SipSettings::default())
        .await
        .expect("the second save");
    let found = database
        .find("company-a", phone.id)
        .await
        .expect("an answer")
        .expect("the phone");
    assert_eq!(
        (found.version, &found.sip),
        (2, &Some(SipSettings::default()))
    );

    let mut foreign = found.clone();
    foreign.version = 2;
    foreign.company = "company-b".to_owned();
    assert_eq!(
        database.save(&foreign, &settings()).await,
        Err(StoreError::Stale)
    );
    assert_eq!(
        database.all().await.expect("all")[1..],
        phones()[1..],
        "the others are as they were"
    );
}

#[tokio::test]
async fn it_survives_being_closed() {
    let scratch = Scratch::new("store");
    let first = database(&scratch).await;
    first.save(&phones()[0], &settings()).await.expect("a save");
    first.close().await;
    let url = format!("sqlite://{}", scratch.path().join("phones.db").display());
    let second = SqliteStore::connect(&url)
        .await
        .expect("an existing database");
    assert_eq!(second.all().await.expect("all")[0].sip, Some(settings()));
    assert_eq!(second.ping().await, Ok(()));
}

/// A name that is mistyped is not a database without phones.
#[tokio::test]
async fn a_database_is_created_only_where_that_is_said() {
    let scratch = Scratch::new("store");
    let url = format!("sqlite://{}", scratch.path().join("new.db").display());
    let error = SqliteStore::connect(&url).await.expect_err("there is none");
    assert_eq!(
        error.to_string(),
        "the database failed (open: SQLite's code 14)"
    );
    assert!(
        SqliteStore::connect(&format!("{url}?mode=rwc"))
            .await
            .is_ok()
    );
    assert!(SqliteStore::connect(&url).await.is_ok());
}

#[tokio::test]
async fn errors_tell_no_values() {
    let scratch = Scratch::new("store");
    let database = database(&scratch).await;
    let twice = database
        .add(&phones()[0])
        .await
        .expect_err("it is there already");
    assert_eq!(
        twice,
        StoreError::Failed {
            step: "add",
            cause: Cause::Code("1555".to_owned())
        }
    );
    database.close().await;
    let closed = database
        .find("company-a", phone_id(0))
        .await
        .expect_err("it is closed");
    assert_eq!(
        closed.to_string(),
        "the database failed (find: no connection)"
    );
    assert!(database.ping().await.is_err());
}
