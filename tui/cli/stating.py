"""`congress machine state`, `congress machine check`: a laptop states what it runs; a second laptop checks it."""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congress.errors import Broken, Finding
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.cli.answers import complain, say, show
from tui.cli.folders import AsJson, Folder, write_whole
from tui.cli.verify import Trust, anchors

if TYPE_CHECKING:
    from congress.sealing.machines import MachineChecked, MachineState

AGREES, DIFFERS = 0, 1
WINGS = ("congress", "ballots", "devices", "tui")

Paper = Annotated[Path | None, typer.Option(help=t("Write it as a PDF too."), metavar="FILE.pdf")]
CertificateTo = Annotated[
    Path | None, typer.Option("--certificate-to", help=t("Write the machine's certificate here."), metavar="FILE.pem")
]


def state(
    workspace: Folder,
    paper: Paper = None,
    certificate_to: CertificateTo = None,
    qr: Annotated[bool, typer.Option("--qr", help=t("Draw the QR code on the terminal."))] = False,
    json: AsJson = False,
) -> int:
    """State what this laptop runs and holds, over its signature."""
    from congress.papers.render import render
    from congress.workspace import look_into
    from devices.machine.papers import statement_paper
    from devices.machine.stating import stated
    from tui.house import house

    with look_into(workspace, house=house(workspace)) as opened:
        made = stated(opened, program=program_folders())
    if paper is not None:
        write_whole(paper, render(statement_paper(made)).pdf, quiet=json)
    if certificate_to is not None:
        write_whole(certificate_to, made.certificate, quiet=json)
    if json:
        show({"format": "congress-machine-stated/1", "statement": made.text, **_tree(made.said)})
        return AGREES
    for line in (*_told(made.said), *(drawn(made.text) if qr else ()), made.text):
        say(line)
    return AGREES


def check(
    statement: Annotated[
        str | None, typer.Argument(help=t("Its text; without it, it is read from standard input."), metavar="TEXT")
    ] = None,
    certificate: Annotated[
        str, typer.Option(help=t("The certificate of the machine that stated it."), metavar="CERT.pem")
    ] = ...,  # type: ignore[assignment]  # Typer's word for an option that has to be given
    trust: Trust = None,
    workspace: Annotated[
        Path | None, typer.Option(help=t("A copy of its workspace: it has to stand at the same state."), metavar="DIR")
    ] = None,
    json: AsJson = False,
) -> int:
    """Check on a second laptop: the signature, and whether its program is the one that runs here."""
    from congress.sealing.machines import check_machine
    from congress.sealing.values import Verdict

    text = statement if statement is not None else sys.stdin.read()
    checked = check_machine(text, read_source(certificate), trust=anchors(trust or [], None))
    differing = () if checked.verdict is Verdict.REFUSED else tuple(_differing(checked.said, workspace))
    found = (*checked.findings, *differing)
    agrees = checked.verdict is Verdict.VERIFIED and not differing
    if json:
        show(_checked_tree(checked, found, agrees=agrees))
        return AGREES if agrees else DIFFERS
    if checked.verdict is not Verdict.REFUSED:  # what an altered statement says is nothing to read
        for line in _told(checked.said):
            say(line)
    for finding in found:
        complain(sentence(finding))
    said = checked.verdict if checked.verdict is not Verdict.VERIFIED or agrees else Verdict.REFUSED
    say(t(f"verdict-{said.value}"))
    return AGREES if agrees else DIFFERS


def program_folders() -> tuple[Path, ...]:
    """Where the program's own files stand on this laptop; nothing is imported for it."""
    found = []
    for wing in WINGS:
        spec = find_spec(wing)
        if spec is None or not spec.submodule_search_locations:
            raise Broken("program-incomplete", name=wing)
        found.append(Path(next(iter(spec.submodule_search_locations))))
    return tuple(found)


def drawn(text: str) -> Iterator[str]:
    """A QR code in half blocks, dark on light whatever the terminal's colours are."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text.encode())
    rows = code.get_matrix()
    blocks = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    for at in range(0, len(rows), 2):
        below = rows[at + 1] if at + 1 < len(rows) else [False] * len(rows[at])
        line = "".join(blocks[upper, lower] for upper, lower in zip(rows[at], below, strict=True))
        yield f"\x1b[30;107m{line}\x1b[0m"


def _differing(said: "MachineState", workspace: Path | None) -> Iterator[Finding]:
    from congress.sealing.machines import program_name

    if said.program != program_name(program_folders()):
        yield Finding("statement", "statement-program-differs", {"tag": said.tag})
    if workspace is not None and said.workspace != _workspace_here(workspace):
        yield Finding("statement", "statement-workspace-differs", {"tag": said.tag, "folder": str(workspace)})


def _workspace_here(folder: Path) -> str:
    from congress.workspace import look_into
    from devices.machine.stating import name_of
    from tui.house import house

    with look_into(folder, house=house(folder)) as opened:
        return name_of(opened.head())


def _told(said: "MachineState") -> Iterator[str]:
    yield t("Machine: {tag}", tag=said.tag)
    yield t("Stated at: {at}", at=f"{said.at.astimezone():%H:%M:%S %d/%m/%Y}")
    yield t("Program: {name}", name=said.program)
    yield t("Workspace: {name}", name=said.workspace)


def _tree(said: "MachineState") -> dict[str, object]:
    return {
        "machine": said.tag,
        "at": said.at.isoformat(),
        "program": said.program,
        "workspace": said.workspace,
    }


def _checked_tree(checked: "MachineChecked", found: tuple[Finding, ...], *, agrees: bool) -> dict[str, object]:
    return {
        "format": "congress-machine-checked/1",
        "agrees": agrees,
        "verdict": checked.verdict.value,
        **_tree(checked.said),
        "findings": [{"code": one.code, "where": one.where, "message": sentence(one)} for one in found],
    }
