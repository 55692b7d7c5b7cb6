//! What a reader accepts, and its limits.

/// What a reader accepts, and its limits. `Default` suits both sides of an API that follows the specifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeOptions {
    /// Reads a date-time without an offset as UTC, as pydantic writes naive values. Otherwise it is a fault.
    pub naive_date_times: bool,
    /// Forgets how a date-time was written: it is written as the program writes its own. Otherwise it comes back as it came.
    pub plain_date_times: bool,
    /// Takes a UUID in its hyphenated form only. Otherwise also 32 digits, `{braces}` and `urn:uuid:`, as FastAPI does.
    pub strict_uuid: bool,
    /// Reads parameters as pydantic does: `yes` and `0` are booleans, `+1` and `1.0` integers. Otherwise they have JSON's forms. Bodies are not
    /// concerned.
    pub lenient_params: bool,
    /// Takes of a `format` what pydantic takes: a time without an offset, a duration of ISO 8601 with a sign or a fraction, a UUID without hyphens, URLs and addresses
    /// with characters beyond ASCII. Otherwise it is what its RFC says.
    pub lenient_formats: bool,
    /// Checks the rules of schemas (lengths, ranges, numbers of items). A server does, in requests; a client takes what the server answers.
    pub rules: bool,
    /// How deep arrays and objects may nest. Decoding recurses, so a large value needs a large stack.
    pub max_depth: u16,
    /// How many faults are listed; the rest is only marked.
    pub max_faults: u16,
}

impl DecodeOptions {
    /// The defaults, as a constant.
    pub const DEFAULT: Self = Self {
        naive_date_times: false,
        plain_date_times: false,
        strict_uuid: false,
        lenient_params: false,
        lenient_formats: false,
        rules: false,
        max_depth: 128,
        max_faults: 100,
    };

    /// Sets [`naive_date_times`](Self::naive_date_times).
    #[must_use]
    pub const fn with_naive_date_times(mut self, yes: bool) -> Self {
        self.naive_date_times = yes;
        self
    }

    /// Sets [`plain_date_times`](Self::plain_date_times).
    #[must_use]
    pub const fn with_plain_date_times(mut self, yes: bool) -> Self {
        self.plain_date_times = yes;
        self
    }

    /// Sets [`strict_uuid`](Self::strict_uuid).
    #[must_use]
    pub const fn with_strict_uuid(mut self, yes: bool) -> Self {
        self.strict_uuid = yes;
        self
    }

    /// Sets [`lenient_params`](Self::lenient_params).
    #[must_use]
    pub const fn with_lenient_params(mut self, yes: bool) -> Self {
        self.lenient_params = yes;
        self
    }

    /// Sets [`lenient_formats`](Self::lenient_formats).
    #[must_use]
    pub const fn with_lenient_formats(mut self, yes: bool) -> Self {
        self.lenient_formats = yes;
        self
    }

    /// Sets [`rules`](Self::rules).
    #[must_use]
    pub const fn with_rules(mut self, yes: bool) -> Self {
        self.rules = yes;
        self
    }

    /// Sets [`max_depth`](Self::max_depth).
    #[must_use]
    pub const fn with_max_depth(mut self, depth: u16) -> Self {
        self.max_depth = depth;
        self
    }

    /// Sets [`max_faults`](Self::max_faults); at least 1.
    #[must_use]
    pub const fn with_max_faults(mut self, count: u16) -> Self {
        self.max_faults = if count == 0 { 1 } else { count };
        self
    }
}

impl Default for DecodeOptions {
    fn default() -> Self {
        Self::DEFAULT
    }
}
