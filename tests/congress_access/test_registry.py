"""Who may do what: every deed of the house, tried by every role alone and by every two, against the table below.

The table is written from the rules of the house, not from the code; a new deed is entered here by hand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations_with_replacement
from pathlib import Path
from uuid import UUID

import pytest

import tui.house  # brings every room's deeds
from congress.access import queries, registry
from congress.access.registry import Deed, deeds
from congress.access.service import authorise
from congress.access.values import Actor, Authority, Grant, Role
from congress.errors import Refused
from congress.workspace import Workspace
from tests import workspaces
from tests.clocks import PinnedClock

R = Role
KEY = {R.TECHNICIAN, R.MEMBER, R.HEAD}
"""Key papers, run the desk: technician of the board or member."""
PREPARE = {R.ADMINISTRATOR, R.SECRETARY, R.PRESIDIUM, R.HEAD, R.MEMBER, R.TECHNICIAN}
KEEPERS = {R.ARCHIVIST, R.SECRETARY, R.ADMINISTRATOR}
"""Keep the congress's documents, the papers handed out, opinions on drafts."""
BOARD = {R.MEMBER, R.HEAD}
TEAMS = {R.SITE_TECHNICIAN, R.TECHNICIAN, R.ADMINISTRATOR}
EQUIPMENT = {R.SITE_TECHNICIAN, R.ADMINISTRATOR}
"""Keep the register of devices: technicians of the congress, administrator."""
ARCHIVE = {R.ARCHIVIST, R.ADMINISTRATOR, R.SECRETARY}
"""Results of earlier terms: take in, withdraw."""
BODIES = {R.SITE_TECHNICIAN, R.ADMINISTRATOR, R.SECRETARY}

HEAD_AND_MEMBER = {(R.HEAD, R.MEMBER)}
"""Open, fix, make official, corrigendum, re-open: head with a member."""
CONCLUDE = {(R.HEAD, R.MEMBER), (R.MEMBER, R.MEMBER)}
"""Conclude, settle: head or member with another member."""
HEAD_AND_PRESIDIUM = {(R.HEAD, R.PRESIDIUM)}
"""Seal and open the sealed part, overrule a gate: head with the presidium."""
ADMINISTRATOR_AND_HEAD = {(R.ADMINISTRATOR, R.HEAD)}
"""Restore, accept a clock, keys, accounts: administrator with the head."""
TECHNICIAN_AND_ONE_IN_CHARGE = {(R.SITE_TECHNICIAN, R.ADMINISTRATOR), (R.SITE_TECHNICIAN, R.HEAD)}
"""What a device may be used for, and classified machines: a technician with the administrator or the head."""
ARCHIVIST_AND_ONE_IN_CHARGE = {(R.ARCHIVIST, R.HEAD), (R.ARCHIVIST, R.PRESIDIUM)}
"""Secret documents: the archivist with the head or the presidium."""
IN_CHARGE = set(combinations_with_replacement((R.HEAD, R.MEMBER, R.PRESIDIUM, R.ADMINISTRATOR), 2))
"""Lift a lock-out: any two of head, member, presidium, administrator."""

ANYONE = {"workspace:found", "account:log-in"}
ITSELF = {"machine:way-out:found", "machine:way-out:gone"}
"""What the laptop notices: nobody does it, nobody can keep it from being noted."""
FOR_THE_ARCHIVE = {
    (R.ARCHIVIST, R.HEAD),
    (R.ARCHIVIST, R.PRESIDIUM),
    (R.ARCHIVIST, R.ADMINISTRATOR),
    (R.ADMINISTRATOR, R.HEAD),
    (R.HEAD, R.PRESIDIUM),
}
"""Take a term back in, let a sealed part leave the laptop."""
ONESELF = {"account:secret:set"}
"""On one's own account, whatever roles it holds: also those held in one contest alone, or none yet."""

ONE: dict[str, set[Role]] = {
    "board:set": PREPARE,
    "body:change": BODIES,
    "body:make": BODIES,
    "body:make-several": BODIES,
    "body:spelling:confirm": BODIES,
    "bundle:export": KEY,
    "candidates:set": PREPARE,
    "congress:change": PREPARE,
    "congress:make": PREPARE,
    "congress:setting:set": PREPARE,
    "congress:settings:confirm": BOARD,
    "contest:change": PREPARE,
    "contest:drop": PREPARE,
    "contest:import": PREPARE,
    "contest:make": PREPARE,
    "contest:round:make": PREPARE,
    "count:close": BOARD,
    "desk:box-opened": KEY,
    "desk:box-sealed": KEY,
    "desk:card-votes": KEY,
    "desk:closed": KEY,
    "desk:issued": KEY,
    "desk:receive": KEY,
    "desk:reported": KEY,
    "desk:sorted": KEY,
    "desk:tally-sheets:print": KEY,
    "device:assign": EQUIPMENT,
    "device:change": EQUIPMENT,
    "device:check": TEAMS,
    "device:condition:set": EQUIPMENT,
    "device:find": EQUIPMENT,
    "device:hand-back": EQUIPMENT,
    "device:hand-over": EQUIPMENT,
    "device:import": EQUIPMENT,
    "device:labels:print": EQUIPMENT,
    "device:lose": EQUIPMENT,
    "device:merge-some": EQUIPMENT,
    "device:merge-whole": EQUIPMENT,
    "device:register": EQUIPMENT,
    "device:repair:done": EQUIPMENT,
    "earlier:compare:print": ARCHIVE,
    "earlier:import": ARCHIVE,
    "earlier:outcome:take": ARCHIVE,
    "earlier:withdraw": ARCHIVE,
    "device:report:print": TEAMS,
    "archive:take": {R.ARCHIVIST, R.SECRETARY, R.ADMINISTRATOR},
    "archive:build": {R.ARCHIVIST, R.SECRETARY, R.ADMINISTRATOR},
    "archive:fixity": ARCHIVE,
    "archive:fixity:schedule": ARCHIVE,
    "archive:book:close": {R.ARCHIVIST, R.SECRETARY, R.ADMINISTRATOR},
    "archive:repair": ARCHIVE,
    "device:retire": EQUIPMENT,
    "device:return": EQUIPMENT,
    "device:use": KEY,
    "document:add": KEEPERS,
    "document:correct": KEEPERS,
    "document:import": KEEPERS,
    "document:withdraw": KEEPERS,
    "draft:make": KEEPERS,
    "electorate:set": {*PREPARE, R.CREDENTIALS},
    "hand:close": BOARD,
    "incident:close": TEAMS,
    "incident:report": TEAMS,
    "incident:swap": TEAMS,
    "issue:back": KEEPERS,
    "issue:import": KEEPERS,
    "issue:out": KEEPERS,
    "issue:register:print": KEEPERS,
    "issue:title:make": KEEPERS,
    "list:confirm": {R.SECRETARY, R.PRESIDIUM, R.HEAD, R.MEMBER},
    "list:surplus:overrule": {R.SECRETARY, R.PRESIDIUM, R.HEAD},
    "merger:import": BODIES,
    "merger:make": BODIES,
    "needs:norms:enter": EQUIPMENT,
    "needs:norms:keep": EQUIPMENT,
    "needs:staff:enter": EQUIPMENT,
    "needs:staff:keep": EQUIPMENT,
    "opinion:add": KEEPERS,
    "opinion:change": KEEPERS,
    "opinion:import": KEEPERS,
    "opinion:report:print": KEEPERS,
    "pile:close": KEY,
    "pile:open": KEY,
    "paper:third": KEY,
    "place:make": EQUIPMENT,
    "position:set": EQUIPMENT,
    "reading:keep": KEY,
    "result:sign": {*BOARD, R.PRESIDIUM},
    "device:template:own:set": TEAMS,
    "device:transfer": EQUIPMENT,
    "device:template:set": TEAMS,
    "incident:print": TEAMS,
    "incident:team:set": TEAMS,
    "seal:affix": TEAMS,
    "seal:broken": TEAMS,
    "seal:minutes:print": TEAMS,
    "seal:picture": TEAMS,
    "seal:request": TEAMS,
    "sealed:complaint": BOARD,
    "site:certificate:print": TEAMS,
    "site:consumable:count": TEAMS,
    "site:duty:set": TEAMS,
    "site:make": PREPARE,
    "stock-take:close": EQUIPMENT,
    "stock-take:minutes:print": EQUIPMENT,
    "stock-take:move": EQUIPMENT,
    "stock-take:open": EQUIPMENT,
    "stock-take:scan": EQUIPMENT,
    "term:make": PREPARE,
    "workspace:backup": {R.ADMINISTRATOR, R.HEAD},
    "workspace:drill": {R.ADMINISTRATOR, R.HEAD},
}

TWO: dict[str, set[tuple[Role, Role]]] = {
    "archive:restore": FOR_THE_ARCHIVE,
    "archive:sealed:remove": FOR_THE_ARCHIVE,
    "account:lock:lift": IN_CHARGE,
    "account:make": ADMINISTRATOR_AND_HEAD,
    "account:roles:set": ADMINISTRATOR_AND_HEAD,
    "account:secret:reset": ADMINISTRATOR_AND_HEAD,
    "account:state:set": ADMINISTRATOR_AND_HEAD,
    "bundle:import": HEAD_AND_MEMBER,
    "bundle:setup:export": ADMINISTRATOR_AND_HEAD,
    "bundle:setup:import": ADMINISTRATOR_AND_HEAD,
    "key:station:certify": ADMINISTRATOR_AND_HEAD,
    "clock:accept": ADMINISTRATOR_AND_HEAD,
    "count:open": HEAD_AND_MEMBER,
    "desk:aliens-decide": HEAD_AND_PRESIDIUM,
    "desk:by-hand": HEAD_AND_MEMBER,
    "desk:explain": HEAD_AND_MEMBER,
    "desk:open": HEAD_AND_MEMBER,
    "seal:remove": {
        (R.SITE_TECHNICIAN, R.ADMINISTRATOR),
        (R.SITE_TECHNICIAN, R.TECHNICIAN),
        (R.SITE_TECHNICIAN, R.HEAD),
        (R.SITE_TECHNICIAN, R.MEMBER),
        (R.SITE_TECHNICIAN, R.SITE_TECHNICIAN),
    },
    "device:hand-back:classified": TECHNICIAN_AND_ONE_IN_CHARGE,
    "device:hand-over:classified": TECHNICIAN_AND_ONE_IN_CHARGE,
    "device:use-class:change": TECHNICIAN_AND_ONE_IN_CHARGE,
    "document:add:secret": ARCHIVIST_AND_ONE_IN_CHARGE,
    "document:correct:secret": ARCHIVIST_AND_ONE_IN_CHARGE,
    "gate:overrule": HEAD_AND_PRESIDIUM,
    "hand:total:keep": CONCLUDE,
    "key:authority:make": ADMINISTRATOR_AND_HEAD,
    "key:machine:certify": ADMINISTRATOR_AND_HEAD,
    "key:machine:renew": ADMINISTRATOR_AND_HEAD,
    "key:signer:issue": ADMINISTRATOR_AND_HEAD,
    "machine:class:set": ADMINISTRATOR_AND_HEAD,
    "medium:allow": ADMINISTRATOR_AND_HEAD,
    "medium:forbid": ADMINISTRATOR_AND_HEAD,
    "paper:conclude": CONCLUDE,
    "paper:settle": CONCLUDE,
    "pile:reopen": HEAD_AND_MEMBER,
    "pile:restart": HEAD_AND_MEMBER,
    "result:correct": HEAD_AND_MEMBER,
    "result:fix": HEAD_AND_MEMBER,
    "result:official": HEAD_AND_MEMBER,
    "result:scan:bind": HEAD_AND_MEMBER,
    "result:signed:take": HEAD_AND_MEMBER,
    "contest:key:print": HEAD_AND_PRESIDIUM,
    "contest:seal": HEAD_AND_PRESIDIUM,
    "sealed:complaint:settle": HEAD_AND_PRESIDIUM,
    "sealed:destroy": HEAD_AND_PRESIDIUM,
    "sealed:open": HEAD_AND_PRESIDIUM,
    "workspace:restore": ADMINISTRATOR_AND_HEAD,
}

NEVER = {R.ADMINISTRATOR, R.SITE_TECHNICIAN, R.TECHNICIAN}
"""A technician or administrator never concludes."""
PREFIXES_THAT_DECIDE = (
    "paper:conclude",
    "paper:settle",
    "result:",
    "sealed:",
    "contest:key",
    "contest:seal",
    "hand:total",
    "count:",
    "gate:",
    "pile:reopen",
    "pile:restart",
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, dict[tuple[Role, int], Actor]]]:
    """Two persons of every role, each with one account and that role alone."""
    folder = tmp_path_factory.mktemp("crowd") / "workspace"
    clock = PinnedClock()
    from congress.workspace import House, create

    opened = create(folder, house=House(clock=clock), tag="MAY-1", hash_cost=workspaces.CHEAP)
    actors = {}
    with opened._database.writing(now=clock.now(), machine="MAY-1") as unit:
        for role in Role:
            for n in (1, 2):
                person = queries.add_person(unit, name=f"{role} {n}", post="", card_number=None)
                account = queries.add_account(
                    unit, person_id=person, folded=f"{role}{n}", verifier="x", must_change=False
                )
                queries.set_grants(unit, account, frozenset({Grant(role)}))
                actors[role, n] = Actor(account, person, f"{role}{n}", f"{role} {n}", clock.now())
    yield opened, actors
    opened.close()


@contextmanager
def doing(deed: Deed) -> Iterator[None]:
    token = registry._current.set(deed)
    try:
        yield
    finally:
        registry._current.reset(token)


def permitted(opened: Workspace, deed: Deed, by: Authority | None) -> bool:
    with doing(deed), opened.reading() as unit:
        try:
            authorise(unit, by, scope_id=None)
        except Refused:
            return False
        return True


def expected_pairs(deed: Deed) -> set[tuple[Role, Role]]:
    wanted = TWO[deed.name]
    return wanted | {(b, a) for a, b in wanted}


def test_every_deed_of_the_house_is_in_the_table_once() -> None:
    assert {deed.name for deed in deeds()} == ANYONE | ITSELF | ONESELF | set(ONE) | set(TWO), "say here who may do it"
    assert not set(ONE) & set(TWO)


@pytest.mark.parametrize("deed", [deed for deed in deeds() if deed.name in ONE], ids=lambda deed: deed.name)
def test_a_deed_of_one_is_done_by_its_roles_and_no_other(
    crowd: tuple[Workspace, dict[tuple[Role, int], Actor]], deed: Deed
) -> None:
    opened, actors = crowd
    for role in Role:
        assert permitted(opened, deed, Authority(actors[role, 1])) == (role in ONE[deed.name]), role
    # A second beside lends no role to the first.
    for role in set(Role) - set(ONE[deed.name]):
        second = actors[next(iter(ONE[deed.name])), 2]
        assert not permitted(opened, deed, Authority(actors[role, 1], second)), role
    assert not permitted(opened, deed, None)


@pytest.mark.parametrize("deed", [deed for deed in deeds() if deed.name in TWO], ids=lambda deed: deed.name)
def test_a_deed_of_two_is_done_by_its_pairs_and_no_other(
    crowd: tuple[Workspace, dict[tuple[Role, int], Actor]], deed: Deed
) -> None:
    opened, actors = crowd
    wanted = expected_pairs(deed)
    for first in Role:
        assert not permitted(opened, deed, Authority(actors[first, 1])), f"{first} alone"
        for second in Role:
            by = Authority(actors[first, 1], actors[second, 2])
            assert permitted(opened, deed, by) == ((first, second) in wanted), (first, second)
    assert not permitted(opened, deed, None)


@pytest.mark.parametrize("deed", [deed for deed in deeds() if deed.name in TWO], ids=lambda deed: deed.name)
def test_nobody_seconds_themselves_in_any_deed(
    crowd: tuple[Workspace, dict[tuple[Role, int], Actor]], deed: Deed
) -> None:
    """By person, not by account: a further account of the same person, with the other role, helps nobody."""
    opened, actors = crowd
    for first, second in expected_pairs(deed):
        one, other = actors[first, 1], actors[second, 2]
        with opened._database.writing(now=one.at, machine="MAY-1") as unit:
            account = queries.add_account(
                unit, person_id=one.person_id, folded=f"{deed.name}{first}{second}", verifier="x", must_change=False
            )
            queries.set_grants(unit, account, frozenset({Grant(second)}))
        twin = Actor(account, one.person_id, "hai", one.person, one.at)
        assert not permitted(opened, deed, Authority(one, twin)), (first, second)
        assert not permitted(opened, deed, Authority(one, one)), first
        # Nor by claiming to be somebody else: the account says whose it is.
        claimed = Actor(account, other.person_id, "hai", other.person, one.at)
        assert not permitted(opened, deed, Authority(one, claimed)), (first, second)


@pytest.mark.parametrize("deed", [deed for deed in deeds() if deed.name in ONESELF], ids=lambda deed: deed.name)
def test_a_deed_on_one_s_own_account_asks_for_no_role_but_for_an_account(
    crowd: tuple[Workspace, dict[tuple[Role, int], Actor]], deed: Deed
) -> None:
    opened, actors = crowd
    assert all(permitted(opened, deed, Authority(actor)) for actor in actors.values())
    assert not permitted(opened, deed, None)
    first = actors[R.HEAD, 1]
    assert not permitted(opened, deed, Authority(Actor(UUID(int=9), first.person_id, "x", "x", first.at)))


def test_a_technician_or_administrator_never_concludes() -> None:
    deciding = [name for name in (*ONE, *TWO) if name.startswith(PREFIXES_THAT_DECIDE)]
    assert len(deciding) > 8
    for name in deciding:
        roles = set(ONE.get(name, ())) | {role for pair in TWO.get(name, ()) for role in pair}
        assert not roles & NEVER, name


def test_the_supervisor_only_reads() -> None:
    for name in (*ONE, *TWO):
        assert R.SUPERVISOR not in _roles(name), name


OF_THE_ARCHIVE = {"archive", "document", "draft", "earlier", "issue", "opinion"}
"""What the archivist keeps; of a contest that is counted here nothing."""


def test_the_archivist_touches_the_archive_alone() -> None:
    theirs = {name for name in (*ONE, *TWO) if R.ARCHIVIST in _roles(name)}
    assert {name.partition(":")[0] for name in theirs} <= OF_THE_ARCHIVE


def test_the_congress_s_technicians_keep_equipment_and_touch_no_ballot() -> None:
    theirs = {name for name in (*ONE, *TWO) if R.SITE_TECHNICIAN in _roles(name)}
    assert {name.partition(":")[0] for name in theirs} <= {
        "body",
        "device",
        "merger",
        "needs",
        "place",
        "position",
        "incident",
        "seal",
        "site",
        "stock-take",
    }


def _roles(name: str) -> set[Role]:
    return set(ONE.get(name, ())) | {role for pair in TWO.get(name, ()) for role in pair}


def test_only_keeping_a_reading_leaves_no_entry_of_its_own() -> None:
    assert {deed.name for deed in deeds() if not deed.journal} <= {"reading:keep"}


def test_every_deed_has_its_title_in_vietnamese() -> None:
    from congress.i18n import say_in

    say = say_in("vi")
    assert [deed.name for deed in deeds() if say(deed.title) == deed.title] == []


def test_the_page_of_events_is_as_the_registry_draws_it() -> None:
    """`make events` draws it."""
    from congress.access.manual import page

    assert (Path(tui.house.__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8") == page(deeds())
