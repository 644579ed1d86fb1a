"""What a workspace holds, as it goes along with a package and as it is searched."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from congress.catalogue.formats import catalogue_lines, read_catalogue
from congress.catalogue.service import everything
from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind
from congress.term import bodies, service
from congress.term.values import BoardPerson, Capacity
from congress.text import fold
from congress.workspace import House
from devices.register.subjects import device_subjects
from devices.register.values.devices import Category, DeviceDetails, NewDevice
from tests.congress_catalogue.samples import CONTEST
from tests.devices_register.stores import TECHNICIAN, a_site, dam_rong, decision, registered
from tests.workspaces import Office
from tui.house import house


def held(office: Office) -> dict[tuple[SubjectKind, str], Subject]:
    with office.workspace.reading() as unit:
        subjects, _ = everything(unit, house())
    found = {(one.kind, one.title): one for one in subjects}
    assert read_catalogue(catalogue_lines(subjects), "x")
    return found


def test_terms_and_congresses(any_office: Office) -> None:
    a_site(any_office, "Hội trường 2")
    found = held(any_office)
    (congress,) = (one for (kind, _), one in found.items() if kind is SubjectKind.CONGRESS)
    assert congress.title == congress.congress == "Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I"
    assert congress.facts["sites"] == ("Hội trường 2",)
    assert {"Đảng bộ xã Đam Rông 1", "Đam Rông", "Hội trường 2"} <= set(congress.also)
    term = found[SubjectKind.TERM, congress.term]
    assert term.facts["congresses"] == (congress.title,)
    assert (term.facts["begins"], term.facts["ends"]) == tuple(map(int, term.title.split(" - ")))


def test_a_unit_is_found_by_those_it_came_from_and_became_through_every_decision(any_office: Office) -> None:
    known, by = dam_rong(any_office), any_office.by(TECHNICIAN)
    bodies.make_merger(any_office.workspace, by, details=decision(known))
    bodies.confirm_spellings(any_office.workspace, by, spellings={"Đạ Long (cũ)": known.old[7]})
    found = held(any_office)
    old = found[SubjectKind.UNIT, "Đảng ủy xã Đạ Long"]
    new = found[SubjectKind.UNIT, "Đảng ủy xã Đam Rông 4"]
    assert "Đảng ủy xã Đam Rông 4" in old.also
    assert {"Đảng ủy xã Đạ Long", "Đảng ủy xã Đạ Tông", "Đảng ủy xã Đưng K' Nớ"} <= set(new.also)
    assert any(fold(text) == "da long (cu)" for text in old.also)
    assert any(fold(text) == "da long (cu)" for text in new.also)
    assert old.facts["closed-on"] == "2025-07-01"
    assert "closed-on" not in new.facts
    parts = [new.facts[f"merged-{part}"] for part in ("old", "new", "by", "decided", "from", "whole")]
    steps = list(zip(*(part for part in parts if isinstance(part, tuple)), strict=True))
    assert (old.title, new.title, "2147-KL/HU", "2025-04-14", "2025-07-01", "whole") in steps


def test_persons_of_accounts_and_of_boards_are_one_where_they_are_one(any_office: Office) -> None:
    site = a_site(any_office)
    with any_office.workspace.reading() as unit:
        from congress.access import queries

        head = next(one for one in queries.persons(unit) if one.name == "Trần Đức Bình")
    people = (
        BoardPerson("Trần Đức Bình", Capacity.HEAD, person_id=head.id),
        BoardPerson("K'Brơi", Capacity.MEMBER, card_number="1"),
        BoardPerson("K'Brơi", Capacity.MEMBER, card_number="2"),
    )
    service.set_board(any_office.workspace, any_office.by("chutich"), congress_id=site.congress_id, people=people)
    with any_office.workspace.reading() as unit:
        subjects, _ = everything(unit, house())
    persons = [one for one in subjects if one.kind is SubjectKind.PERSON]
    heads = [one for one in persons if one.title == "Trần Đức Bình"]
    assert [one.key for one in heads] == [str(head.id)]
    assert heads[0].facts["board-capacities"] == ("head",)
    namesakes = [one for one in persons if one.title == "K'Brơi"]
    assert len({one.key for one in namesakes}) == 3
    assert not any(text in {"1", "2"} for one in persons for text in one.also)


def test_devices_and_what_narrows_them(any_office: Office) -> None:
    known = dam_rong(any_office)
    wanted = (
        NewDevice(DeviceDetails(Category.PRINTER, known.old[0], "HP LaserJet", "VN-88 21", year=2023), None, "K’Brơi"),
        NewDevice(DeviceDetails(Category.COMPUTER, known.old[1], "Dell", "S-2")),
    )
    printer, computer = registered(any_office, wanted)
    found = held(any_office)
    subject = found[SubjectKind.DEVICE, printer.tag]
    assert subject.facts["category"] == "printer"
    assert subject.facts["year"] == 2023
    assert "Máy in" in subject.also
    assert "year" not in found[SubjectKind.DEVICE, computer.tag].facts

    def narrowed(*words: str) -> list[str]:
        with any_office.workspace.reading() as unit:
            return [one.title for one in device_subjects(unit, words)]

    both = sorted((printer.tag, computer.tag))
    for words in (("laserjet",), ("vn8821",), ("k'broi",), ("k'", "nang", "hp"), (fold(printer.tag),)):
        assert narrowed(*words) == [printer.tag], words
    assert narrowed("may", "tinh") == [computer.tag]
    assert narrowed("dang", "uy") == both
    assert narrowed("dang", "laserjet", "dell") == []


def test_contests_and_votes_follow_from_results(office: Office) -> None:
    with office.workspace.reading() as unit:
        subjects, results = everything(unit, House(results=(lambda _: iter([CONTEST]),)))
    assert results == (CONTEST,)
    contest, *votes = subjects
    assert (contest.kind, contest.key, contest.title) == (SubjectKind.CONTEST, CONTEST.key, CONTEST.title)
    assert (contest.facts["collected"], contest.facts["seats"]) == (147, 2)
    assert (contest.facts["elected"], contest.facts["alternates"]) == (("K'Brơi",), ("Nguyễn Thị Ánh",))
    assert {(one.kind, one.term, one.congress, one.on) for one in votes} == {
        (SubjectKind.VOTE, CONTEST.term, CONTEST.congress, CONTEST.on)
    }
    assert [(one.title, one.facts["votes"], one.facts["standing"]) for one in votes] == [
        ("K'Brơi", 140, "elected"),
        ("Nguyễn Thị Ánh", 100, "alternate"),
        ("Đinh Văn Ơn", 3, "not-elected"),
    ]
    assert len({one.key for one in votes}) == 3
    assert "sample" not in contest.facts
    with office.workspace.reading() as unit:
        subjects, _ = everything(unit, House(results=(lambda _: iter([replace(CONTEST, sample=True)]),)))
    assert {one.facts["sample"] for one in subjects} == {1}


def test_a_room_is_asked_for_all_or_for_some_words(office: Office) -> None:
    asked: list[Sequence[str] | None] = []

    def room(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
        asked.append(words)
        return iter(())

    with office.workspace.reading() as unit:
        everything(unit, replace(house(), subjects=(room,)))
    assert asked == [None]
