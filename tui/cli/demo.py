"""`congress demo`: a sample congress built, counted, signed and verified; then the app on it (đại hội mẫu)."""

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from congress.i18n import sentence, t
from tui.cli.answers import program

if TYPE_CHECKING:
    from tui.demo.building import Built
    from tui.demo.telling import Teller

DONE, NOT_PROVED = 0, 1
FOLDER = Path("demo")


def demo(
    workspace: Annotated[
        Path,
        typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The folder to build in; an earlier sample is replaced.")),
    ] = FOLDER,
    no_app: Annotated[bool, typer.Option("--no-app", help=t("Do not open the app afterwards."))] = False,
) -> int:
    """Build it, tell where everything is, open the app where a terminal is there."""
    from congress.records import files
    from tui.demo.building import built
    from tui.demo.folder import REPORT
    from tui.demo.telling import Noting, teller

    began = monotonic()
    with teller() as tell:
        tell.line(t("An invented congress of 150 delegates: names, ballots and figures are made up."))
        made = built(workspace, tell)
    report = Noting(tell)
    tell_all(made, report)
    # The app takes the whole terminal; what was told stays to be read.
    files.write(workspace / REPORT, "".join(f"{line}\n" for line in report.lines).encode())
    tell.line(t("Built and proved in {seconds} seconds.", seconds=round(monotonic() - began)))
    if not made.proofs.hold:
        return NOT_PROVED
    if no_app or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return DONE
    return open_app(workspace)


def tell_all(made: "Built", tell: "Teller") -> None:
    """Every file, what was proved, who logs in how, how to open the app."""
    from congress.workspace import BACKUPS, LOGS
    from tui.demo.folder import REPORT
    from tui.preferences import FILE_NAME

    for said in made.overruled:
        tell.line(t("Overruled by head and presidium for this sample: {said}", said=said))
    for shown in (made.hall, *made.contests):
        tell.line()
        tell.line(shown.title)
        tell.line(f"  {shown.state}")
        for path in shown.papers:
            tell.line(f"  {path}")
    tell.line()
    tell.line(t("Beside the papers:"))
    for path in (made.folder / REPORT, *made.others):
        tell.line(f"  {path}")
    tell.line(t("The workspace itself; {count} papers more under their hash in papers/objects:", count=made.originals))
    for path in made.workspace:
        tell.line(f"  {path}")
    later = {"app": FILE_NAME, "log": f"{LOGS}/", "backups": f"{BACKUPS}/"}
    tell.line(t("Made once the app is opened here: {app} (its settings), {log} (its log), {backups}.", **later))
    _tell_proofs(made, tell)
    _tell_real_ballots(tell)
    _tell_accounts(made, tell)


def _tell_proofs(made: "Built", tell: "Teller") -> None:
    from tui.demo.folder import AUTHORITY

    tell.line()
    for package in made.packages:
        tell.line(f"{package.title}:")
        tell.line(f"  {package.folder}")
        tell.line(t("  {files} files, each named in its manifest-sha256.txt", files=package.files))
    tell.line()
    for paper in (*made.proofs.papers, *made.proofs.packages):
        said = "; ".join(sentence(finding) for finding in paper.findings)
        tell.line(f"{Path(paper.path).name}: {t(f'verdict-{paper.verdict}')}. {said}")
    if made.proofs.papers:
        command = f'{program()} verify "{made.proofs.papers[0].path}" --trust "{made.folder / AUTHORITY}"'
        tell.line(t("To verify it once more, here or on any machine:"))
        tell.line(f"  {command}")
    if made.proofs.journal:
        for finding in made.proofs.journal:
            tell.line(f"{finding.where}: {sentence(finding)}")
    else:
        tell.line(t("The journal is whole: {count} entries.", count=made.entries))


def _tell_real_ballots(tell: "Teller") -> None:
    from tui.demo.checking import SOURCE, real_tallied

    outcome = real_tallied().outcome
    best = max(outcome.votes, key=lambda line: line.agree)
    tell.line(
        t(
            "{collected} real ballots tallied: {valid} valid, {invalid} not; needed {needed}, most {most} ({name}); "
            "elected: {elected}.",
            collected=outcome.collected,
            valid=outcome.valid,
            invalid=outcome.invalid,
            needed=outcome.needed,
            most=best.agree,
            name=best.name,
            elected=len(outcome.elected),
        )
    )
    tell.line(f"  {SOURCE}")


def _tell_accounts(made: "Built", tell: "Teller") -> None:
    from tui.demo.building import accounts_text
    from tui.demo.people import AUTHORITY_PASSPHRASE, PASSPHRASE

    tell.line()
    for line in accounts_text().splitlines():
        tell.line(line)
    tell.line(t("Passphrase of the signing keys: {passphrase}", passphrase=PASSPHRASE))
    tell.line(t("Passphrase of the internal authority: {passphrase}", passphrase=AUTHORITY_PASSPHRASE))

    tell.line(t("To open the app on it:"))
    tell.line(f'  {program()} open --workspace "{made.folder}"')


def open_app(folder: Path) -> int:
    """The full-screen app on the folder; what it keeps of its user stays under the folder, too."""
    from tui.cli.open import run

    return run(folder, kept_in=folder)
