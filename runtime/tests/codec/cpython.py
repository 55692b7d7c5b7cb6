"""Records where CPython's json finds the fault in texts that are not JSON: python3 cpython.py > cpython.jsonl

Recorded with CPython 3.11. Texts that CPython takes and JSON does not have (NaN, lone surrogates) are not here.
"""
import json

WHOLE = ['{"a":"ñ\\u00e9\\n","b":[true,false,null,-1.5e+2,0],"c":{}} ', '["\\ud83d\\ude00", {"k" : 1}]']
OTHERS = [
    # What sip-config.md, section 1, promises.
    '{"a":"ñññ', '{"a":tru', '{"a":-', '{"a":"\\x"}',
    # Nothing, and what is no value.
    "", " ", "\n\t\r ", "x", "é", "😀", "'a'", "[x]", "[é]", '{"a":é}', "}", "]", ",", ":", "[:]", "\x00", "[\x00]", "\x0b1", "\u00a01", "/**/1", "// 1", "None", "True", "undefined",
    # Literals.
    "t", "nul", "nulL", "Null", "TRUE", "[tru]", "[fals", "[truefalse]", "true false", "[nullnull]", '{"a":nul}', "  nul",
    # Numbers.
    "-", "+1", "--1", "-a", "- 1", "01", "-01", "00", "1.", "-1.", ".5", "-.5", "1.e5", "1e", "1e+", "1E-", "1e+x", "1.5.5", "1..2", "1e5.5", "0x10", "1_000", "1,000", "[1.]", "[1e]", "[01]", "[-]", "[-x]", "[+1]", "[.5]",
    "[1 2]", "[1a]", '{"a":01}', '{"a":1.}', '{"a":-}', "[1x]", "1f", "Inf", "[Infinit]", "-Inf", "[nan]",
    # Strings.
    '"', '"abc', '"a\\', '"a\\"', '["a', '["ñ", "b', '"a\nb"', '"\t"', '"ñ\x01"', '"\x1f"', '"\\x"', '"\\ "', '"\\\n"', '"ñ\\é"', "\"\\'\"", '"\\u"', '"\\u1"', '"\\u12"', '"\\u123"', '"\\u123g"', '"\\u 123"', '"\\u+123"', '"\\u12_3"', '"\\U1234"',
    '"\\u', '"\\u1', '"\\u1234', '"\\ud83d\\u', '"\\ud83d\\ude0"', '"\\ud83d\\x"', '"\\0"', '"\\a"', '"abcdefgh\\q"', '"abcdefghijklmnop\x02"', '"a" "b"', '"a"b', "\"a'", '"\\\\\\"', '"é\\u00e9\\u00g9"',
    # Arrays.
    "[", "[ ", "[1", "[1 ", "[1,", "[1, ", "[1,]", "[1, ]", "[,]", "[,1]", "[1,,2]", "[1;2]", "[1}", "[[]", "[[],", "[]]", "[] []", "[1]x", '["a":1]', "[1:2]", "[\n1\n2\n]", "[{}",
    # Objects.
    "{", "{ ", "{,", "{,}", "{]", "{1", "{1:1}", "{a:1}", "{'a':1}", "{null:1}", '{"', '{"a', '{"a"', '{"a" ', '{"a"}', '{"a" }', '{"a",}', '{"a":', '{"a": ', '{"a":}', '{"a":,}', '{"a"::1}', '{"a"=1}', '{"a":1', '{"a":1 ', '{"a":1,', '{"a":1, ',
    '{"a":1,}', '{"a":1, }', '{"a":1,,}', '{"a":1;}', '{"a":1]', '{"a":1 "b":2}', '{"a":1,b:2}', '{"a":1,"b"}', '{"a":1,1}', '{"a":1}}', '{"a":1}x', '{"a":1} {"b":2}', '{"ñ":1,"é"}', '{"\\x":1}', '{"a\n":1}', '{"a":"b"', '{"a":{"b":[1,{"c":tru}]}}',
    '{"a":{"b":1}', '{"a":[1,2}', '{"é😀":"ñ" "x"}', '[{"a":1},{"a":}]', '{"a":[}', "{{}}", "{[]}", '{"a" "b"}',
]


def position(text):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return error.pos, error.msg
    raise SystemExit(f"CPython takes {text!r}")


texts = [text[:end] for text in WHOLE for end in range(1, len(text.rstrip()))] + OTHERS
for text in dict.fromkeys(texts):
    offset, message = position(text)
    print(json.dumps({"text": text, "offset": offset, "message": message}))
