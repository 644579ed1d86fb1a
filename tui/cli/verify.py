"""`congress verify`: papers, outcomes and records checked on any machine (kiểm tra kết quả)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from congress.sealing.formats import verdict_document
from congress.sealing.values import Checked, Verdict
from tui.cli.answers import say, show

DONE, NOT_VERIFIED = 0, 1


def verify(
    paths: Annotated[list[str], typer.Argument(help=t("Signed PDFs, outcomes, count records, or folders of them."))],
    trust: Annotated[
        list[str] | None,
        typer.Option("--trust", metavar="CERT.pem", help=t("A certificate of an authority you trust.")),
    ] = None,
    record: Annotated[
        str | None, typer.Option("--record", metavar="RECORD.json", help=t("The sealed record: it is tallied again."))
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", metavar="DIR", help=t("Trust this workspace's authority too."))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=t("Print one JSON document."))] = False,
) -> int:
    """The command as Typer calls it (lệnh verify)."""
    return run(paths, trust=trust or [], record=record, workspace=workspace, as_json=json)


def run(paths: list[str], *, trust: list[str], record: str | None, workspace: Path | None, as_json: bool) -> int:
    """Check every path; 0 when all are verified, 1 when one is refused or undecided."""
    from ballots.results import verifying

    given = verifying.Given(
        trust=_anchors(trust, workspace),
        record=None if record is None else read_source(record),
        at=datetime.now(UTC),
    )
    checked = verifying.verify(verifying.files_below(paths), given)
    if as_json:
        show(verdict_document(checked))
    else:
        for one in checked:
            _say(one)
    return DONE if all(one.verdict is Verdict.VERIFIED for one in checked) else NOT_VERIFIED


def _anchors(trust: list[str], workspace: Path | None) -> tuple[bytes, ...]:
    from congress.access.keyring import authority_certificate
    from congress.sealing.keys import read_certificate
    from congress.workspace import KEYS

    anchors = [read_source(path) for path in trust]
    for path, data in zip(trust, anchors, strict=True):
        try:
            read_certificate(data)
        except Malformed as malformed:
            raise Malformed(
                [Finding(path, finding.code, finding.facts) for finding in malformed.findings]
            ) from malformed
    if workspace is not None:
        own = authority_certificate(workspace / KEYS)
        if own is None:
            raise Malformed([Finding(str(workspace), "authority-missing")])
        anchors.append(own)
    return tuple(anchors)


def _say(checked: Checked) -> None:
    words = {
        Verdict.VERIFIED: t("verified"),
        Verdict.REFUSED: t("refused"),
        Verdict.UNDECIDED: t("undecided"),
    }
    say(f"{checked.path}: {words[checked.verdict]}")
    for finding in checked.findings:
        say(f"    {finding.where}: {sentence(finding)}")
