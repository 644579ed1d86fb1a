"""Who may do what with a result: each deed by everybody who may not, and by one person where two are due."""

from collections.abc import Callable
from itertools import permutations

import pytest

from ballots.results import keeping, service, signatures
from ballots.results.values import Basis, Correction, Packed
from congress.access.registry import One, Pair, deeds
from congress.access.values import Authority, Role
from congress.errors import Refused
from tests.ballots_results.counted import Counted
from tests.scans import scanned
from tests.workspaces import ADMINISTRATOR, HEAD, STAFF

ROLES = {HEAD: Role.HEAD, ADMINISTRATOR: Role.ADMINISTRATOR, **{name: role for name, (_, role) in STAFF.items()}}
Deed = Callable[[Counted, Authority], object]

DEEDS: dict[str, Deed] = {
    "result:fix": lambda at, by: service.fix(at.workspace, by, contest_id=at.contest_id, read=at.draft()),
    "result:official": lambda at, by: service.make_official(
        at.workspace, by, contest_id=at.contest_id, basis=Basis.PEN
    ),
    "result:scan:bind": lambda at, by: service.bind_scan(at.workspace, by, contest_id=at.contest_id, scan=scanned()),
    "result:correct": lambda at, by: service.correct(
        at.workspace, by, contest_id=at.contest_id, correction=Correction("a", "b", "c")
    ),
    "contest:key:print": lambda at, by: keeping.print_key(at.workspace, by, contest_id=at.contest_id),
    "contest:seal": lambda at, by: keeping.seal(
        at.workspace, by, contest_id=at.contest_id, packed=Packed(1, ("A",)), last_group="AAAAA"
    ),
    "sealed:complaint": lambda at, by: keeping.note_complaint(at.workspace, by, contest_id=at.contest_id, text="đơn"),
}
BEFORE = {"result:fix"}


def registered() -> dict[str, One | Pair]:
    return {deed.name: deed.who for deed in deeds() if isinstance(deed.who, One | Pair)}


def allowed(who: One | Pair, first: str, second: str | None) -> bool:
    match who:
        case One(roles):
            return ROLES[first] in roles
        case Pair(pairs):
            return second is not None and any({ROLES[first], ROLES[second]} == set(pair) for pair in pairs)


def test_the_deeds_of_the_room_are_given_to_those_the_house_says() -> None:
    given = {name: who for name, who in registered().items() if name.startswith(("result:", "sealed:", "contest:"))}
    for name in ("result:fix", "result:official", "result:correct", "result:scan:bind"):
        assert given[name] == Pair(((Role.HEAD, Role.MEMBER),)), name
    for name in ("contest:key:print", "contest:seal", "sealed:open", "sealed:destroy", "sealed:complaint:settle"):
        assert given[name] == Pair(((Role.HEAD, Role.PRESIDIUM),)), name
    assert given["result:sign"] == One(frozenset({Role.HEAD, Role.MEMBER, Role.PRESIDIUM}))
    assert given["result:sign"] == signatures.SIGNERS


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_else_does_it(name: str, at_result: Counted, at_official: Counted) -> None:
    at = at_result if name in BEFORE else at_official
    who = registered()[name]
    people = ["truongban", "uyvien1", "kythuat", "chutich", "quantri", "giamsat"]
    pairs = [(first, None) for first in people] + list(permutations(people, 2))
    for first, second in pairs:
        if allowed(who, first, second):
            continue
        if isinstance(who, One) and second is not None:
            continue
        with pytest.raises(Refused) as caught:
            DEEDS[name](at, at.office.by(first, second))
        assert caught.value.code in {"role-missing", "roles-missing", "second-missing"}, (first, second)


def test_nobody_seconds_themselves(at_result: Counted) -> None:
    with pytest.raises(Refused) as caught:
        DEEDS["result:fix"](at_result, at_result.office.by(HEAD, HEAD))
    assert caught.value.code == "second-is-first"
