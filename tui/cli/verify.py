"""`congress verify`: papers, outcomes and records checked on any machine (kiểm tra kết quả)."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congress.clock import SystemClock
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.cli.answers import say, show
from tui.cli.folders import AsJson

if TYPE_CHECKING:
    from congress.sealing.values import Checked


Trust = Annotated[
    list[str] | None,
    typer.Option("--trust", metavar="CERT.pem", help=t("A certificate of an authority you trust.")),
]


def verify(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help=t("Signed PDFs, outcomes, count records, bundles, packages, or folders of them.")
        ),
    ],
    trust: Trust = None,
    record: Annotated[
        str | None, typer.Option("--record", metavar="RECORD.json", help=t("The sealed record: it is tallied again."))
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", metavar="DIR", help=t("Trust this workspace's authority too."))
    ] = None,
    json: AsJson = False,
) -> int:
    """The command as Typer calls it (lệnh verify)."""
    return run(paths, trust=trust or [], record=record, workspace=workspace, as_json=json)


def run(
    paths: Sequence[str], *, trust: Sequence[str], record: str | None, workspace: Path | None, as_json: bool
) -> int:
    """Check every path; 0 when all are verified, 1 when one is refused or undecided."""
    from ballots.results import verifying
    from congress.archive.trusting import said_of, tree_of
    from congress.sealing.formats import exit_code, verdict_tree

    given = verifying.Given(
        trust=anchors(trust, workspace),
        record=None if record is None else read_source(record),
        at=SystemClock().now().astimezone(),
    )
    packages = _packages(paths)
    bundles = _bundles(paths, besides=packages)
    plain = [path for path in paths if Path(path) not in (*packages, *bundles)]
    files, unread = verifying.files_below(plain, besides=(*packages, *bundles))
    looked, faults = _inspected(packages, given.trust)
    for bundle in bundles:
        looked.append(_bundle(bundle, given.trust))
    checked = (*verifying.verify(files, given, unread=(*unread, *faults)), *looked)
    if as_json:
        show({**verdict_tree(checked), "trusted": tree_of(given.trust)})
    else:
        for one in checked:
            say(f"{one.path}: {t(f'verdict-{one.verdict.value}')}")
            for finding in one.findings:
                say(f"    {finding.where}: {sentence(finding)}")
        for text in said_of(given.trust):
            say(text)
        if len(checked) > 1:
            say(_summed(checked))
    return exit_code(checked)


def _packages(paths: Sequence[str]) -> tuple[Path, ...]:
    """The packages among the paths, and in folders that are none themselves."""
    from congress.archive.sources import is_package, packages_below

    found: list[Path] = []
    for path in map(Path, paths):
        found += [path] if is_package(path) else packages_below(path) if path.is_dir() else []
    return tuple(dict.fromkeys(found))


def _bundles(paths: Sequence[str], *, besides: Sequence[Path]) -> tuple[Path, ...]:
    """The bundles among the paths, and in folders that are no packages."""
    from congress.handover.packing import is_bundle

    def found(path: Path) -> bool:
        try:
            with path.open("rb") as file:
                return is_bundle(file.read(32))
        except OSError:
            return False  # whoever reads it whole says why it cannot be read

    places = [path for path in map(Path, paths) if path not in besides]
    below = [path for place in places if place.is_dir() for path in sorted(place.rglob("*")) if path.is_file()]
    outside = [path for path in below if not {*path.parents} & set(besides)]
    return tuple(dict.fromkeys(path for path in (*places, *outside) if path.is_file() and found(path)))


def _bundle(place: Path, trust: Sequence[bytes]) -> "Checked":
    from congress.handover.packing import look

    return look(read_source(str(place)), name=str(place), trust=trust).checked()


def _inspected(packages: Sequence[Path], trust: Sequence[bytes]) -> "tuple[list[Checked], list[Finding]]":
    from congress.archive.verifying import inspect

    looked: list[Checked] = []
    faults: list[Finding] = []
    for place in packages:
        try:
            looked.append(inspect(place, trust=trust).checked())
        except Malformed as malformed:
            faults += malformed.findings
    return looked, faults


def _summed(checked: "Sequence[Checked]") -> str:
    """How many paths were verified, left open, refused."""
    said = Counter(one.verdict.value for one in checked)
    return t(
        "{paths} files: {verified} verified, {undecided} not concluded, {refused} refused.",
        paths=len(checked),
        verified=said["verified"],
        undecided=said["undecided"],
        refused=said["refused"],
    )


def anchors(trust: Sequence[str], workspace: Path | None, *, may_lack: bool = False) -> tuple[bytes, ...]:
    """The certificates given, and the workspace's; every unreadable one is named.

    `may_lack`: the workspace need have no authority of its own.
    """
    from congress.access.keyring import authority_certificate
    from congress.archive.trusting import trusted
    from congress.workspace import KEYS

    found: list[bytes] = []
    faults: list[Finding] = []
    for path in trust:
        try:
            found.append(trusted(path))
        except Malformed as malformed:
            faults += malformed.findings
    if workspace is not None:
        own = authority_certificate(workspace / KEYS)
        if own is None and not may_lack:
            faults.append(Finding(str(workspace), "workspace-without-authority"))
        elif own is not None:
            found.append(own)
    if faults:
        raise Malformed(faults)
    return tuple(found)
