//! The phones in SQLite.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use uuid::Uuid;

use super::{Store, StoreError, row};
use crate::domain::{Phone, SipSettings};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a statement waits for another connection's transaction, and a caller for a connection.
const BUSY: Duration = Duration::from_secs(3);

/// One process has one writer at a time; the others read meanwhile.
const CONNECTIONS: u32 = 4;

/// The phones in an SQLite database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    pool: SqlitePool,
}

impl SqliteStore {
    /// Opens the database of a URL, and brings its tables up to date: `sqlite:///var/lib/handler/phones.db`, which must exist, or
    /// `sqlite:///var/lib/handler/phones.db?mode=rwc`, which is created where it does not.
    ///
    /// # Errors
    /// When the URL is not of SQLite, or the database cannot be opened or brought up to date.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|error| StoreError::failed("read the URL", &error))?;
        Self::open(options).await
    }

    /// Opens the database in a file, which is created where it does not exist.
    ///
    /// # Errors
    /// When the database cannot be opened or brought up to date.
    pub async fn file(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true);
        Self::open(options).await
    }

    /// The write-ahead log lets reads pass while one writes; with `FULL` a commit is on the disk when it returns, as LiveKit's side then is.
    async fn open(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let options = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(BUSY)
            .connect_with(options)
            .await
            .map_err(|error| StoreError::failed("open", &error))?;
        MIGRATIONS
            .run(&pool)
            .await
            .map_err(|error| StoreError::failed("migrate", &error.into()))?;
        Ok(Self { pool })
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM phones LIMIT 1")
            .fetch_optional(&self.pool)
            .await
            .map(drop)
            .map_err(|error| StoreError::failed("ping", &error))
    }

    /// Adds a phone, with the version it says.
    ///
    /// # Errors
    /// When the database does not answer, or there is a phone of this id.
    pub async fn add(&self, phone: &Phone) -> Result<(), StoreError> {
        row::insert(phone)?
            .execute(&self.pool)
            .await
            .map(drop)
            .map_err(|error| StoreError::failed("add", &error))
    }

    /// All phones, by id.
    ///
    /// # Errors
    /// When the database does not answer, or holds what the service never writes.
    pub async fn all(&self) -> Result<Vec<Phone>, StoreError> {
        let rows = sqlx::query("SELECT * FROM phones ORDER BY id")
            .fetch_all(&self.pool)
            .await
            .map_err(|error| StoreError::failed("list", &error))?;
        rows.iter().map(row::read).collect()
    }

    /// Removes all phones.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn clear(&self) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM phones")
            .execute(&self.pool)
            .await
            .map(drop)
            .map_err(|error| StoreError::failed("clear", &error))
    }

    /// Closes the connections: the write-ahead log is folded into the database file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

impl Store for SqliteStore {
    async fn find(&self, company: &str, id: Uuid) -> Result<Option<Phone>, StoreError> {
        sqlx::query("SELECT * FROM phones WHERE id = $1 AND company = $2")
            .bind(id.hyphenated())
            .bind(company)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| StoreError::failed("find", &error))?
            .as_ref()
            .map(row::read)
            .transpose()
    }

    async fn save(&self, phone: &Phone, settings: &SipSettings) -> Result<(), StoreError> {
        let done = row::update(phone, settings)?
            .execute(&self.pool)
            .await
            .map_err(|error| StoreError::failed("save", &error))?;
        match done.rows_affected() {
            0 => Err(StoreError::Stale),
            _ => Ok(()),
        }
    }
}
