"""What schemathesis cannot know of the service: which phones there are, and which failures are none (accepted.toml)."""

import os
import tomllib
import uuid
from pathlib import Path

import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance, status_code_conformance

ACCEPTED = tomllib.loads(Path(__file__).with_name("accepted.toml").read_text())
# The entries that were needed, a line each: `cargo xtask schemathesis` reads them.
NEEDED = Path(os.environ["SCHEMATHESIS_NEEDED"])
FIRST_PHONE = uuid.UUID("11111111-1111-4111-8111-111111111110").int


# What the document says in prose only: random texts are hardly ever one of these.
HOSTS = ["sip.example.com", "pstn.example.net:5061", "192.0.2.1", "[2001:db8::1]:5060"]
ADDRESSES = [["203.0.113.0/24"], ["198.51.100.7", "2001:db8::/32"], ["0.0.0.0/0"]]


@schemathesis.hook
def before_call(context, case, **kwargs):
    """Random ids are all unknown phones, and random texts no hosts: some become those of the service, by the number in the id."""
    drawn = str((case.path_parameters or {}).get("phone_id"))
    try:
        number = uuid.UUID(drawn).int
    except ValueError:
        return
    if case.meta is None:
        return
    # Each case of the coverage phase is one of its kind: the phone that may be changed.
    n = 0 if case.meta.phase.name.value == "coverage" else number % 12
    if n < 10:
        case.path_parameters["phone_id"] = str(uuid.UUID(int=FIRST_PHONE + (n if n < 6 else 0)))
    if case.meta.generation.mode.is_positive and isinstance(case.body, dict):
        with_meaning(case.body, number // 12)


def with_meaning(body, number):
    """Puts what the rules allow where any text is, in half of the cases."""
    outbound, inbound = body.get("outbound_config"), body.get("inbound_config")
    if outbound and outbound.get("termination_uri") and number % 2 == 0:
        outbound["termination_uri"] = HOSTS[number // 2 % len(HOSTS)]
    if inbound and inbound.get("allowed_addresses") and number % 2 == 0:
        inbound["allowed_addresses"] = ADDRESSES[number // 2 % len(ADDRESSES)]


def needed(kind, index):
    with NEEDED.open("a") as file:
        file.write(f"{kind} {index}\n")


def allowed(kind, matches):
    """Whether an entry of the list says so."""
    for index, entry in enumerate(ACCEPTED[kind]):
        if matches(entry):
            needed(kind, index)
            return True
    return False


def body(response):
    try:
        return response.json()
    except ValueError:
        return None


@schemathesis.check
def status_is_declared_or_listed(ctx, response, case):
    told = body(response)

    def matches(entry):
        return entry["status"] == response.status_code and told == {"detail": entry["detail"]}

    try:
        status_code_conformance(ctx, response, case)
    except AssertionError:
        if not allowed("undeclared", matches):
            raise


@schemathesis.check
def valid_data_is_accepted_or_breaks_a_listed_rule(ctx, response, case):
    try:
        positive_data_acceptance(ctx, response, case)
    except AssertionError:
        faults = (body(response) or {}).get("detail")
        if response.status_code == 400:
            # That status is listed, or the other check fails.
            return
        if response.status_code != 422 or not isinstance(faults, list) or not all(map(breaks_a_rule, faults)):
            raise


def breaks_a_rule(fault):
    def matches(entry):
        loc = ["*" if isinstance(part, int) else part for part in fault["loc"]]
        return entry["type"] == fault["type"] and entry["loc"] == loc

    return allowed("rule", matches)
