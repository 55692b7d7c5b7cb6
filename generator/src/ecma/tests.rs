//! Patterns, their translations, and what these match.

use super::{Assumption, Untranslatable, translate};

/// Whether a text matches a pattern, by its translation.
fn matches(source: &str, text: &str) -> bool {
    let translated = translate(source).unwrap_or_else(|why| panic!("{source}: {why}"));
    let is_match = |expression: &String| regex::Regex::new(expression).unwrap().is_match(text);
    translated.must.iter().all(is_match) && !translated.must_not.iter().any(is_match)
}

fn written(source: &str) -> (Vec<String>, Vec<String>) {
    let translated = translate(source).unwrap_or_else(|why| panic!("{source}: {why}"));
    (translated.must, translated.must_not)
}

#[test]
fn expressions_are_written_as_they_are_read() {
    for (source, expected) in [
        ("^[a-z]+$", "^[a-z]+$"),
        ("^(a|b)c?$", "^(?:a|b)c?$"),
        (r"^\d{3}-\d{4}$", "^[0-9]{3}-[0-9]{4}$"),
        (r"^\w+\.\w*$", r"^[0-9A-Za-z_]+\.[0-9A-Za-z_]*$"),
        (r"[^\d]", "[^0-9]"),
        (r"[\D]", "[[^0-9]]"),
        (r"\bword\b", r"(?-u:\b)word(?-u:\b)"),
        (r"a{2,}?b{,3}", r"a{2,}b\{,3\}"),
        ("(?<year>\\d)", "[0-9]"),
        ("[]", r"[^\x{0}-\x{10FFFF}]"),
        ("[^]", r"[\x{0}-\x{10FFFF}]"),
        ("[a&&b~~d-]", r"[a\&\&b\~\~d\-]"),
        ("[[a]", r"[\[a]"),
        (r"[\w-.]", r"[0-9A-Za-z_\-.]"),
        (r"\/\-\_\@\u00e9\x41\cJ", r"/-_@éA\n"),
        (r"\u{1F600}", r"\x{1F600}"),
        (r"\ud83d\ude00", r"\x{1F600}"),
        (r"[\ud800-\udfff]", r"[^\x{0}-\x{10FFFF}]"),
        (
            r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF]",
            "[ -\u{D7FF}\\x{E000}-\\x{FFFD}𐀀-\\x{10FFFF}]",
        ),
        (r"\p{Lu}\P{Script=Greek}", r"[\p{Lu}][\P{Script=Greek}]"),
        ("(?i:ab)c", "(?i:a)(?i:b)c"),
        ("{a}]", r"\{a\}\]"),
        ("", ""),
        ("a|", "a|"),
    ] {
        let (must, must_not) = written(source);
        let expected = expected.replace('\u{D7FF}', r"\x{D7FF}");
        assert_eq!((must, must_not), (vec![expected], vec![]), "{source}");
    }
}

#[test]
fn looks_become_further_expressions() {
    for (source, must, must_not) in [
        (
            r"^(?=.*[a-z])(?=.*\d).{8,}$",
            &[
                r"^[^\n\r\x{2028}\x{2029}]*[a-z]",
                r"^[^\n\r\x{2028}\x{2029}]*[0-9]",
                r"^[^\n\r\x{2028}\x{2029}]{8,}$",
            ][..],
            &[][..],
        ),
        ("^(?!sink_)[a-z_]+$", &["^[a-z_]+$"], &["^sink_"]),
        ("^(?!^[-+.]*$)[+-]?0*", &[], &[r"^[\-+.]*$"]),
        (
            "^ab(?!cd).*$",
            &[r"^ab[^\n\r\x{2028}\x{2029}]*$"],
            &["^abcd"],
        ),
        ("^(?:(?!x)a)$", &["^a$"], &["^x"]),
        ("(?!ab)^[a-z]+$", &["^[a-z]+$"], &["^ab"]),
        ("^[a-z-]+(?<!-)$", &[r"^[a-z\-]+$"], &["-$"]),
        ("^[a-z]+(?<!ab)c$", &["^[a-z]+c$"], &["abc$"]),
        ("a(?=b+)", &["ab+"], &[]),
        ("(?<=b+)a", &["b+a"], &[]),
        ("a(?!b)", &[r"a(?:$|[[\x{0}-\x{10FFFF}]--[b]])"], &[]),
        (
            "^a(?:(?!--|__)[a-z_-])+$",
            &[r"^a[a-z_\-]+$"],
            &[r"^a[\x{0}-\x{10FFFF}]*(?:--|__)"],
        ),
        (
            r"^[a-z0-9]+[a-z0-9\-]*(?<!-)x",
            &[r"(?:^[a-z0-9]+[a-z0-9\-]*[[a-z0-9\-]--[\-]]|^[a-z0-9]*[[a-z0-9]--[\-]])x"],
            &[],
        ),
    ] {
        assert_eq!(
            written(source),
            (strings(must), strings(must_not)),
            "{source}"
        );
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn what_matches_is_what_ecma_262_says() {
    for (source, yes, no) in [
        (r"^\d$", &["1"][..], &["२", "a"][..]),
        (r"^\w$", &["a", "_"], &["é", "-"]),
        (
            r"^\s$",
            &[" ", "\u{FEFF}", "\u{2028}", "\u{A0}"],
            &["\u{85}", "\u{180E}", "a"],
        ),
        ("^.$", &["a", "😀"], &["\n", "\r", "\u{2028}", ""]),
        ("a$", &["a", "ba"], &["a\n", "ab"]),
        ("^$", &[""], &["\n"]),
        (r"^\bé", &[], &["é"]),
        (
            "^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$",
            &["a", "a-b", "1"],
            &["-a", "a-", "", "-"],
        ),
        (
            r"^((?!-)[A-Za-z0-9-]{1,5}(?<!-)\.)+[a-z]{2,3}$",
            &["a.de", "a-b.com", "x.y.de"],
            &["-a.de", "a-.de", "abcdef.de", "a..de", "de"],
        ),
        (
            "^[a-z0-9]((?![_-]{2,})[a-z0-9-_])+[a-z0-9]$",
            &["a-b", "abc", "a_b-c"],
            &["a--b", "a_-b", "ab", "-ab", "a-"],
        ),
        (
            "^(?!^[-+.]*$)[+-]?0*(?:\\d{0,5}|(?=[\\d.]{1,18}0*$)\\d{0,5}\\.\\d{0,12}0*$)",
            &["1", "-1.5", "x"],
            &["", "-", "+.", "..."],
        ),
        (
            "^(?=.*[0-9])(?=.*[A-Z])(?=.*[^a-zA-Z0-9]).{8,}$",
            &["Passw0rd!"],
            &["password", "Passw0rd", "P0!"],
        ),
        (
            "^(?!.*(admin|root)).*$",
            &["user", "adm"],
            &["my admin", "root"],
        ),
        ("^(?!\\s)(.*)(\\S)$", &["a", "a b"], &[" a", "a ", ""]),
        ("^(?!$)a*$", &["a"], &[""]),
        ("^a(?=b)b$", &["ab"], &["a", "ac"]),
        ("x(?!y)z*", &["xz", "x", "axa"], &["xy"]),
    ] {
        for text in yes {
            assert!(matches(source, text), "{source} and {text:?}");
        }
        for text in no {
            assert!(!matches(source, text), "{source} and {text:?}");
        }
    }
}

#[test]
fn other_languages_are_understood_and_noted() {
    for (source, must, assumed) in [
        ("/^a$/", "^a$", Assumption::Delimiters),
        ("/^[a-z]+$/iu", "(?i)^[a-z]+$", Assumption::Delimiters),
        ("(?i)^ab$", "(?i)^ab$", Assumption::FlagsInside),
        ("(?P<n>a)", "a", Assumption::NamedGroup),
        (r"\Aa\z", "^a$", Assumption::Anchors),
        ("^[[:alpha:]_]$", "^[[:alpha:]_]$", Assumption::PosixClass),
        (r"^\pL$", r"^[\p{L}]$", Assumption::ShortProperty),
    ] {
        let translated = translate(source).unwrap();
        assert_eq!(
            (translated.must, translated.assumed),
            (vec![must.to_owned()], vec![assumed]),
            "{source}"
        );
    }
    // A path is a path.
    assert_eq!(written("/a/b/").0, ["/a/b/"]);
}

#[test]
fn a_group_of_few_texts_is_written_for_each_of_them() {
    assert_eq!(written(r"^(a|b)\1$").0, ["^aa$|^bb$"]);
    for (source, matching, others) in [
        (r#"^(["'])\w+\1$"#, &[r#""a""#, "'a'"][..], &[r#""a'"#][..]),
        (
            r"^(?<y>a|bc)-\k<y>(x|y)\2$",
            &["a-axx", "bc-bcyy"],
            &["a-bcxx", "a-axy"],
        ),
        (r"^(-?)(?:\d\1)+$", &["12", "-1-2-"], &["-1-2", "1-"]),
    ] {
        assert!(
            matching.iter().all(|text| matches(source, text)),
            "{source}"
        );
        assert!(!others.iter().any(|text| matches(source, text)), "{source}");
    }
}

#[test]
fn what_has_no_translation_says_why() {
    let syntax = |at, what| Untranslatable::Syntax { at, what };
    for (source, why) in [
        (r"(a+)\1", Untranslatable::Reference),
        (r"(?:(a)|b)\1", Untranslatable::Reference),
        (r"\1(a)", Untranslatable::Reference),
        (r"(?<n>\d{4})\k<n>", Untranslatable::Reference),
        ("^a+(?!bc)d", Untranslatable::LookAhead),
        ("^(?:a|(?!bc)d)+e", Untranslatable::LookAhead),
        ("a+(?<!bc)d", Untranslatable::LookBehind),
        ("^(?!(?=.*a)(?=.*b))", Untranslatable::LookAhead),
        (r"\p{Klingon}", Untranslatable::Property),
        ("(?:[^]{1000}){1000}", Untranslatable::TooLarge),
        ("a**", syntax(2, "nothing that could be repeated")),
        ("+", syntax(1, "nothing that could be repeated")),
        ("(a", syntax(2, "a `(` without its `)`")),
        ("a)", syntax(1, "a `)` without its `(`")),
        ("[a", syntax(2, "a `[` without its `]`")),
        ("[z-a]", syntax(4, "a range that is not in order")),
        ("a{3,2}", syntax(6, "counts that are not in order")),
        ("a\\", syntax(2, "a `\\` with nothing behind it")),
        (r"\h", syntax(2, "an escape that ECMA-262 does not have")),
        (
            "(?>a)",
            syntax(3, "a kind of group that ECMA-262 does not have"),
        ),
        (
            "(?#a)",
            syntax(3, "a kind of group that ECMA-262 does not have"),
        ),
        (r"\u{110000}", syntax(9, "a code point that is none")),
    ] {
        assert_eq!(translate(source), Err(why), "{source}");
    }
}

#[test]
fn nothing_panics_and_nothing_overflows() {
    assert_eq!(
        translate(&"a".repeat(20_000)),
        Err(Untranslatable::TooLarge)
    );
    let deep = "(".repeat(8_000) + &")".repeat(8_000);
    assert!(translate(&deep).is_err());
    let many = "(?:a?)".repeat(2500);
    assert!(translate(&many).is_ok());
    let looks = "(?!a)[a-z]?".repeat(200);
    let _outcome = translate(&looks);
}
