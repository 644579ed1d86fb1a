"""A congress with its board, and contests at every stage of being prepared (chuẩn bị cuộc bầu)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from ballots.contests import service
from ballots.contests.values import ContestDetails, ContestSheet, ElectorateLine, ElectorateStage, ListEntry, Roll
from ballots.regulations.values import ElectorateKind
from congress.access.registry import PREPARERS, deed, no_deed
from congress.errors import Finding
from congress.store.unit import Unit
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity, Congress, CongressDetails, CongressKind
from tests.workspaces import Office

BOARD = (
    BoardPerson("Trần Đức Bình", Capacity.HEAD),
    BoardPerson("Lê Thị Hà", Capacity.MEMBER),
    BoardPerson("K'Brơi", Capacity.MEMBER),
)
NAMES = ("Đa Cát K' Hương", "Nguyễn Văn An", "Vũ Minh Sơn", "Phan Thị Cúc")
ROLL = Roll(
    ElectorateKind.DELEGATES,
    on_roll=151,
    present=147,
    lines=(
        ElectorateLine(ElectorateStage.NOT_SUMMONED, "suspended", 1),
        ElectorateLine(ElectorateStage.DEDUCTION, "absent-unreplaced", 2, "đoàn 4"),
    ),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An office with a congress in it."""

    office: Office
    congress: Congress

    def contest(self, *, code: str = "bch", seats: int = 3, names: Iterable[str | ListEntry] = NAMES) -> ContestSheet:
        """A contest with its list typed in, nothing confirmed."""
        details = ContestDetails(code, f"Bầu {code}", seats)
        workspace, by = self.office.workspace, self.office.by("kythuat")
        made = service.make_contest(workspace, by, congress_id=self.congress.id, details=details)
        entries = [name if isinstance(name, ListEntry) else ListEntry(name) for name in names]
        return service.set_candidates(workspace, by, contest_id=made.id, entries=entries) if entries else made

    def ready(self, *, code: str = "bch", seats: int = 3, names: Iterable[str | ListEntry] = NAMES) -> ContestSheet:
        """A contest whose desk may open."""
        made = self.contest(code=code, seats=seats, names=names)
        workspace = self.office.workspace
        service.confirm_list(workspace, self.office.by("uyvien1"), contest_id=made.id)
        service.set_electorate(workspace, self.office.by("thamtra"), contest_id=made.id, roll=ROLL)
        if any(line.is_open for line in self.sheet(made.id).settings):
            service.confirm_settings(workspace, self.office.by("truongban"), congress_id=self.congress.id)
        return self.sheet(made.id)

    def sheet(self, contest_id: UUID) -> ContestSheet:
        """The contest as it stands now."""
        with self.office.workspace.reading() as unit:
            return service.sheet(unit, contest_id)

    def lock(self, contest_id: UUID) -> ContestSheet:
        """What a desk's opening does with the contest."""
        return self.step(lambda unit: service.lock_contest(unit, contest_id), scope_id=contest_id)

    def step(self, work: Callable[[Unit], ContestSheet], *, scope_id: UUID) -> ContestSheet:
        """Do a step inside a deed of the test's own."""
        with no_deed():

            @deed("test:step", who=PREPARERS, title="Contest made")
            def do() -> ContestSheet:
                with self.office.workspace.unit(self.office.by("truongban"), scope_id=scope_id) as unit:
                    done = work(unit)
                    unit.record(scope_id)
                return done

            return do()


def prepared(office: Office, *, kind: CongressKind = CongressKind.DELEGATES) -> Prepared:
    """A congress of 151 delegates with its counting board."""
    workspace, by = office.workspace, office.by("thuky")
    made = term.make_term(workspace, by, begins=2025, ends=2030)
    details = CongressDetails(
        title="Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I, nhiệm kỳ 2025 - 2030",
        kind=kind,
        body="Đảng bộ xã Đam Rông 1",
        session="Đại hội đại biểu lần thứ I",
        place="Đam Rông",
    )
    congress = term.make_congress(workspace, by, term_id=made.id, details=details)
    term.set_board(workspace, by, congress_id=congress.id, people=BOARD)
    return Prepared(office, congress)


def codes(findings: Iterable[Finding]) -> list[str]:
    """What was found, in a word each."""
    return [finding.code for finding in findings]
