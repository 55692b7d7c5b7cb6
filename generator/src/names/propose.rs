//! What names things would like to have, before anything else has a say.

use crate::ir::StatusKey;

use super::words::{Symbols, words};
use crate::identifier::{Case, camel, escape_keyword, is_upper_camel, is_valid, snake};

/// A type's name: the text as it is where it is in upper camel case (`HTTPValidationError`), else its words.
pub(super) fn type_name(text: &str) -> String {
    if is_upper_camel(text) {
        return text.to_owned();
    }
    or_prefixed(camel(&words(text, Symbols::Separate)), "Model")
}

/// A variant's name for an enum's value; then one in which signs count, then one in which every symbol does.
pub(super) fn value_names(value: &str) -> Vec<String> {
    if value.is_empty() {
        return vec!["Empty".to_owned()];
    }
    let mut names = vec![value_name(value, Symbols::Meaningful)];
    for symbols in [Symbols::Signs, Symbols::All] {
        let spelled = value_name(value, symbols);
        if !names.contains(&spelled) {
            names.push(spelled);
        }
    }
    names
}

/// Whether a sign before a digit makes another name of a value ([`value_names`]' second).
pub(super) fn has_inner_sign(value: &str) -> bool {
    value_name(value, Symbols::Signs) != value_name(value, Symbols::Meaningful)
}

fn value_name(value: &str, symbols: Symbols) -> String {
    escape_keyword(or_prefixed(camel(&words(value, symbols)), "Value"))
}

/// A field's, parameter's, method's or module's name; `prefix` stands before digits and where there is nothing else.
pub(super) fn snake_name(text: &str, prefix: &str) -> String {
    snake_of(&words(text, Symbols::Separate), prefix)
}

/// [`snake_name`], then one in which every symbol counts.
pub(super) fn field_names(text: &str, prefix: &str) -> Vec<String> {
    let mut names = vec![snake_name(text, prefix)];
    let spelled = snake_of(&words(text, Symbols::All), prefix);
    if !names.contains(&spelled) {
        names.push(spelled);
    }
    names
}

fn snake_of(words: &[String], prefix: &str) -> String {
    let name = snake(words);
    if name.is_empty() {
        return prefix.to_owned();
    }
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("{prefix}_{name}");
    }
    escape_keyword(name)
}

fn or_prefixed(name: String, prefix: &str) -> String {
    if is_valid(&name, Case::Camel) || name == "Self" {
        return name;
    }
    prefix.to_owned() + &name
}

/// A response's variant: the reason phrase of its status (IANA's registry of HTTP status codes, RFC 9110 section 15).
pub(super) fn status_name(status: StatusKey) -> String {
    match status {
        StatusKey::Default => "Default".to_owned(),
        StatusKey::Range(1) => "Informational".to_owned(),
        StatusKey::Range(2) => "Success".to_owned(),
        StatusKey::Range(3) => "Redirection".to_owned(),
        StatusKey::Range(4) => "ClientError".to_owned(),
        StatusKey::Range(5) => "ServerError".to_owned(),
        StatusKey::Range(digit) => format!("Status{digit}XX"),
        StatusKey::Code(code) => {
            reason(code).map_or_else(|| format!("Status{code}"), str::to_owned)
        }
    }
}

fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        100 => "Continue",
        101 => "SwitchingProtocols",
        102 => "Processing",
        103 => "EarlyHints",
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        305 => "UseProxy",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        506 => "VariantAlsoNegotiates",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        510 => "NotExtended",
        511 => "NetworkAuthenticationRequired",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types() {
        let table = [
            ("HTTPValidationError", "HTTPValidationError"),
            ("Body_upload_file_post", "BodyUploadFilePost"),
            ("pet", "Pet"),
            ("io.k8s.api.core.v1.Pod", "IoK8sApiCoreV1Pod"),
            ("Page[Item]", "PageItem"),
            ("404", "Model404"),
            ("Self", "Self"),
            ("", "Model"),
            ("Größe", "Grosse"),
        ];
        for (text, expected) in table {
            assert_eq!(type_name(text), expected, "{text:?}");
        }
    }

    #[test]
    fn values() {
        let table = [
            ("NETELIP", "Netelip"),
            ("active_user", "ActiveUser"),
            ("", "Empty"),
            ("1", "Value1"),
            ("1.10", "Value1_10"),
            ("-1", "Minus1"),
            ("+1", "Plus1"),
            ("*", "Asterisk"),
            ("<=", "LessEqual"),
            (" ", "Space"),
            ("-created", "MinusCreated"),
            ("self", "Self_"),
            ("image/svg+xml", "ImageSvgXml"),
            ("gpt-3.5-turbo", "Gpt3_5Turbo"),
        ];
        for (value, expected) in table {
            assert_eq!(value_names(value)[0], expected, "{value:?}");
        }
        assert_eq!(value_names("a/b"), ["AB", "ASlashB"]);
    }

    #[test]
    fn fields() {
        let table = [
            ("phoneId", "phone_id"),
            ("type", "r#type"),
            ("self", "self_"),
            ("@id", "id"),
            ("+1", "plus_1"),
            ("1st", "value_1st"),
            ("", "value"),
            ("X-Request-ID", "x_request_id"),
        ];
        for (text, expected) in table {
            assert_eq!(snake_name(text, "value"), expected, "{text:?}");
        }
    }

    #[test]
    fn statuses_have_names_of_their_own() {
        let keys = (100..600)
            .map(StatusKey::Code)
            .chain((1..6).map(StatusKey::Range));
        let mut names: Vec<String> = keys.chain([StatusKey::Default]).map(status_name).collect();
        assert!(names.iter().all(|name| is_valid(name, Case::Camel)));
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(status_name(StatusKey::Code(299)), "Status299");
    }
}
