//! Parameters of all places.

use crate::fixture::{FASTAPI, PROBLEMS, router};
use crate::get;
use crate::send::send;

const TRACE: (&str, &str) = ("x-trace", "00000000000000000000000000000001");

#[test]
fn parameters() {
    let cookie = ("cookie", "a=b; theme=d%20k");
    let (status, body) = get(
        &FASTAPI,
        "/list/?limit=+5&flag=Yes&ids=1&ids=2&tags=a%7Cb&key=k&ids=3",
        &[TRACE, cookie],
    );
    assert_eq!(
        (status, body.as_str()),
        (
            200,
            r#"["Some(\"key\")","5 Some(true) [1, 2, 3] Some([\"a\", \"b\"])","00000000-0000-0000-0000-000000000001 Some(\"d k\")"]"#
        )
    );
    let (status, body) = get(&FASTAPI, "/list/?ids=1&tags=", &[TRACE]);
    assert_eq!(
        (status, body.as_str()),
        (
            200,
            r#"["None","20 None [1] Some([])","00000000-0000-0000-0000-000000000001 None"]"#
        )
    );
    // An optional credential that is there must be right.
    assert_eq!(get(&FASTAPI, "/list/?ids=1&key=no", &[TRACE]).0, 401);
}

#[test]
fn faults_of_parameters_come_together_and_in_order() {
    let path = "/list/?limit=x&flag=2&ids=1&ids=b&ids=9999999999999999999";
    let (status, body) = get(&FASTAPI, path, &[]);
    assert_eq!(status, 422);
    assert_eq!(
        body,
        concat!(
            r#"{"detail":[{"type":"int_parsing","loc":["query","limit"],"msg":"Input should be a valid integer, unable to parse string as an integer"},"#,
            r#"{"type":"bool_parsing","loc":["query","flag"],"msg":"Input should be a valid boolean, unable to interpret input"},"#,
            r#"{"type":"int_parsing","loc":["query","ids",1],"msg":"Input should be a valid integer, unable to parse string as an integer"},"#,
            r#"{"type":"int_parsing_size","loc":["query","ids",2],"msg":"Unable to parse input string as an integer, exceeded maximum size"},"#,
            r#"{"type":"missing","loc":["header","x-trace"],"msg":"Field required"}]}"#
        )
    );
    let said = send(&router(&PROBLEMS), "GET", path, &[TRACE], "");
    assert_eq!(
        (said.status, said.header("content-type")),
        (400, vec!["application/problem+json"])
    );
    assert_eq!(
        said.body,
        concat!(
            r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"The request is not well formed","errors":["#,
            r#"{"in":"query","parameter":"limit","code":"integer_expected","detail":"expected an integer"},"#,
            r#"{"in":"query","parameter":"flag","code":"boolean_expected","detail":"expected true or false"},"#,
            r#"{"in":"query","parameter":"ids","index":1,"code":"integer_expected","detail":"expected an integer"},"#,
            r#"{"in":"query","parameter":"ids","index":2,"code":"out_of_range","detail":"expected an integer from -9223372036854775808 to 9223372036854775807"},"#,
            r#"{"in":"header","parameter":"x-trace","code":"uuid_expected","detail":"expected a UUID"}]}"#
        )
    );
}
