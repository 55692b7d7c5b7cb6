//! The generated trait, implemented: who may call, what is asked for, whose phone it is, and then the update.

use std::sync::Arc;

use counterpart_runtime::server::{AuthContext, Context, Denied};
use counterpart_runtime::{Secret, Uuid};
use generated_server::Authenticator;
use generated_server::phones::{Phones, UpdateSipConfigRequest, UpdateSipConfigResponse};
use tokio_util::task::TaskTracker;
use tracing::{Instrument, error, info, info_span, warn};

use crate::auth::{Caller, Tokens};
use crate::domain::{Change, Phone};
use crate::error::ServiceError;
use crate::gate::Gate;
use crate::livekit;
use crate::logs::OperationId;
use crate::store::Store;
use crate::update::update;

/// The service. Clones share everything.
pub struct Service<S>(Arc<Inner<S>>);

struct Inner<S> {
    store: S,
    livekit: livekit::Client,
    tokens: Tokens,
    gate: Gate,
    running: TaskTracker,
}

impl<S> Clone for Service<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Store> Service<S> {
    /// A service over these phones and this LiveKit, for the bearers of these tokens.
    #[must_use]
    pub fn new(store: S, livekit: livekit::Client, tokens: Tokens) -> Self {
        Self(Arc::new(Inner {
            store,
            livekit,
            tokens,
            gate: Gate::default(),
            running: TaskTracker::new(),
        }))
    }

    /// The operations that run. Who stops the process waits for them.
    #[must_use]
    pub fn running(&self) -> &TaskTracker {
        &self.0.running
    }
}

impl<S: Store> Authenticator for Service<S> {
    type Principal = Caller;

    async fn custom_http_bearer(
        &self,
        token: Secret,
        _: AuthContext<'_>,
    ) -> Result<Caller, Denied> {
        self.0.tokens.caller(&token).cloned().ok_or(Denied::Invalid)
    }
}

impl<S: Store> Phones for Service<S> {
    type Error = ServiceError;

    /// The operation is a task of its own: a caller that hangs up does not stop it between LiveKit and the database.
    async fn update_sip_config(
        &self,
        request: UpdateSipConfigRequest,
        cx: Context<Caller>,
    ) -> Result<UpdateSipConfigResponse, ServiceError> {
        let change = Change::read(request.body)
            .map_err(|faults| ServiceError::Rejected(cx.rejection(faults)))?;
        let operation_id = cx
            .extension::<OperationId>()
            .copied()
            .unwrap_or_else(OperationId::random);
        let span = info_span!("update_sip_config", %operation_id, phone = %request.phone_id);
        let inner = Arc::clone(&self.0);
        let task = async move {
            let outcome = inner.update(&cx.principal, request.phone_id, change).await;
            log(&outcome);
            outcome
        };
        let task = self.0.running.spawn(task.instrument(span));
        let phone = task.await.map_err(|_| ServiceError::Panicked)??;
        Ok(phone.shown().into())
    }
}

impl<S: Store> Inner<S> {
    async fn update(
        &self,
        caller: &Caller,
        id: Uuid,
        change: Change,
    ) -> Result<Phone, ServiceError> {
        self.phone(caller, id, &change).await?;
        let _guard = self.gate.try_enter(id).ok_or(ServiceError::Busy)?;
        // What was read before the gate may have been changed by whoever has just left it.
        let phone = self.phone(caller, id, &change).await?;
        if change.is_empty() {
            return Ok(phone);
        }
        if change.removes_restriction() {
            warn!("every source may call: the request removes the restriction of addresses");
        }
        Ok(update(&self.store, &self.livekit, phone, change).await?)
    }

    /// The caller's phone, if the caller may make this change to it. A phone of another company is not found, whatever the caller may do.
    async fn phone(
        &self,
        caller: &Caller,
        id: Uuid,
        change: &Change,
    ) -> Result<Phone, ServiceError> {
        let phone = self.store.find(&caller.company, id).await?;
        let phone = phone.ok_or(ServiceError::NotFound)?;
        if !caller.may_update {
            return Err(ServiceError::Forbidden);
        }
        phone.check(change)?;
        Ok(phone)
    }
}

/// Here, within the task, the outcome is logged even where the caller has hung up.
fn log(outcome: &Result<Phone, ServiceError>) {
    match outcome {
        Ok(phone) => info!(version = phone.version, "done"),
        // Logged where the step is known.
        Err(ServiceError::Update(_)) => {}
        Err(error) if error.is_ours() => error!(%error, "failed"),
        Err(error) => info!(%error, "refused"),
    }
}
