"""A contest counted through the deeds of the desk (cuộc bầu đã kiểm), as far as a test of its result needs."""

from dataclasses import dataclass
from uuid import UUID

from ballots.counting import service as counting
from ballots.counting.hand import Keyed
from ballots.counting.values import Mode, PileKind
from ballots.regulations.values import BoardReason, Strikes
from ballots.results import keeping, service, signatures
from ballots.results.facts import MinutesFacts
from ballots.results.keeping import KeyPaper, Sealing
from ballots.results.service import Done
from ballots.results.steps import existing
from ballots.results.values import Basis, Packed, Result
from congress.access import keyring, queries
from congress.records import files
from congress.records import queries as records
from congress.records.values import Record
from congress.workspace import Workspace
from tests.ballots_counting.desks import REASON, AtDesk, aside, at_desk, struck
from tests.workspaces import Office

HEAD, MEMBER, OTHER, CHAIR, ADMINISTRATOR = "truongban", "uyvien1", "uyvien2", "chutich", "quantri"
SECRET, PASSPHRASE = "khóa gốc của đại hội", "mật khẩu ký"
SEALS = ("NP-0012", "NP-0013")
PILE: tuple[Strikes, ...] = tuple(struck(*pair) for pair in ((8, 9), (8, 9), (1, 9), (2, 7), (7, 8), (3, 4), (8, 9)))
"""Seven full papers: seven of nine chosen on each."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An office with a contest whose papers are all concluded on."""

    at: AtDesk

    @property
    def office(self) -> Office:
        """The office it lies in."""
        return self.at.office

    @property
    def workspace(self) -> Workspace:
        """The workspace it lies in."""
        return self.at.office.workspace

    @property
    def contest_id(self) -> UUID:
        """The contest."""
        return self.at.contest_id

    @property
    def result(self) -> Result:
        """The result as the workspace holds it."""
        with self.workspace.reading() as unit:
            return existing(unit, self.contest_id)

    def draft(self) -> MinutesFacts:
        """What the board reads."""
        return service.draft(self.workspace, self.contest_id)

    def fix(self) -> Done:
        """The head and a member fix what was read."""
        by = self.office.by(HEAD, MEMBER)
        return service.fix(self.workspace, by, contest_id=self.contest_id, read=self.draft())

    def make_official(self, basis: Basis = Basis.PEN) -> Done:
        """By pen unless it is said otherwise."""
        by = self.office.by(HEAD, MEMBER)
        return service.make_official(self.workspace, by, contest_id=self.contest_id, basis=basis)

    def issue_keys(self) -> bytes:
        """The workspace's authority, and a key for each who signs; gives the authority's certificate."""
        by = self.office.by(ADMINISTRATOR, HEAD)
        certificate = keyring.make_authority(self.workspace, by, name="Đại hội xã Đam Rông 1", secret=SECRET)
        for account, capacity in ((HEAD, "Trưởng ban"), (MEMBER, "Ủy viên"), (CHAIR, "Đoàn Chủ tịch")):
            with self.workspace.reading() as unit:
                known = queries.by_name(unit, account)
            assert known is not None
            keyring.issue_signer(
                self.workspace,
                self.office.by(ADMINISTRATOR, HEAD),
                account_id=known.account.id,
                capacity=capacity,
                secret=SECRET,
                passphrase=PASSPHRASE,
            )
        return certificate

    def sign(self, *accounts: str) -> Record:
        """Each signs in turn, all three unless they are named."""
        signed = None
        for account in accounts or (HEAD, MEMBER, CHAIR):
            by = self.office.by(account)
            signed = signatures.sign(self.workspace, by, contest_id=self.contest_id, passphrase=PASSPHRASE)
        assert signed is not None
        return signed

    def print_key(self) -> KeyPaper:
        """The key for the envelope."""
        return keeping.print_key(self.workspace, self.office.by(HEAD, CHAIR), contest_id=self.contest_id)

    def seal(self, *, last_group: str) -> Sealing:
        """Two packets, two seals."""
        by = self.office.by(HEAD, CHAIR)
        return keeping.seal(
            self.workspace, by, contest_id=self.contest_id, packed=Packed(2, SEALS), last_group=last_group
        )

    def pdf(self, record: Record) -> bytes:
        """A paper's bytes."""
        return files.fetch(self.workspace.papers, record.sha256)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The papers of a kind, oldest first."""
        with self.workspace.reading() as unit:
            return records.of_scope(unit, self.contest_id, kind=kind)


def counted(office: Office, *, mode: Mode = Mode.TEST) -> Counted:
    """Seven full papers and two set aside: one found void by the board, one read by it and valid."""
    return counted_at(at_desk(office), mode=mode)


def counted_at(at: AtDesk, *, mode: Mode = Mode.TEST) -> Counted:
    """The same of a contest made elsewhere."""
    office = at.office
    at.open(mode=mode)
    at.until_sorted((PileKind.FULL, len(PILE)), (PileKind.ASIDE, 2))
    at.open_count()
    at.key(1, PILE)
    at.key(2, (aside(seen=struck(8, 9)), aside(seen=struck(6, 9))), by=MEMBER)
    for position, void in ((1, BoardReason.PRIVATE_MARK), (2, None)):
        counting.conclude_paper(
            office.workspace,
            at.by(HEAD, MEMBER),
            contest_id=at.contest_id,
            pile=2,
            position=position,
            marks=struck(6, 9),
            void=void,
        )
    counting.close_count(office.workspace, at.by(HEAD), contest_id=at.contest_id)
    return Counted(at)


def counted_by_hand(office: Office) -> Counted:
    """Nine papers counted from tally sheets."""
    at = at_desk(office)
    at.open()
    at.until_sorted((PileKind.FULL, 8), (PileKind.ASIDE, 1))
    counting.go_by_hand(office.workspace, at.by(HEAD, MEMBER, reason=REASON), contest_id=at.contest_id)
    for number, keyed in (
        (1, Keyed(valid=8, votes=(8, 8, 8, 8, 8, 8, 8, 0, 0))),
        (2, Keyed(valid=0, votes=(0,) * 9, void=((BoardReason.SIGNED, 1),))),
    ):
        counting.keep_total(office.workspace, at.by(HEAD, MEMBER), contest_id=at.contest_id, number=number, keyed=keyed)
    counting.close_hand_tally(office.workspace, at.by(HEAD), contest_id=at.contest_id)
    return Counted(at)
