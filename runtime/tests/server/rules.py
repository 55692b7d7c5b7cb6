"""Records rules.jsonl, what pydantic says of each rule: pip install pydantic email-validator; python rules.py rules.jsonl"""
import datetime, decimal, ipaddress, json, sys, uuid
from typing import Annotated as A, Literal
import pydantic
from pydantic import AnyUrl, Base64Bytes, BaseModel, EmailStr, Field, TypeAdapter, ValidationError

class Part(BaseModel):
    name: A[str, Field(min_length=2, max_length=4, pattern='^[a-z]+$')]
    limits: dict[A[str, Field(max_length=3)], A[float, Field(ge=0, lt=1.5)]] = {}

class Whole(BaseModel):
    id: A[int, Field(ge=1, multiple_of=5)]
    tags: A[list[A[str, Field(min_length=2)]], Field(min_length=1, max_length=2)] = ['aa']
    parts: list[Part] = []

CASES = [
    ('min_length_1', A[str, Field(min_length=1)], ['']),
    ('min_length_2', A[str, Field(min_length=2)], ['', 'a', '\U0001F600']),
    ('max_length_1', A[str, Field(max_length=1)], ['ab']),
    ('max_length_3', A[str, Field(max_length=3)], ['abcd']),
    ('pattern', A[str, Field(pattern="^a'b$")], ['x', '']),
    ('length_and_pattern', A[str, Field(min_length=3, pattern='^[a-z]+$')], ['A']),
    ('ge_int', A[int, Field(ge=0)], [-1]),
    ('ge_float', A[float, Field(ge=0)], [-0.5]),
    ('gt_float', A[float, Field(gt=1.5)], [1.5, 1]),
    ('le_int', A[int, Field(le=10)], [11]),
    ('lt_float', A[float, Field(lt=1e-7)], [1]),
    ('gt_large', A[int, Field(gt=10**20)], [1]),
    ('ge_large_float', A[float, Field(ge=1e20)], [1]),
    ('range', A[int, Field(gt=3, le=5)], [3, 6]),
    ('multiple_of_int', A[int, Field(multiple_of=5)], [7]),
    ('multiple_of_float', A[float, Field(multiple_of=0.5)], [1.2]),
    ('multiple_of_whole_float', A[float, Field(multiple_of=2)], [3]),
    ('min_items_1', A[list[int], Field(min_length=1)], [[]]),
    ('min_items_2', A[list[int], Field(min_length=2)], [[1]]),
    ('max_items_1', A[list[int], Field(max_length=1)], [[1, 2]]),
    ('max_items_2', A[list[int], Field(max_length=2)], [[1, 2, 3, 4, 5]]),
    ('min_properties', A[dict[str, int], Field(min_length=2)], [{}, {'a': 1}]),
    ('max_properties', A[dict[str, int], Field(max_length=1)], [{'a': 1, 'b': 2, 'c': 3}]),
    ('property_names', dict[A[str, Field(max_length=2)], int], [{'abc': 1}]),
    ('const', Literal[1], [2, 'x']),
    ('enum', Literal['a', 'b'], ['c', 1]),
    ('enum_of_kinds', Literal['a', 1, None, True], ['b']),
    ('items', list[A[int, Field(ge=0)]], [[-1, 0, -2]]),
    ('values', dict[str, A[str, Field(min_length=1)]], [{'a': '', 'b': 'x'}]),
    ('whole', Whole, [
        {'id': 0},
        {'id': 7, 'tags': [], 'parts': [{'name': 'a'}, {'name': 'ABCDE'}]},
        {'id': 5, 'tags': ['a', 'bb', ''], 'parts': [{'name': 'ab', 'limits': {'a': -1, 'long': 1.5}}]},
    ]),
]

# Where pydantic's own parsers go on to say what they met, only what stands before is compared.
FORMATS = [
    ('email', EmailStr, ['x']),
    ('ipv4', ipaddress.IPv4Address, ['x']),
    ('ipv6', ipaddress.IPv6Address, ['x']),
    ('uri', AnyUrl, ['x']),
    ('time', datetime.time, ['x']),
    ('duration', datetime.timedelta, ['x']),
    ('uuid', uuid.UUID, ['x']),
    ('date', datetime.date, ['x']),
    ('date-time', datetime.datetime, ['x']),
    ('decimal', decimal.Decimal, ['x']),
    ('byte', Base64Bytes, ['x']),
]

# What it takes for a format.
TAKEN = [
    ('time', datetime.time, ['12:00', '12:00:00', '12:00:00.5', '12:00Z', '12:00:00+01:00', '24:00:00', '12:60', '12', 'noon']),
    ('duration', datetime.timedelta, ['P1D', 'PT0.5S', 'PT0,5S', '-P1D', '+P1D', 'P1W2D', 'P1Y2D', 'PT1H2S', 'P', 'PT', 'P1', 'P1D2H', 'PT.5S']),
    ('uri', AnyUrl, ['http://example.com/\u00e4', 'http://example.com/a|b', 'http://exa_mple.com', 'x:y', 'mailto:a@b', 'http://[::1]/', 'http://a b/', 'foo', '//x', 'http://', '/a']),
    ('email', EmailStr, ['a@b.co', '\u00e4@b.co', 'a@xn--9n2bp8q.co', 'a@b\u00fc.co', 'a', 'a@', '@b.co', 'a..b@c.co', 'a@b_c.co']),
    ('uuid', uuid.UUID, ['00000000-0000-4000-8000-000000000001', '00000000000040008000000000000001', '{00000000-0000-4000-8000-000000000001}', 'urn:uuid:00000000-0000-4000-8000-000000000001', '0']),
]

def takes(type_, value):
    try:
        TypeAdapter(type_).validate_python(value)
    except ValidationError:
        return False
    return True

def errors(type_, value):
    try:
        # As FastAPI does, which reads the JSON itself.
        TypeAdapter(type_).validate_python(value)
    except ValidationError as error:
        return error.errors(include_url=False, include_input=False)
    raise SystemExit(f'{type_} takes {value}')

with open(sys.argv[1], 'w') as f:
    f.write(json.dumps({'pydantic': pydantic.VERSION}) + '\n')
    for (name, type_, values) in CASES:
        for value in values:
            f.write(json.dumps({'rules': name, 'value': value, 'errors': errors(type_, value)}, ensure_ascii=False) + '\n')
    for (name, type_, values) in FORMATS:
        for value in values:
            said = [{'type': e['type'], 'loc': e['loc'], 'msg': e['msg']} for e in errors(type_, value)]
            f.write(json.dumps({'format': name, 'value': value, 'errors': said}, ensure_ascii=False) + '\n')
    for (name, type_, values) in TAKEN:
        for value in values:
            f.write(json.dumps({'taken': name, 'value': value, 'yes': takes(type_, value)}, ensure_ascii=False) + '\n')
