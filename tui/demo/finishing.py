"""Results of the sample (kết quả mẫu): fixed, signed digitally or by pen, made official, packed and sealed."""

from pathlib import Path
from uuid import UUID

from ballots.results import keeping, service, signatures
from ballots.results.keeping import Sealing
from ballots.results.steps import existing
from ballots.results.values import Basis, Packed, Result
from congress.records import files
from congress.records import queries as records
from congress.records.service import show
from tui.demo.office import Office
from tui.demo.people import CHAIR, HEAD, MEMBER, PASSPHRASE, SIGNERS
from tui.demo.scan import signed_by_pen
from tui.demo.telling import Advance


def fixed(office: Office, contest_id: UUID) -> Result:
    """The board reads the draft; head and a member fix it."""
    read = service.draft(office.workspace, contest_id)
    return service.fix(office.workspace, office.by(HEAD, MEMBER), contest_id=contest_id, read=read).result


def signed(office: Office, contest_id: UUID, advance: Advance) -> None:
    """Everybody who signs does so, each with the own key."""
    for person in SIGNERS:
        signatures.sign(office.workspace, office.by(person), contest_id=contest_id, passphrase=PASSPHRASE)
        advance()


def bound_by_pen(office: Office, contest_id: UUID) -> None:
    """The printed minutes come back signed by pen; their scan is bound to the outcome."""
    workspace = office.workspace
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        minutes = records.by_id(unit, result.minutes_id)
    assert minutes is not None
    scan = signed_by_pen(files.fetch(workspace.papers, minutes.sha256), result.places)
    service.bind_scan(workspace, office.by(HEAD, MEMBER), contest_id=contest_id, scan=scan)


def official(office: Office, contest_id: UUID, basis: Basis) -> None:
    """Head and member say by which signatures the result is official."""
    service.make_official(office.workspace, office.by(HEAD, MEMBER), contest_id=contest_id, basis=basis)


def sealed(office: Office, contest_id: UUID, seals: tuple[str, ...], *, key_paper: Path) -> Sealing:
    """Print the envelope's key, pack, seal. The sample keeps the key's paper in `key_paper`, where a board has none."""
    by = office.by(HEAD, CHAIR)
    printed = keeping.print_key(office.workspace, by, contest_id=contest_id)
    files.write(key_paper, printed.path.read_bytes(), private=True)
    return keeping.seal(
        office.workspace,
        office.by(HEAD, CHAIR),
        contest_id=contest_id,
        packed=Packed(1, seals),
        last_group=printed.text.split()[-1],
    )


def papers_shown(office: Office, contest_id: UUID) -> dict[str, Path]:
    """The newest paper of each kind, under its human name."""
    with office.workspace.reading() as unit:
        newest = {record.kind: record for record in records.of_scope(unit, contest_id)}
    return {kind: show(office.workspace.papers, record) for kind, record in newest.items()}
