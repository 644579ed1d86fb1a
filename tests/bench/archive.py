"""Search over 1,000 congresses taken in: over 150,000 entries, beside bare scans of the same table by `sqlite3`."""

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from congress.catalogue import queries, service
from congress.catalogue.contests import subjects_of
from congress.catalogue.values import Source
from congress.store.engine import server_engine
from congress.store.unit import Unit
from congress.subjects import CandidateResult, ContestResult, Subject, SubjectKind
from congress.workspace import House, Workspace, open_folder
from congress.workspace.folders import DATABASE
from tests import workspaces
from tests.bench.measuring import Measured, median_seconds, seconds
from tests.clocks import PinnedClock
from tests.congress_chapters.filling import within
from tests.postgres import running_cluster
from tui.house import RESULTS, SUBJECTS

CONGRESSES = 1_000
WITHOUT_LAG_MS = 100.0
RUNS = 5
SEARCHES: dict[str, tuple[str, tuple[SubjectKind, ...]]] = {
    "a tag": ("TB-00A1F7", ()),
    "a person": ("K'Brơi", ()),
    "a full name without marks": ("nguyen van an", ()),
    "a name and a place": ("tran thi hanh dam rong 7", ()),
    "a common word": ("nguyen", ()),
    "two common words": ("nguyen thi", ()),
    "two common words in the middle of words": ("guye han", ()),
    "a piece in the middle of words": ("guye", ()),
    "a word that every congress has": ("dang bo xa", ()),
    "one letter": ("a", ()),
    "two letters": ("a n", ()),
    "a number": ("1", ()),
    "a common word among votes": ("nguyen", (SubjectKind.VOTE,)),
    "a common word where no such kind has it": ("nguyen", (SubjectKind.TERM,)),
    "nothing": ("khongcogi", ()),
    "two words of which one is nowhere": ("nguyen khongcogi", ()),
}
_FAMILIES = "Nguyễn,Nguyễn,Nguyễn,Nguyễn,Trần,Trần,Lê,Lê,Phạm,Huỳnh,Võ,Đặng,Bùi,Đỗ,Hồ,Ngô,Dương,Lý,K',Rơ,Cil,Liêng"
_MIDDLES = "Văn,Văn,Thị,Thị,Đức,Quốc,Minh,Thanh,Xuân,Hữu,Ngọc,Công,Đình"
_GIVEN = (
    "An,Anh,Ánh,Bình,Brơi,Châu,Chi,Cường,Dung,Dũng,Đạt,Đông,Giang,Hà,Hải,Hạnh,Hằng,Hiền,Hiếu,Hòa,Hoàng,Hùng,Hương,Huy,"
    "Khánh,Kiên,Lan,Linh,Long,Mai,Minh,Nam,Nga,Ngọc,Nhung,Ơn,Phong,Phúc,Phương,Quân,Quang,Sơn,Tâm,Thảo,Thắng,Thành,"
    "Thủy,Tiến,Trang,Trung,Tú,Tuấn,Tùng,Vân,Việt,Vinh,Yến,Ý"
)
_PLACES = ("Đam Rông", "Lạc Dương", "Đơn Dương", "Di Linh", "Bảo Lâm", "Đạ Huoai", "Cát Tiên", "Đức Trọng")
_CONTESTS = ("Bầu Ban Chấp hành Đảng bộ", "Bầu Ban Thường vụ Đảng ủy", "Bầu đoàn đại biểu dự đại hội cấp trên")
_PAPERS = ("Báo cáo chính trị", "Báo cáo kiểm điểm", "Nghị quyết đại hội", "Biên bản kiểm phiếu", "Tờ trình nhân sự")
_MODELS = ("HP LaserJet Pro M404", "Dell OptiPlex 3080", "Canon LBP 2900", "Epson DS-530")


def measure() -> Iterator[Measured]:
    """Milliseconds from a query to the listed things, this workspace's own among them."""
    with tempfile.TemporaryDirectory() as place:
        yield from _on_an_engine(Path(place), "SQLite", None)
    try:
        with running_cluster() as cluster, tempfile.TemporaryDirectory() as place:
            yield from _on_an_engine(Path(place), "PostgreSQL", cluster.create("bench"))
    except pytest.skip.Exception as missing:
        print(f"archive search on PostgreSQL is not measured: {missing}")


def _on_an_engine(place: Path, engine: str, url: str | None) -> Iterator[Measured]:
    folder = place / "workspace"
    workspaces.found(folder, database_url=url)
    house = House(clock=PinnedClock(), subjects=SUBJECTS, results=RESULTS)
    with open_folder(folder, house=house) as opened:
        took = seconds(lambda: fill(opened))
        with opened.reading() as unit:
            entries = queries.entries(unit)
        if url is not None:
            _tidied(url)
        yield Measured(
            f"{engine}: taking a package's catalogue in", took * 1000 / CONGRESSES, "ms", None, f"{entries:,} in all"
        )
        for name, (text, kinds) in SEARCHES.items():
            yield _measured(f"archive search, {engine}: {name}", opened, text, kinds)
    if url is None:
        yield _floor(folder / DATABASE)


def _tidied(url: str) -> None:
    """What a server does by itself within a minute; in a transaction that is rolled back it would be lost."""
    with server_engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _measured(name: str, opened: Workspace, text: str, kinds: tuple[SubjectKind, ...]) -> Measured:
    found = ""

    def search() -> None:
        nonlocal found
        with opened.reading() as unit:
            answer = service.search(unit, opened.house, text, kinds=kinds)
        found = f"{len(answer.found)} listed, {'over ' if answer.at_least else ''}{answer.more} more"

    return Measured(name, median_seconds(search, runs=RUNS) * 1000, "ms", WITHOUT_LAG_MS, found)


def _floor(database: Path) -> Measured:
    """What reading the searched texts once takes at the least."""
    with sqlite3.connect(database) as connection:
        scan = "SELECT count(*) FROM catalogue_text WHERE text LIKE '%khongcogi%'"
        took = median_seconds(lambda: connection.execute(scan).fetchone(), runs=RUNS)
    connection.close()
    return Measured("a bare scan of the same table by sqlite3", took * 1000, "ms")


def fill(opened: Workspace) -> None:
    """Packages of 1,000 congresses."""
    chance = random.Random(20250812)
    for number in range(0, CONGRESSES, 50):

        def add(unit: Unit, first: int = number) -> None:
            for one in range(first, first + 50):
                service.take_catalogue(unit, *_package(unit, one, chance))

        within(opened, add)


def _package(unit: Unit, number: int, chance: random.Random) -> tuple[Source, list[Subject]]:
    begins = 1995 + 5 * (number % 6)
    term, body = f"{begins} - {begins + 5}", f"Đảng bộ xã {_PLACES[number % len(_PLACES)]} {number // 8}"
    congress = f"Đại hội đại biểu {body} lần thứ {number % 20 + 1}, nhiệm kỳ {term}"
    source = Source(f"{number:064x}", congress, term, body, unit.now, unit.now, "Hồ Thị Ổi")
    on = date(begins, 8, 12)
    contests = [_contest(number, at, (term, congress, body), on, chance) for at in range(len(_CONTESTS))]
    subjects = [subject for contest in contests for subject in subjects_of(contest)]
    subjects += [Subject(SubjectKind.TERM, f"t{number}", term, term, also=(congress,), facts={"begins": begins})]
    subjects += [Subject(SubjectKind.CONGRESS, f"g{number}", congress, term, congress, on, (body,), {"body": body})]
    for at in range(20):
        title = f"{_PAPERS[at % len(_PAPERS)]} của {body}"
        numbered = (f"{at + 1}-BC/ĐU", chance.choice(_PLACES))
        subjects.append(Subject(SubjectKind.DOCUMENT, f"d{number}/{at}", title, term, congress, on, numbered))
    for at in range(30):
        tag = f"TB-{number:03X}{at:02X}{chance.randrange(16):X}"
        model = chance.choice(_MODELS)
        facts = {"category": "printer", "model": model, "owner": body, "condition": "good"}
        also = (f"VN{chance.randrange(10**8):08d}", model, "Máy in", body, _name(chance))
        subjects.append(Subject(SubjectKind.DEVICE, f"v{number}/{at}", tag, also=also, facts=facts))
    for at in range(30):
        post = {"post": "Ủy viên"}
        subjects.append(Subject(SubjectKind.PERSON, f"p{number}/{at}", _name(chance), also=("Ủy viên",), facts=post))
    for at in range(8):
        old = f"Đảng ủy xã {chance.choice(_PLACES)} {number} cũ {at}"
        subjects.append(Subject(SubjectKind.UNIT, f"u{number}/{at}", old, also=(body,), facts={"body-kind": "commune"}))
    return source, subjects


def _contest(number: int, at: int, said: tuple[str, str, str], on: date, chance: random.Random) -> ContestResult:
    term, congress, body = said
    people = tuple(
        CandidateResult(place, _name(chance), "Bí thư chi bộ", 200 - place, "74.34", elected=place < 16)
        for place in range(1, 21)
    )
    return ContestResult(
        key=f"c{number}/{at}",
        term=term,
        congress=congress,
        body=body,
        on=on,
        title=_CONTESTS[at],
        seats=15,
        summoned=269,
        present=269,
        denominator=269,
        issued=269,
        collected=269,
        valid=269,
        invalid=0,
        candidates=people,
    )


def _name(chance: random.Random) -> str:
    return " ".join(chance.choice(names.split(",")) for names in (_FAMILIES, _MIDDLES, _GIVEN))
