"""`congress journal verify`: walks the hash chain, beside a program that works (đối chiếu nhật ký)."""

from collections.abc import Sequence
from typing import Annotated

import typer

from congress.errors import Finding
from congress.i18n import sentence, t
from congress.journal.values import Head, printed_head
from congress.workspace import House, check_journal, look_into
from tui.cli.answers import complain, say, show
from tui.cli.folders import AsJson, Folder

VERIFIED, NOT_VERIFIED = 0, 1


def verify(
    workspace: Folder,
    head: Annotated[
        list[str] | None,
        typer.Option(help=t("A head read off a paper; may be given several times."), metavar="NUMBER:HASH"),
    ] = None,
    json: AsJson = False,
) -> int:
    """Walk the journal; compare with the head file and with heads read off papers."""
    with look_into(workspace, house=House()) as opened:
        heads = tuple(printed_head(text, stream=opened.settings.tag) for text in head or ())
        findings = check_journal(opened, heads=heads)
        end = opened.head()
    if json:
        show(_document(end, findings))
    else:
        _tell(end, findings)
    return NOT_VERIFIED if findings else VERIFIED


def _document(end: Head, findings: Sequence[Finding]) -> dict[str, object]:
    return {
        "format": "congress-journal/1",
        "stream": end.stream,
        "number": end.number,
        "hash": end.hash,
        "verdict": "refused" if findings else "verified",
        "findings": [
            {"code": finding.code, "where": finding.where, "message": sentence(finding)} for finding in findings
        ],
    }


def _tell(end: Head, findings: Sequence[Finding]) -> None:
    for finding in findings:
        complain(f"{finding.where}: {sentence(finding)}")
    if findings:
        say(t("The journal is not whole: {count} findings.", count=len(findings)))
    else:
        say(t("The journal is whole: {count} entries, head {head}.", count=end.number, head=end.printed()))
