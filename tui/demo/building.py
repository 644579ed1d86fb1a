"""The demo from its empty folder to its last proof (dựng đại hội mẫu): everything by the deeds that screens call."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from ballots.results.signatures import SIGNED
from ballots.results.values import Basis
from congress import workspace as workspaces
from congress.errors import Broken
from congress.i18n import sentence, t
from congress.records import files
from congress.records.files import OBJECTS
from congress.term.values import Site
from congress.workspace import ARCHIVE, PAPERS
from devices.readiness.values import SiteStanding
from devices.reports.values import Phase
from tui.demo import contests as samples
from tui.demo import finishing
from tui.demo.archiving import Package, archived
from tui.demo.checking import Proofs, proved
from tui.demo.custody import papers_of, reported
from tui.demo.desk import STEPS, keyed, led_to_keying, pile_keyed, typist_of
from tui.demo.documents import documents_kept
from tui.demo.equipment import PARTS, site_entered, site_made_ready
from tui.demo.folder import ACCOUNTS, AUTHORITY, DEVICE_LIST, KEY_PAPERS, PRACTICE, make_room, mark
from tui.demo.office import Office, founded, with_keys
from tui.demo.people import PIN, SIGNERS, STAFF, TAG
from tui.demo.practising import papers_left
from tui.demo.preparing import congress_made, contest_prepared, settings_confirmed
from tui.demo.telling import Teller
from tui.demo.values import SampleContest
from tui.house import house

_PRACTICE_PILE, _TYPED = 2, 4
"""The practice pile that is left open, after so many of its papers."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One contest, or the hall, as the demo leaves it (phần đã dựng)."""

    title: str
    state: str
    """What was done, and what is left to try."""
    papers: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What the demo made (đại hội mẫu đã dựng)."""

    folder: Path
    hall: Shown
    """The site and its equipment."""
    contests: tuple[Shown, ...]
    others: tuple[Path, ...]
    """Accounts, certificate, the envelope's key, papers to practise on."""
    workspace: tuple[Path, ...]
    """The database, the settings, keys and sealed records: the workspace itself."""
    originals: int
    """Papers under their hash, behind the copies with human names."""
    overruled: tuple[str, ...]
    """What of this machine two people overruled."""
    packages: tuple[Package, ...]
    """Of the term: for good, and sealed."""
    proofs: Proofs
    entries: int
    """Of the journal."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One contest under way."""

    office: Office
    sample: SampleContest
    id: UUID
    tell: Teller
    site_id: UUID

    @property
    def title(self) -> str:
        return self.sample.short


def built(folder: Path, tell: Teller) -> Built:
    """Build the sample in `folder`; an earlier sample that stands there is replaced."""
    make_room(folder)
    with workspaces.create(folder, house=house(folder), tag=TAG) as workspace:
        mark(folder)
        with tell.part(t("Accounts and PINs"), whole=len(STAFF)) as advance:
            office = founded(workspace, advance)
        with tell.part(t("Internal authority and signing keys"), whole=1 + len(SIGNERS)) as advance:
            certificate = with_keys(office, advance)
        congress_id, site, works = _prepared(office, tell)
        hall = _equipped(office, congress_id, site, tell)
        overruled = [said for work in works for said in _led(work)]
        states = [finish(work) for finish, work in zip(_ENDINGS, works, strict=True)]
        hall = _reported(office, congress_id, hall, works, tell)
        papers = [finishing.papers_shown(office, work.id) for work in works]
        others = _others(works[-1], folder, certificate)
        signed = tuple(shown[SIGNED] for shown in papers if SIGNED in shown)
        with tell.part(t("Documents, numbered papers handed out, opinions on the draft"), whole=1):
            documents_kept(office, congress_id)
        with tell.part(t("The term's packages: permanent, sealed"), whole=1):
            packages = archived(office)
        with tell.part(t("Signatures and packages verified, journal walked"), whole=1):
            proofs = proved(workspace, signed, packages, certificate)
        entries = workspace.head().number
    contests = tuple(
        Shown(work.sample.details.title, state, tuple(shown.values()))
        for work, state, shown in zip(works, states, papers, strict=True)
    )
    return Built(
        folder=folder,
        hall=hall,
        contests=contests,
        others=others,
        workspace=_workspace_files(folder, besides=others),
        originals=len(list((folder / PAPERS / OBJECTS).iterdir())),
        overruled=tuple(dict.fromkeys(overruled)),
        packages=packages,
        proofs=proofs,
        entries=entries,
    )


def _workspace_files(folder: Path, *, besides: tuple[Path, ...]) -> tuple[Path, ...]:
    """Every further file that stands there, but papers, packages and what only marks an open folder."""
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    told = {folder / PAPERS, folder / ARCHIVE}
    return tuple(path for path in inside if path not in besides and not told & set(path.parents))


def _prepared(office: Office, tell: Teller) -> tuple[UUID, Site, tuple[_Work, ...]]:
    wanted = (samples.committee(), samples.secretary(), samples.delegation(), samples.practice())
    with tell.part(t("Congress, board, contests, lists and electorates"), whole=len(wanted)) as advance:
        congress_id = congress_made(office)
        site = site_entered(office, congress_id)
        works = []
        for sample in wanted:
            contest = contest_prepared(office, congress_id, sample, site_id=site.id)
            works.append(_Work(office, sample, contest.id, tell, site.id))
            advance()
        settings_confirmed(office, congress_id)
    return congress_id, site, tuple(works)


def _equipped(office: Office, congress_id: UUID, site: Site, tell: Teller) -> Shown:
    told = t("The hall's equipment: handed over, checked, stamped, a failed laptop replaced")
    with tell.part(told, whole=PARTS) as advance:
        made = site_made_ready(office, congress_id, site, advance)
    ready = made.view
    if ready.lacks:
        raise Broken("demo-site-not-ready", detail="; ".join(sentence(lack) for lack in ready.lacks))
    state = t("Ready: {ready} of {positions} positions, {spares} spares.", **_figures(ready.standing))
    return Shown(site.name, state, papers_of(office, (site.id, *made.minutes)))


def _reported(office: Office, congress_id: UUID, hall: Shown, works: tuple[_Work, ...], tell: Teller) -> Shown:
    contests = [work.id for work in works]
    with tell.part(t("Reports on equipment during and after the congress"), whole=2) as advance:
        for number, phase in enumerate((Phase.DURING, Phase.AFTER), start=2):
            reported(office, congress_id, phase, number=number, contests=contests)
            advance()
    return replace(hall, papers=(*hall.papers, *papers_of(office, [congress_id])))


def _figures(standing: SiteStanding) -> dict[str, int]:
    return {"ready": standing.ready, "positions": standing.positions, "spares": standing.spares}


def _led(work: _Work) -> tuple[str, ...]:
    with work.tell.part(t("{contest}: the desk", contest=work.title), whole=STEPS) as advance:
        return led_to_keying(work.office, work.id, work.sample, advance, site_id=work.site_id)


# --- how each contest is left ------------------------------------------------------------------------------


def _counted(work: _Work) -> None:
    collected = work.sample.collected
    told = t("{contest}: {papers} papers keyed, doubtful ones concluded", contest=work.title, papers=collected)
    with work.tell.part(told, whole=work.sample.to_key) as advance:
        keyed(work.office, work.id, work.sample, advance)
    with work.tell.part(t("{contest}: the result is fixed", contest=work.title), whole=1):
        finishing.fixed(work.office, work.id)


def _signed(work: _Work) -> None:
    with work.tell.part(t("{contest}: signed digitally", contest=work.title), whole=len(SIGNERS)) as advance:
        finishing.signed(work.office, work.id, advance)


def _digital_official(work: _Work) -> str:
    _counted(work)
    _signed(work)
    finishing.official(work.office, work.id, Basis.DIGITAL)
    return t("Signed digitally, official. To try: pack and seal the ballots.")


def _by_pen_sealed(work: _Work) -> str:
    _counted(work)
    with work.tell.part(t("{contest}: signed by pen, sealed", contest=work.title), whole=1):
        finishing.bound_by_pen(work.office, work.id)
        finishing.official(work.office, work.id, Basis.PEN)
        finishing.sealed(work.office, work.id, work.sample.packet_seals, key_paper=_key_paper(work))
    return t("Signed by pen, scan bound, official, sealed: the papers' record opens only with the envelope's key.")


def _digital_fixed(work: _Work) -> str:
    _counted(work)
    _signed(work)
    return t("Fixed and signed digitally. To try: make the result official.")


def _left_open(work: _Work) -> str:
    piles = work.sample.piles
    with work.tell.part(t("{contest}: left in the middle of keying", contest=work.title), whole=1):
        pile_keyed(work.office, work.id, 1, piles[0], _nothing)
        pile_keyed(work.office, work.id, _PRACTICE_PILE, piles[_PRACTICE_PILE - 1], _nothing, only=_TYPED)
    typist = typist_of(_PRACTICE_PILE, piles[_PRACTICE_PILE - 1].kind).account
    return t("To try: log in as {account} and go on typing; the papers are in {file}.", account=typist, file=PRACTICE)


_ENDINGS = (_digital_official, _by_pen_sealed, _digital_fixed, _left_open)


def _nothing() -> None:
    """Papers that no bar shows."""


# --- files beside the papers -------------------------------------------------------------------------------


def _key_paper(work: _Work) -> Path:
    folder = work.office.workspace.folder / KEY_PAPERS
    return folder / f"CHỈ CÓ TRONG BẢN MẪU - khóa cho phong bì - {work.sample.details.code}.pdf"


def _others(practice: _Work, folder: Path, certificate: bytes) -> tuple[Path, ...]:
    left = papers_left(practice.sample, pile=_PRACTICE_PILE, typed=_TYPED)
    created = practice.office.workspace.house.clock.now()
    made = {
        folder / ACCOUNTS: accounts_text().encode(),
        folder / AUTHORITY: certificate,
        folder / PRACTICE: left.pdf(created=created),
    }
    for path, data in made.items():
        files.write(path, data)
    return (*made, folder / DEVICE_LIST, *sorted((folder / KEY_PAPERS).iterdir()))


def accounts_text() -> str:
    """The accounts as a table of plain text (bảng tài khoản)."""
    widths = [max(len(text) for text in column) for column in zip(*_rows(), strict=True)]
    return "".join(
        "  ".join(f"{text:{width}}" for text, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in _rows()
    )


def _rows() -> list[tuple[str, str, str, str]]:
    head = (t("Account"), t("PIN"), t("Full name"), t("Role"))
    return [head, *((one.account, PIN, one.name, t(f"role-{one.role}")) for one in STAFF)]
