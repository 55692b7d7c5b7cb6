"""Records what FastAPI answers to values that keep rules and to values that break them, and the document that it writes of the same models.

pip install fastapi httpx email-validator; python record.py openapi.json answers.jsonl
"""
import datetime, decimal, ipaddress, json, sys, uuid
from enum import Enum, IntEnum
from typing import Annotated as A, Literal, Union
import fastapi, pydantic
from fastapi import Body, FastAPI, Header, Query
from fastapi.testclient import TestClient
from pydantic import AnyUrl, Base64Bytes, BaseModel, ConfigDict, EmailStr, Field

class Part(BaseModel):
    name: A[str, Field(min_length=2, max_length=4, pattern='^[a-z]+$')]
    limits: dict[A[str, Field(max_length=3)], A[float, Field(ge=0, lt=1.5)]] = {}

class Whole(BaseModel):
    id: A[int, Field(ge=1, multiple_of=5)]
    tags: A[list[A[str, Field(min_length=2)]], Field(min_length=1, max_length=2)] = ['aa']
    parts: list[Part] = []
    note: A[str, Field(max_length=3)] | None = None

class Shut(BaseModel):
    model_config = ConfigDict(extra='forbid')
    a: int
    b: str = ''

class Colour(str, Enum):
    RED = 'red'
    BLUE = 'blue'

class Level(IntEnum):
    LOW = 1
    HIGH = 2

class Cat(BaseModel):
    kind: Literal['cat']
    lives: A[int, Field(ge=1)]

class Dog(BaseModel):
    kind: Literal['dog']
    name: A[str, Field(min_length=1)]

# By name: the model, values that keep it, and values that do not.
MODELS = [
    ('min_length_1', A[str, Field(min_length=1)], ['a'], ['']),
    ('min_length_2', A[str, Field(min_length=2)], ['ab', '\U0001F600\U0001F600'], ['', 'a', '\U0001F600']),
    ('max_length_1', A[str, Field(max_length=1)], ['', 'a', '\U0001F600'], ['ab']),
    ('max_length_3', A[str, Field(max_length=3)], ['abc'], ['abcd']),
    ('pattern', A[str, Field(pattern="^a'b$")], ["a'b"], ['x', '']),
    ('length_and_pattern', A[str, Field(min_length=3, pattern='^[a-z]+$')], ['abc'], ['A', 'ABC', 'a']),
    ('ge_int', A[int, Field(ge=0)], [0], [-1]),
    ('ge_float', A[float, Field(ge=0)], [0, 0.5], [-0.5]),
    ('gt_float', A[float, Field(gt=1.5)], [1.6], [1.5, 1]),
    ('le_int', A[int, Field(le=10)], [10, -7], [11]),
    ('lt_float', A[float, Field(lt=1e-7)], [0], [1]),
    ('ge_large_float', A[float, Field(ge=1e20)], [1e20], [1]),
    ('range', A[int, Field(gt=3, le=5)], [4, 5], [3, 6]),
    ('multiple_of_int', A[int, Field(multiple_of=5)], [10, 0, -5], [7]),
    ('multiple_of_float', A[float, Field(multiple_of=0.5)], [1.5], [1.2]),
    ('multiple_of_whole_float', A[float, Field(multiple_of=2)], [4], [3]),
    ('min_items_1', A[list[int], Field(min_length=1)], [[1]], [[]]),
    ('min_items_2', A[list[int], Field(min_length=2)], [[1, 2]], [[1]]),
    ('max_items_1', A[list[int], Field(max_length=1)], [[1]], [[1, 2]]),
    ('max_items_2', A[list[int], Field(max_length=2)], [[1, 2]], [[1, 2, 3, 4, 5]]),
    ('min_properties', A[dict[str, int], Field(min_length=2)], [{'a': 1, 'b': 2}], [{}, {'a': 1}]),
    ('max_properties', A[dict[str, int], Field(max_length=1)], [{'a': 1}], [{'a': 1, 'b': 2, 'c': 3}]),
    ('property_names', dict[A[str, Field(max_length=2)], int], [{'ab': 1}], [{'abc': 1}]),
    ('const', Literal[1], [1], [2, 'x']),
    ('const_text', Literal['only'], ['only'], ['other']),
    ('literal', Literal['a', 'b'], ['a', 'b'], ['c']),
    ('literal_of_kinds', Literal['a', 1], ['a', 1], ['b', 2]),
    ('enum', Colour, ['red'], ['green']),
    ('enum_int', Level, [1, 2], [3]),
    ('items', list[A[int, Field(ge=0)]], [[0, 1]], [[-1, 0, -2]]),
    ('values', dict[str, A[str, Field(min_length=1)]], [{'a': 'x'}], [{'a': '', 'b': 'x'}]),
    ('tuple', tuple[int, A[str, Field(min_length=2)]], [[1, 'ab']], [[1, 'a'], ['x', 'ab']]),
    ('nullable', A[str, Field(min_length=2)] | None, [None, 'ab'], ['a']),
    ('tagged', A[Union[Cat, Dog], Field(discriminator='kind')], [{'kind': 'cat', 'lives': 9}, {'kind': 'dog', 'name': 'd'}],
        [{'kind': 'cat', 'lives': 0}, {'kind': 'dog', 'name': ''}, {'kind': 'cow'}, {}]),
    ('closed', Shut, [{'a': 1}, {'a': 1, 'b': 'x'}], [{'a': 1, 'c': 2}, {'a': 'x', 'c': 2}, {'b': 'x'}]),
    ('whole', Whole, [{'id': 5}, {'id': 10, 'tags': ['aa', 'bb'], 'parts': [{'name': 'ab', 'limits': {'a': 1.25}}], 'note': None}], [
        {'id': 0},
        {'id': 7, 'tags': [], 'parts': [{'name': 'a'}, {'name': 'ABCDE'}], 'note': 'long'},
        {'id': 5, 'tags': ['a', 'bb', ''], 'parts': [{'name': 'ab', 'limits': {'a': -1, 'long': 1.5}}]},
        {'tags': ['aa'], 'parts': {}},
    ]),
    ('kind_string', str, ['a'], [1, [], True]),
    ('kind_int', int, [1], ['x', [], 1.5]),
    ('kind_float', float, [1.5], ['x', {}]),
    ('kind_bool', bool, [True], ['x', []]),
    ('kind_list', list[int], [[1]], [1, 'x', {'a': 1}]),
    ('kind_dict', dict[str, int], [{'a': 1}], [1, [], 'x']),
    ('email', EmailStr, ['a@b.co'], ['x']),
    ('ipv4', ipaddress.IPv4Address, ['192.0.2.1'], ['x']),
    ('ipv6', ipaddress.IPv6Address, ['::1'], ['x']),
    ('uri', AnyUrl, ['http://example.com/'], ['x']),
    ('time', datetime.time, ['12:00:00Z'], ['x']),
    ('duration', datetime.timedelta, ['P1D'], ['x']),
    ('uuid', uuid.UUID, ['5f8b1f0e-0d8c-4b11-9a6a-2f9f7c1f0a11'], ['x']),
    ('date', datetime.date, ['2024-02-29'], ['x']),
    ('date_time', datetime.datetime, ['2024-02-29T12:00:00Z'], ['x']),
]

# The same rules in a query, where a value is text; in a list, each is one more `v=`.
IN_QUERY = ['min_length_2', 'max_length_3', 'pattern', 'length_and_pattern', 'ge_int', 'ge_float', 'gt_float', 'le_int', 'lt_float', 'range',
    'multiple_of_int', 'multiple_of_float', 'const_text', 'literal', 'enum', 'enum_int', 'items', 'min_items_2', 'max_items_1', 'max_items_2',
    'kind_int', 'kind_float', 'kind_bool', 'uuid', 'date', 'date_time', 'ipv4']

app = FastAPI(title='Rules', version='1')
client = TestClient(app)

def in_body(name, type_):
    def operation(v): return None
    operation.__annotations__ = {'v': A[type_, Body()]}
    app.post(f'/body/{name}', operation_id=f'body_{name}', tags=['rules'], status_code=204)(operation)

def in_query(name, type_):
    def operation(v): return None
    operation.__annotations__ = {'v': A[type_, Query()]}
    app.get(f'/query/{name}', operation_id=f'query_{name}', tags=['rules'], status_code=204)(operation)

def recorded(name, method, path, body=None, params=None):
    said = client.request(method, path, content=body, params=params, headers={'content-type': 'application/json'} if body else {})
    query = str(said.request.url.query, 'ascii')
    detail = [{k: e[k] for k in ('type', 'loc', 'msg')} for e in said.json()['detail']] if said.status_code == 422 else []
    return {'model': name, 'method': method, 'path': path + ('?' + query if query else ''), 'body': body, 'status': said.status_code, 'detail': detail}

def text(value): return {True: 'true', False: 'false'}[value] if isinstance(value, bool) else str(value)

lines = []
for (name, type_, kept, broken) in MODELS:
    in_body(name, type_)
    for value in kept + broken:
        line = recorded(name, 'POST', f'/body/{name}', json.dumps(value, ensure_ascii=False))
        assert (line['status'] == 204) == (value in kept), (name, value, line)
        lines.append(line)
    if name in IN_QUERY:
        in_query(name, type_)
        for value in kept + broken:
            # An empty list, null, and an object cannot be written; what JSON has as another kind is text there.
            if isinstance(value, dict) or value is None or value == [] or (name.startswith('kind') and value not in ('x', 1, 1.5, True)): continue
            params = [('v', text(one)) for one in (value if isinstance(value, list) else [value])]
            lines.append(recorded(name, 'GET', f'/query/{name}', params=params))

with open(sys.argv[1], 'w') as f:
    json.dump(app.openapi(), f, indent=1, ensure_ascii=False)
    f.write('\n')
with open(sys.argv[2], 'w') as f:
    f.write(json.dumps({'fastapi': fastapi.__version__, 'pydantic': pydantic.VERSION}) + '\n')
    for line in lines: f.write(json.dumps(line, ensure_ascii=False) + '\n')
