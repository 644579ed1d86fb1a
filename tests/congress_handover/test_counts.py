"""A station's closed piles go to the head's laptop on a stick: whole, once, checked as if they were keyed there."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballots.counting import service as counting
from ballots.counting.comparing import Standing
from ballots.counting.loading import Loaded, load
from ballots.counting.values import PileState, Step
from congress.errors import Malformed, Refused
from congress.handover import formats, packing, service
from congress.journal import queries as journal
from congress.parts import Lines
from congress.sealing import detached
from congress.sealing.values import Verdict
from congress.workspace import check_journal
from tests.ballots_counting.altering import alter
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, TYPIST, aside, code, struck
from tests.congress_handover.conftest import Hall, Machine, Two
from tests.congress_handover.strangers import stranger

pytestmark = pytest.mark.usefixtures("papers_unset")
A, B, C = struck(8, 9), struck(1, 9), struck(2, 3)


def loaded(machine: Machine) -> Loaded:
    with machine.workspace.reading() as unit:
        return load(unit, machine.contest_id)


def faults(machine: Machine, data: bytes) -> list[str]:
    with pytest.raises(Malformed) as malformed:
        machine.take(data)
    return sorted({one.code for one in malformed.value.findings})


def state(machine: Machine) -> object:
    found = loaded(machine)
    return found.stored.step, found.readings, [(one.id, one.digest) for one in found.passes]


def keyed(two: Two) -> None:
    """The head's laptop keys the first count of pile 1, the station the second, and the first of pile 2."""
    two.head.at.key(1, [A, B, C])
    skip = two.station.at
    pile = counting.open_pile(
        two.station.workspace, skip.by(OTHER), contest_id=two.station.contest_id, number=1, count=2
    )
    for position, seen in enumerate([A, C, C], start=1):
        skip.keep(pile, position, seen, by=OTHER)
    counting.close_pile(two.station.workspace, skip.by(OTHER), contest_id=two.station.contest_id, number=1)
    skip.key(2, [A, A], by=OTHER)


def test_a_station_s_piles_stand_beside_those_keyed_here_and_are_compared(two: Two, tmp_path: Path) -> None:
    keyed(two)
    taken = two.head.take(two.station.export(two.head, tmp_path / "stick.bundle"))
    found = loaded(two.head)
    assert [(one.number, one.count, one.machine) for one in found.passes] == [
        (1, 1, "MAY-1"),
        (1, 2, "MAY-2"),
        (2, 1, "MAY-2"),
    ]
    assert {one.machine for one in found.readings[1, 2]} == {"MAY-2"}
    (differing,) = [one for one in found.placed[1] if one.standing is Standing.DIFFERS]
    assert differing.place == (1, 2)
    assert taken.told["compared"] == [{"pile": 1, "aside": 0, "differing": 1}]
    assert [(one["pile"], one["count"]) for one in taken.told["passes"]] == [(1, 2), (2, 1)]


def test_the_last_pile_taken_in_leads_on_to_comparing(two: Two, tmp_path: Path) -> None:
    two.head.at.key(1, [A, B, C])
    two.head.at.key(2, [A, A])
    two.head.at.key(3, [aside()], by=MEMBER)
    for number, papers in ((1, [A, B, C]), (2, [A, A])):
        pile = counting.open_pile(
            two.station.workspace, two.station.at.by(OTHER), contest_id=two.station.contest_id, number=number, count=2
        )
        for position, seen in enumerate(papers, start=1):
            two.station.at.keep(pile, position, seen, by=OTHER)
        counting.close_pile(
            two.station.workspace, two.station.at.by(OTHER), contest_id=two.station.contest_id, number=number
        )
    two.head.take(two.station.export(two.head, tmp_path / "b"))
    assert two.head.at.step is Step.CONCLUDE
    counting.conclude_paper(
        two.head.workspace, two.head.at.by(HEAD, MEMBER), contest_id=two.head.contest_id, pile=3, position=1, marks=A
    )
    counting.close_count(two.head.workspace, two.head.at.by(HEAD), contest_id=two.head.contest_id)
    with two.head.workspace.reading() as unit:
        assert len(counting.papers_of(unit, two.head.contest_id)) == 6


def test_taken_in_twice_it_changes_nothing(two: Two, tmp_path: Path) -> None:
    keyed(two)
    data = two.station.export(two.head, tmp_path / "b")
    assert two.head.take(data).rows > 0
    before = state(two.head)
    assert (two.head.take(data).rows, state(two.head)) == (0, before)


def test_a_later_bundle_brings_only_what_is_new(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    two.head.take(two.station.export(two.head, tmp_path / "1"))
    two.station.at.key(2, [A, A], by=OTHER)
    taken = two.head.take(two.station.export(two.head, tmp_path / "2"))
    assert [one["pile"] for one in taken.told["passes"]] == [2]


def test_the_station_s_journal_is_kept_as_it_came(two: Two, tmp_path: Path) -> None:
    keyed(two)
    two.head.take(two.station.export(two.head, tmp_path / "b"))
    with two.station.workspace.reading() as there, two.head.workspace.reading() as here:
        sent = [one for one in journal.entries(there, "MAY-2") if one.event != "bundle:export"]
        assert list(journal.entries(here, "MAY-2")) == sent
        (entry,) = journal.of_event(here, "MAY-1", "bundle:import")
    assert entry.facts["machine"] == "MAY-2"
    assert check_journal(two.head.workspace) == ()


def test_a_byte_altered_anywhere_is_refused(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    before, trust = state(two.head), service.anchors(two.head.workspace)
    for place in range(len(data)):
        altered = bytearray(data)
        altered[place] ^= 1
        assert judged(bytes(altered), trust) in {None, Verdict.REFUSED}, place
    assert judged(data + b"0", trust) is Verdict.REFUSED
    for place in range(0, len(data), 301):
        altered = bytearray(data)
        altered[place] ^= 0x20
        with pytest.raises(Malformed):
            two.head.take(bytes(altered))
    assert state(two.head) == before


def judged(data: bytes, trust: tuple[bytes, ...]) -> Verdict | None:
    """The verdict; None for what is no bundle at all."""
    try:
        return packing.look(data, name="gói", trust=trust).verdict
    except Malformed:
        return None


def test_a_bundle_cut_off_at_any_byte_is_refused_and_the_whole_one_comes_in_afterwards(
    two: Two, tmp_path: Path
) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    for length in range(0, len(data), 97):
        with pytest.raises(Malformed):
            two.head.take(data[:length])
    assert faults(two.head, data[:-1]) == ["bundle-cut-off"]
    assert two.head.take(data).rows > 0


def test_a_stick_pulled_while_it_is_written_leaves_no_bundle(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)

    def gone(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", gone)
        assert code(lambda: two.station.export(two.head, tmp_path / "stick")) == "file-not-written"
    assert not (tmp_path / "stick").exists()
    assert two.head.take(two.station.export(two.head, tmp_path / "stick")).rows > 0


def test_a_medium_that_gives_back_something_else_is_named(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    read = Path.read_bytes

    def bad(path: Path) -> bytes:
        data = read(path)
        return data[:-1] + b"?" if path.name.endswith(".part") else data

    monkeypatch.setattr(Path, "read_bytes", bad)
    assert code(lambda: two.station.export(two.head, tmp_path / "stick")) == "bundle-medium-bad"
    assert not list(tmp_path.glob("*stick*"))


def test_a_pile_keyed_here_too_is_a_conflict_and_every_one_is_named(hall: Hall, tmp_path: Path) -> None:
    head, station, third = hall.machine("head"), hall.machine("MAY-2"), hall.machine("MAY-3")
    for machine in (station, third):
        machine.at.key(1, [A, B, C], by=OTHER)
        machine.at.key(2, [A, A], by=OTHER)
    head.take(station.export(head, tmp_path / "2"))
    before = state(head)
    with pytest.raises(Malformed) as malformed:
        head.take(third.export(head, tmp_path / "3"))
    named = [(one.code, one.facts["pile"], one.facts["machine"]) for one in malformed.value.findings]
    assert sorted(named) == [("bundle-pass-taken", 1, "MAY-2"), ("bundle-pass-taken", 2, "MAY-2")]
    assert state(head) == before


def test_a_pile_closed_anew_at_the_station_is_a_conflict(two: Two, tmp_path: Path) -> None:
    station = two.station.at
    station.key(1, [A, B, C], by=OTHER)
    two.head.take(two.station.export(two.head, tmp_path / "1"))
    ws, where = two.station.workspace, two.station.contest_id
    counting.reopen_pile(ws, station.two, contest_id=where, number=1)
    pile = loaded(two.station).pass_id(1)
    counting.keep_reading(ws, station.by(HEAD), contest_id=where, pile_id=pile, position=1, seen=B, corrects=True)
    counting.close_pile(ws, station.by(HEAD), contest_id=where, number=1)
    assert faults(two.head, two.station.export(two.head, tmp_path / "2")) == ["bundle-pass-differs"]


def test_who_keyed_a_pile_here_cannot_have_keyed_it_at_the_station(two: Two, tmp_path: Path) -> None:
    two.head.at.key(1, [A, B, C], by=OTHER)
    pile = counting.open_pile(
        two.station.workspace, two.station.at.by(OTHER), contest_id=two.station.contest_id, number=1, count=2
    )
    for position, seen in enumerate([A, B, C], start=1):
        two.station.at.keep(pile, position, seen, by=OTHER)
    counting.close_pile(two.station.workspace, two.station.at.by(OTHER), contest_id=two.station.contest_id, number=1)
    assert faults(two.head, two.station.export(two.head, tmp_path / "b")) == ["pile-keyed-by-same"]


def test_a_bundle_for_another_machine_and_one_of_our_own_are_refused(hall: Hall, tmp_path: Path) -> None:
    head, station, third = hall.machine("head"), hall.machine("MAY-2"), hall.machine("MAY-3")
    station.at.key(1, [A, B, C], by=OTHER)
    data = station.export(third, tmp_path / "b")
    assert code(lambda: head.take(data)) == "encrypted-for-others"
    assert faults(station, station.export(station, tmp_path / "own")) == ["bundle-tag-is-ours"]


def test_only_what_is_closed_leaves(two: Two, tmp_path: Path) -> None:
    pile = two.station.at.open_pile(1, by=OTHER)
    two.station.at.keep(pile, 1, A, by=OTHER)
    assert code(lambda: two.station.export(two.head, tmp_path / "b")) == "bundle-without-passes"
    two.station.at.key(2, [A, A], by=MEMBER)
    taken = two.head.take(two.station.export(two.head, tmp_path / "b"))
    assert [one["pile"] for one in taken.told["passes"]] == [2]
    assert loaded(two.head).desk.pile(1).state is PileState.SORTED


def test_a_certificate_that_our_authority_did_not_issue_is_no_receiver(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    certificate, data = stranger(two)
    with pytest.raises(Malformed) as malformed:
        two.station.export(Machine(two.head.at, certificate), tmp_path / "b")
    assert [one.code for one in malformed.value.findings] == ["signer-not-trusted"]
    assert not (tmp_path / "b").exists()
    assert faults(two.head, data) == ["signer-not-trusted"]


def test_a_newer_format_is_named(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    assert faults(two.head, data.replace(b"congress-bundle/1", b"congress-bundle/2", 1)) == ["bundle-newer"]


def test_a_station_concludes_nothing(two: Two) -> None:
    two.station.at.key(3, [aside()], by=MEMBER)
    ws, where = two.station.workspace, two.station.contest_id
    assert (
        code(
            lambda: counting.conclude_paper(
                ws, two.station.at.by(HEAD, MEMBER), contest_id=where, pile=3, position=1, marks=A
            )
        )
        == "desk-of-another-machine"
    )
    assert code(lambda: counting.go_by_hand(ws, two.station.at.two, contest_id=where)) == "desk-of-another-machine"


def test_nothing_of_a_bundle_can_be_read_without_the_key(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    for word in (b"strike", b"reading", str(two.head.contest_id).encode(), "K'Brơi".encode()):
        assert word not in data


def test_one_person_takes_nothing_in(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    for by in (two.head.at.by(HEAD), two.head.at.by(TYPIST, MEMBER)):
        with pytest.raises(Refused) as refused:
            service.take_in(two.head.workspace, by, name="gói", data=data)
        assert refused.value.code in {"second-missing", "roles-missing"}


@pytest.mark.parametrize(
    ("statement", "code_found"),
    [
        ("UPDATE desk SET mode = 'official'", "bundle-mode-differs"),
        ("UPDATE candidate SET name = 'Người khác' WHERE number = 1", "bundle-contest-differs"),
    ],
)
def test_a_trial_s_piles_and_those_of_another_list_are_not_taken_in(
    two: Two, tmp_path: Path, statement: str, code_found: str
) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    alter(two.head.at, statement)
    assert faults(two.head, data) == [code_found]


def test_rows_that_no_station_would_send_are_refused_though_rightly_signed(two: Two, tmp_path: Path) -> None:
    """The station's program was changed: its signature stands, what it says is looked at all the same."""
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    for find, put, found in (
        ('"position":3', '"position":4', "reading-missing"),
        ('"strike":[8,9]', '"strike":[7,9]', "pile-altered"),
        ('"strike":[8,9]', '"strike":[8]', "pile-altered"),
        ('"strike":[8,9]', '"strike":[8,99]', "pile-altered"),
        ('"board":false', '"board":true', "bundle-reading-unfit"),
        ('"machine":"MAY-2"', '"machine":"MAY-3"', "bundle-reading-unfit"),
        ('"number":1', '"number":9', "bundle-count-unknown"),
    ):
        assert found in faults(two.head, forged(two, data, find, put)), put


def test_a_station_that_withholds_its_journal_is_refused(two: Two, tmp_path: Path) -> None:
    two.station.at.key(1, [A, B, C], by=OTHER)
    data = two.station.export(two.head, tmp_path / "b")
    assert faults(two.head, resent(two, data, lambda one: None if one.name.startswith("journal/") else one)) == [
        "part-missing"
    ]


def forged(two: Two, data: bytes, find: str, put: str) -> bytes:
    """The station's bundle with other rows of its count, signed by the station."""

    def changed(one: Lines) -> Lines:
        rows = one.data.replace(find.encode(), put.encode(), 1)
        return replace(one, data=rows) if one.name.startswith("count/") else one

    return resent(two, data, changed)


def resent(two: Two, data: bytes, change: Callable[[Lines], Lines | None]) -> bytes:
    """The station's bundle with other entries, signed by the station."""
    looked = packing.look(data, name="b", trust=())
    key, there = two.head.workspace.machine_key, two.station.workspace.machine_key
    assert key is not None
    assert there is not None
    contents = packing.opened(looked, key)
    entries = tuple(changed for one in contents.entries if (changed := change(one)) is not None)
    assert entries != contents.entries
    return packing.pack(
        replace(contents, entries=entries),
        machine="MAY-2",
        at=two.station.at.office.clock.now(),
        signer=two.station.certificate,
        key=there,
        recipients=[two.head.certificate],
    )


def test_another_machine_s_contents_under_an_own_signature_are_refused(hall: Hall, tmp_path: Path) -> None:
    head, station, third = hall.machine("head"), hall.machine("MAY-2"), hall.machine("MAY-3")
    station.at.key(1, [A, B, C], by=OTHER)
    looked = packing.look(station.export(head, tmp_path / "b"), name="b", trust=())
    key = third.workspace.machine_key
    assert key is not None
    assert looked.header is not None
    theirs = replace(looked.header, machine="MAY-3", signer=third.certificate.decode())
    start = b"congress-bundle/1\n" + formats.write_header(theirs) + b"\n"
    data = start + detached.sign(key, start).hex().encode() + b"\n" + looked.sealed
    assert service.inspect(head.workspace, name="b", data=data).verdict is Verdict.VERIFIED
    assert faults(head, data) == ["bundle-signed-by-another"]
