"""A fresh machine becomes a station: certified, set up from a stick, keyed at with the PINs of the head's laptop."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from ballots.counting import service as counting
from ballots.counting import tags
from ballots.counting.values import Step
from congress import workspace
from congress.access import keyring, queries
from congress.access import service as access
from congress.access.values import Actor, Authority
from congress.errors import Malformed
from congress.handover import packing, service, stations
from congress.journal.exchange import one_stream
from congress.parts import Lines
from congress.sealing import keys
from congress.workspace import Workspace
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, REASON, TYPIST, aside, code, struck
from tests.clocks import PinnedClock
from tests.congress_handover.conftest import SECRET, Hall, Machine, house
from tests.workspaces import CHEAP, PIN, Office

pytestmark = pytest.mark.usefixtures("papers_unset")
A, B = struck(8, 9), struck(1, 9)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A machine on which nothing was done but founding its workspace."""

    workspace: Workspace
    by: Authority
    actors: dict[str, Actor]
    certificate: bytes


@pytest.fixture
def head(hall: Hall) -> Machine:
    """The head's laptop."""
    return hall.machine("head")


def fresh(head: Machine, folder: Path, clock: PinnedClock, *, tag: str = "MAY-5") -> Fresh:
    made = workspace.create(folder, house=house(clock), tag=tag, hash_cost=CHEAP)
    actors = {}
    for account, one_time in access.found(made, administrator="Đỗ Văn Lắp", head="Cao Thị Trạm"):
        actors[account.name] = access.log_in(made, name=account.name, secret=one_time)
        access.set_own_secret(made, Authority(actors[account.name]), old=one_time, new=PIN)
    certificate = stations.certify(
        head.workspace, head.at.by("quantri", HEAD), data=stations.own_key(made), name="MAY-5.key", secret=SECRET
    )
    return Fresh(made, Authority(actors["quantri"], actors["truongban"]), actors, certificate)


@pytest.fixture
def station(head: Machine, tmp_path: Path, clock: PinnedClock) -> Iterator[Fresh]:
    """A fresh machine that the head's laptop certified."""
    made = fresh(head, tmp_path / "station", clock)
    yield made
    made.workspace.close()


def setup(head: Machine, station: Fresh, out: Path) -> bytes:
    by = head.at.by("quantri", HEAD)
    service.export_setup(head.workspace, by, scope_id=head.contest_id, to=[station.certificate], out=out)
    return out.read_bytes()


def take(head: Machine, station: Fresh, data: bytes, *, by: Authority | None = None) -> int:
    trust = service.anchors(head.workspace)
    taken = service.take_setup(station.workspace, by or station.by, name="gói", data=data, trust=trust)
    return taken.rows


def as_machine(head: Machine, station: Fresh, clock: PinnedClock) -> Machine:
    """The station with the people of the head's laptop, who log in with their own PINs."""
    names = (HEAD, MEMBER, OTHER, TYPIST, "quantri")
    actors = {name: access.log_in(station.workspace, name=name, secret=PIN) for name in names}
    office = Office(station.workspace, clock, actors)
    at = replace(head.at, office=office, prepared=replace(head.at.prepared, office=office))
    certificate = keyring.machine_certificate(station.workspace.keys)
    assert certificate is not None
    return Machine(at, certificate)


def faults(head: Machine, station: Fresh, data: bytes) -> set[str]:
    with pytest.raises(Malformed) as malformed:
        take(head, station, data)
    return {one.code for one in malformed.value.findings}


def test_a_fresh_machine_is_set_up_keys_a_pile_and_hands_it_over(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    assert take(head, station, setup(head, station, tmp_path / "setup")) > 0
    here = as_machine(head, station, clock)
    here.at.key(1, [A, B, A], by=OTHER)
    taken = head.take(here.export(head, tmp_path / "count"))
    assert [(one["pile"], one["count"]) for one in taken.told["passes"]] == [(1, 1)]
    assert head.at.desk.pile(1).of_count(1).machine == "MAY-5"


def test_the_accounts_of_the_founding_end_with_the_setup(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    take(head, station, setup(head, station, tmp_path / "setup"))
    with station.workspace.reading() as unit:
        ended = [one for one in queries.accounts(unit) if one.id in {a.account_id for a in station.actors.values()}]
    assert [(one.state, one.grants, one.name) for one in ended] == [("disabled", (), str(one.id)) for one in ended]
    assert len(ended) == 2
    assert access.log_in(station.workspace, name="quantri", secret=PIN).person == "Trần Văn Quản"


def test_the_readings_key_is_the_station_s_own(head: Machine, station: Fresh, tmp_path: Path) -> None:
    take(head, station, setup(head, station, tmp_path / "setup"))
    files = [tags.key_file(one.keys, head.contest_id).read_bytes() for one in (head.workspace, station.workspace)]
    assert files[0] != files[1]
    assert not (station.workspace.keys / keyring.KEY).exists()


def test_a_setup_taken_in_twice_changes_nothing_also_after_keying(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    data = setup(head, station, tmp_path / "setup")
    take(head, station, data)
    here = as_machine(head, station, clock)
    here.at.key(1, [A, B, A], by=OTHER)
    here.at.key(3, [aside()], by=MEMBER)
    assert take(head, station, data, by=here.at.by("quantri", HEAD)) == 0
    assert here.at.desk.pile(1).of_count(1).read == 3


def test_what_was_keyed_at_the_head_s_laptop_stays_there(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    head.at.key(1, [A, B, A])
    take(head, station, setup(head, station, tmp_path / "setup"))
    here = as_machine(head, station, clock)
    assert [one.read for one in here.at.desk.pile(1).passes] == [0, 0]
    assert here.at.step is Step.KEY


def test_a_machine_that_trusts_nobody_takes_no_setup(head: Machine, station: Fresh, tmp_path: Path) -> None:
    data = setup(head, station, tmp_path / "setup")
    with pytest.raises(Malformed) as malformed:
        service.take_setup(station.workspace, station.by, name="gói", data=data)
    assert [one.code for one in malformed.value.findings] == ["no-anchor"]


def test_a_station_takes_no_setup_of_another_authority(head: Machine, station: Fresh, tmp_path: Path) -> None:
    data = setup(head, station, tmp_path / "setup")
    keyring.make_authority(station.workspace, station.by, name="Đại hội khác", secret=SECRET)
    assert faults(head, station, data) == {"signer-not-trusted"}


def test_a_setup_for_another_station_is_refused(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    other = fresh(head, tmp_path / "other", clock, tag="MAY-6")
    data = setup(head, station, tmp_path / "setup")
    assert code(lambda: take(head, other, data)) == "encrypted-for-others"
    other.workspace.close()


def test_a_setup_is_no_count_and_a_count_no_setup(
    hall: Hall, head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    data = setup(head, station, tmp_path / "setup")
    take(head, station, data)
    here = as_machine(head, station, clock)
    with pytest.raises(Malformed) as malformed:
        here.take(data)
    assert [one.code for one in malformed.value.findings] == ["bundle-kind-unknown"]
    here.at.key(1, [A, B, A], by=OTHER)
    count = here.export(head, tmp_path / "count")
    with pytest.raises(Malformed) as malformed:
        service.take_setup(head.workspace, head.at.by("quantri", HEAD), name="gói", data=count)
    assert [one.code for one in malformed.value.findings] == ["bundle-kind-unknown"]


def test_a_key_that_nobody_holds_is_not_certified(head: Machine, station: Fresh) -> None:
    data = stations.own_key(station.workspace).replace(b"MAY-5", b"MAY-7")
    with pytest.raises(Malformed) as malformed:
        stations.certify(head.workspace, head.at.by("quantri", HEAD), data=data, name="k", secret=SECRET)
    assert [one.code for one in malformed.value.findings] == ["station-key-forged"]


def test_no_setup_leaves_once_the_count_is_keyed_by_hand(head: Machine, station: Fresh, tmp_path: Path) -> None:
    by = head.at.by(HEAD, MEMBER, reason=REASON)
    counting.go_by_hand(head.workspace, by, contest_id=head.contest_id)
    assert code(lambda: setup(head, station, tmp_path / "setup")) == "bundle-desk-not-keying"


def again(head: Machine, station: Fresh, data: bytes, to: bytes, **about: str) -> bytes:
    """A setup's contents as a station with a changed program would send them on."""
    looked = packing.look(data, name="gói", trust=())
    key = station.workspace.machine_key
    assert key is not None
    contents = packing.opened(looked, key)
    with station.workspace.reading() as unit:
        journal = [one for one in one_stream("MAY-5").write(unit, None) if isinstance(one, Lines)]
    entries = (*journal, *(one for one in contents.entries if not one.name.startswith("journal/")))
    return packing.pack(
        replace(contents, entries=entries, about={**contents.about, "certificates": to.decode(), **about}),
        machine="MAY-5",
        at=head.at.office.clock.now(),
        signer=station.certificate,
        key=key,
        recipients=[to],
    )


def test_no_station_sets_up_the_head_s_laptop_or_another_station(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    data = setup(head, station, tmp_path / "setup")
    with pytest.raises(Malformed) as malformed:
        sent = again(head, station, data, head.certificate)
        service.take_setup(head.workspace, head.at.by("quantri", HEAD), name="gói", data=sent)
    assert [one.code for one in malformed.value.findings] == ["bundle-setup-not-here"]
    other = fresh(head, tmp_path / "other", clock, tag="MAY-6")
    assert "bundle-setup-not-here" in faults(head, other, again(head, station, data, other.certificate))
    other.workspace.close()


def test_a_setup_brings_no_authority_but_the_one_that_was_trusted(
    head: Machine, station: Fresh, tmp_path: Path, clock: PinnedClock
) -> None:
    data = setup(head, station, tmp_path / "setup")
    other = fresh(head, tmp_path / "other", clock, tag="MAY-6")
    foreign = keys.create_authority(
        "Nơi khác", SECRET, not_before=clock.now(), not_after=clock.now() + timedelta(days=9)
    ).certificate.decode()
    sent = again(head, station, data, other.certificate, authority=foreign)
    assert faults(head, other, sent) == {"bundle-authority-differs"}
    assert keyring.authority_certificate(other.workspace.keys) is None
    other.workspace.close()
