"""Searching what is here and what packages brought: every word, in any order, with marks or without; the best first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from congress import workspace
from congress.catalogue import queries, rules, service
from congress.catalogue.rows import ContextRow, EntryRow, SourceRow, TextRow, WordRow
from congress.catalogue.values import Answer, Source
from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind
from congress.term import bodies
from congress.text import fold
from congress.workspace import House
from tests import workspaces
from tests.congress_catalogue import samples
from tests.congress_catalogue.samples import CONTEST, DEVICE, UNIT
from tests.congress_chapters.filling import within
from tests.devices_register.stores import TECHNICIAN, dam_rong, decision
from tests.workspaces import Office, Template
from tui.house import house

AT = datetime(2025, 8, 12, 1, 10, tzinfo=UTC)
PACKAGE = Source("a" * 64, "Đại hội xã Đam Rông 1", "2025 - 2030", "Đảng bộ xã Đam Rông 1", AT, AT, "Hồ Thị Ổi")
EMPTY = House()
PERSON = Subject(SubjectKind.PERSON, "p1", "Đinh Thị Ơn", "2025 - 2030", "Đại hội xã Đam Rông 1", also=("Bí thư",))


def taken(office: Office, subjects: Iterable[Subject], source: Source = PACKAGE) -> bool:
    def take(unit: Unit) -> bool:
        return service.take_catalogue(unit, source, subjects)

    return within(office.workspace, take)


def searched(office: Office, text: str, *kinds: SubjectKind, of: House = EMPTY, limit: int = 50) -> Answer:
    with office.workspace.reading() as unit:
        return service.search(unit, of, text, kinds=kinds, limit=limit)


def titles(answer: Answer) -> list[str]:
    return [one.subject.title for one in answer.found]


def room(*subjects: Subject) -> House:
    return House(subjects=(lambda _, __: iter(subjects),))


def test_a_thing_of_a_package_comes_back_as_it_was_with_its_package(any_office: Office) -> None:
    assert taken(any_office, [UNIT, DEVICE, PERSON])
    for one in (UNIT, DEVICE, PERSON):
        (found,) = searched(any_office, one.title).found
        assert found.subject == one
        assert found.source == PACKAGE


@pytest.mark.parametrize(
    "text", ["đinh thị ơn", "ON dinh", "thi", "đinh bi thu", "on 2030", "đinh đam rông", " Đinh -"]
)
def test_words_in_any_order_with_marks_or_without(any_office: Office, text: str) -> None:
    taken(any_office, [UNIT, PERSON])
    assert titles(searched(any_office, text)) == [PERSON.title]
    assert titles(searched(any_office, text, of=room(UNIT, PERSON))) == [PERSON.title] * 2


@pytest.mark.parametrize("text", ["", "  ", "-", "đinh văn", "2030", "rong", "%", "_", "o_n", "dinh%on", "/", "\0"])
def test_what_is_not_there_is_not_found(any_office: Office, text: str) -> None:
    """A term and a congress narrow, but by themselves find nothing but terms, congresses and what is named by them."""
    taken(any_office, [PERSON])
    assert searched(any_office, text) == Answer(())
    assert searched(any_office, text, of=room(PERSON)) == Answer(())


def test_signs_may_be_typed_or_left_out(any_office: Office) -> None:
    taken(any_office, [DEVICE, replace(PERSON, title="K’Brơi"), replace(UNIT, also=("2147-KL/HU",))])
    for text in ("K'Brơi", "k’broi", "kbroi", "broi"):
        assert titles(searched(any_office, text)) == ["K’Brơi"], text
    assert titles(searched(any_office, "tb7k3m9q")) == titles(searched(any_office, "TB-7K3M9Q")) == [DEVICE.title]
    assert titles(searched(any_office, "2147-kl/hu")) == titles(searched(any_office, "2147KLHU")) == [UNIT.title]


def test_the_exact_title_first_then_beginnings_then_the_rest(any_office: Office) -> None:
    named = ["Lê Văn Thành An", "Bàn Văn Hòa", "An", "Đỗ Anh", "Trần Ánh An", "Cao Hòa"]
    also = {"Cao Hòa": ("tổ An Bình",)}
    several = [replace(PERSON, key=name, title=name, also=also.get(name, ()), term="", congress="") for name in named]
    taken(any_office, several)
    expected = ["An", "Đỗ Anh", "Lê Văn Thành An", "Trần Ánh An", "Cao Hòa", "Bàn Văn Hòa"]
    assert titles(searched(any_office, "an")) == expected
    assert titles(searched(any_office, "an", of=room(*several[:2]))) == [
        "An",
        "Đỗ Anh",
        "Lê Văn Thành An",
        "Lê Văn Thành An",
        "Trần Ánh An",
        "Cao Hòa",
        "Bàn Văn Hòa",
        "Bàn Văn Hòa",
    ]
    assert titles(searched(any_office, "an", limit=2)) == expected[:2]
    assert searched(any_office, "an", limit=2).more == 4


def test_a_unit_is_named_by_its_kin_too_and_stands_behind_its_own_title(any_office: Office) -> None:
    kin = replace(UNIT, key="u2", title="Đảng ủy xã Ba", also=("Đảng ủy xã Đạ Long",))
    vote = replace(PERSON, kind=SubjectKind.VOTE, title="Đạ Long Ân")
    other = replace(PERSON, title="Ân", also=("Đạ Long",))
    for of in (EMPTY, room(other, vote, kin, UNIT)):
        with patch.object(queries, "MOST", 500 if of is EMPTY else 2):
            if of is EMPTY:
                taken(any_office, [other, vote, kin, UNIT])
            found = titles(searched(any_office, "da long", of=of))
        assert list(dict.fromkeys(found)) == [UNIT.title, kin.title, vote.title, other.title]


def test_kinds_filter(any_office: Office) -> None:
    taken(any_office, [PERSON, replace(UNIT, title=PERSON.title)])
    found = searched(any_office, "đinh", SubjectKind.UNIT).found
    assert [one.subject.kind for one in found] == [SubjectKind.UNIT]
    assert len(searched(any_office, "đinh", SubjectKind.UNIT, SubjectKind.PERSON).found) == 2
    assert searched(any_office, "đinh", SubjectKind.VOTE).found == ()
    mine = searched(any_office, "K'Brơi", SubjectKind.VOTE, of=House(results=(lambda _: iter([CONTEST]),)))
    assert [one.subject.facts["votes"] for one in mine.found] == [140]


def test_where_very_many_hold_the_words_the_best_are_found_and_it_is_said_that_there_are_more(
    any_office: Office,
) -> None:
    many = [replace(PERSON, key=f"m{n}", title=f"Lê Thị Hoàn {n}") for n in range(queries.MOST + 40)]
    best = [replace(PERSON, key=title, title=title) for title in ("Phan Văn An", "An", "Hoa An")]
    taken(any_office, [*many, *best])
    answer = searched(any_office, "an", limit=3)
    assert titles(answer) == ["An", "Hoa An", "Phan Văn An"]
    assert answer.at_least
    assert answer.more >= queries.MOST - 3
    assert titles(searched(any_office, "hoan 2026", limit=1)) == []
    rooms = service.MOST_HERE
    here = searched(any_office, "hoan", of=room(*many * (1 + rooms // len(many))), limit=5)
    assert here.at_least
    assert len(here.found) == 5
    few = searched(any_office, "phan", of=room(*many))
    assert (len(few.found), few.more, few.at_least) == (1, 0, False)


@pytest.fixture
def embedded_office(embedded_template: Template, tmp_path: Path, server_office: Office) -> Iterator[Office]:
    """An office on the embedded database beside the one on PostgreSQL."""
    clock = server_office.clock
    with workspaces.copied(embedded_template.folder, tmp_path / "embedded", clock=clock) as opened:
        yield Office(opened, clock, embedded_template.actors)


@pytest.mark.postgres
def test_where_very_many_hold_the_words_both_engines_answer_the_same(
    embedded_office: Office, server_office: Office
) -> None:
    """Also where a server keeps the lines in another order than they were written in, and when asked again."""
    congress = "Đại hội đại biểu Đảng bộ xã Đam Rông 1"
    names = [f"{family} Văn {given} {n}" for n in range(30) for family in ("Nguyễn", "Trần") for given in ("An", "Ánh")]
    several = [replace(PERSON, key=name, title=name, congress=congress, also=("Đảng bộ xã",)) for name in names]
    for one in (embedded_office, server_office):
        taken(one, several)
    within(server_office.workspace, _written_anew)
    with patch.object(queries, "MOST", 20):
        for text in ("nguyen van an", "dang bo xa", "dang bo xa nguyen", "guye", "a", "1"):
            answer = searched(embedded_office, text, limit=30)
            assert answer.at_least, text
            assert [searched(server_office, text, limit=30) for _ in range(2)] == [answer] * 2, text


def _written_anew(unit: Unit) -> None:
    """The earlier half of the lines comes to stand behind the others."""
    half = select(func.count() / 2).select_from(TextRow).scalar_subquery()
    unit.connection.execute(update(TextRow).where(TextRow.entry_id <= half).values(text=TextRow.text))


def test_what_is_listed_has_its_own_package(any_office: Office) -> None:
    packages = [replace(PACKAGE, package=digit * 64, title=f"Gói {digit}") for digit in "abc"]
    for one in packages:
        taken(any_office, [replace(PERSON, title=f"Đinh Thị {one.title}")], one)
    found = searched(any_office, "dinh goi").found
    assert {(one.subject.title, one.source and one.source.title) for one in found} == {
        (f"Đinh Thị {one.title}", one.title) for one in packages
    }


def test_a_package_is_taken_in_once_and_forgotten_whole(any_office: Office) -> None:
    other = replace(PACKAGE, package="b" * 64, title="Nhiệm kỳ trước")
    assert taken(any_office, [UNIT, PERSON])
    assert taken(any_office, [PERSON, DEVICE], other)
    assert not taken(any_office, [], other)
    with any_office.workspace.reading() as unit:
        assert service.sources(unit) == (PACKAGE, other)
        assert queries.entries(unit) == 4
    assert len(searched(any_office, "đinh").found) == 2
    assert within(any_office.workspace, lambda unit: service.forget_catalogue(unit, PACKAGE.package))
    assert not within(any_office.workspace, lambda unit: service.forget_catalogue(unit, PACKAGE.package))
    assert [one.source for one in searched(any_office, "đinh").found] == [other]
    assert within(any_office.workspace, lambda unit: service.forget_catalogue(unit, other.package))
    with any_office.workspace.reading() as unit:
        for row in (SourceRow, ContextRow, EntryRow, TextRow, WordRow):
            assert unit.connection.scalar(select(func.count()).select_from(row)) == 0


def test_a_closed_unit_is_found_with_its_successor_and_the_reverse(any_office: Office) -> None:
    known, by = dam_rong(any_office), any_office.by(TECHNICIAN)
    bodies.make_merger(any_office.workspace, by, details=decision(known))
    assert titles(searched(any_office, "da long", of=house())) == ["Đảng ủy xã Đạ Long", "Đảng ủy xã Đam Rông 4"]
    reverse = titles(searched(any_office, "đam rông 4", SubjectKind.UNIT, of=house()))
    assert reverse[0] == "Đảng ủy xã Đam Rông 4"
    assert {"Đảng ủy xã Đạ Long", "Đảng ủy xã Đạ Tông", "Đảng ủy xã Đưng K' Nớ"} == set(reverse[1:])


def test_it_is_searched_while_the_app_holds_the_workspace(any_office: Office) -> None:
    taken(any_office, [PERSON])
    with workspace.look_into(any_office.workspace.folder, house=house()) as looked, looked.reading() as unit:
        assert titles(service.search(unit, looked.house, "đinh ơn")) == [PERSON.title]
        assert titles(service.search(unit, looked.house, "tran duc binh")) == ["Trần Đức Bình"]


@given(samples.subjects, st.data())
def test_a_subject_is_found_by_any_of_its_words_in_any_order(one: Subject, data: st.DataObject) -> None:
    written = " ".join((one.title, *one.also)).split()
    some = data.draw(st.lists(st.sampled_from(written), min_size=1, max_size=3))
    typed = [data.draw(st.sampled_from([word, word.upper(), fold(word)])) for word in some]
    words = rules.words_of(" ".join(data.draw(st.permutations(typed))))
    if words:
        assert rules.holds(words, rules.text_of(one), rules.context_of(one.term, one.congress))


def key(one: Subject) -> tuple[str, str]:
    return one.kind, one.key


_words = st.text(alphabet="anođĐơ'-%_/ 1", max_size=6) | st.sampled_from(["dam rong", "k'", "2030 an", "kl/hu"])


@pytest.mark.parametrize("most", [2, 500])
def test_the_database_finds_what_the_rules_find(any_office: Office, most: int) -> None:
    """Also where there are more lines than are ranked: then what is listed is among them."""

    @given(several=st.lists(samples.subjects, min_size=1, max_size=6, unique_by=key), text=_words)
    def compared(unit: Unit, several: list[Subject], text: str) -> None:
        service.take_catalogue(unit, PACKAGE, several)
        answer = service.search(unit, room(*several), text, limit=100)
        service.forget_catalogue(unit, PACKAGE.package)
        here = [one.subject for one in answer.found if one.source is None]
        there = [one.subject for one in answer.found if one.source is not None]
        if len(here) <= most:
            assert sorted(there, key=key) == sorted(here, key=key)
            assert not answer.at_least
        else:
            assert set(map(key, there)) <= set(map(key, here))
            assert len(there) >= most
            assert answer.at_least

    with patch.object(queries, "MOST", most):
        within(any_office.workspace, lambda unit: compared(unit=unit))
