"""`congress archive build`, `verify`, `fixity`, `repair`, `restore`, `list`: packages of a term (hồ sơ nhiệm kỳ)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from tui.cli.answers import complain, say, show
from tui.cli.folders import AccountName, AsJson, Folder, SecondName, opened
from tui.cli.people import all_asked, sign_in
from tui.cli.progress import bar
from tui.cli.verify import Trust, anchors

if TYPE_CHECKING:
    from congress.archive.fixity import Fixity
    from congress.archive.values import Built, Inspected, Package

DONE, REFUSED = 0, 1


def build(
    workspace: Folder,
    account: AccountName = None,
    out: Annotated[
        Path | None, typer.Option(help=t("Where the packages go; without it, into the workspace."), metavar="DIR")
    ] = None,
    zip: Annotated[bool, typer.Option("--zip", help=t("Each package as one file, too."))] = False,  # noqa: A002  # the option's name
    encrypt_to: Annotated[
        list[str] | None,
        typer.Option("--encrypt-to", metavar="AGE1...", help=t("Each package as one file for this recipient alone.")),
    ] = None,
    json: AsJson = False,
) -> int:
    """Build the term's packages: the permanent one, and the sealed part of what is sealed."""
    from congress.archive import service
    from congress.archive.unfinished import left_over

    with opened(workspace, writing=True) as there:
        by = sign_in(there, account=account, second=None)
        made = service.build_packages(there, by, out=out, zipped=zip, recipients=encrypt_to or ())
        with there.reading() as look:
            left = left_over(look, workspace)
    _say_left(left)
    if json:
        show({"format": "congress-archive-built/1", "packages": [built_tree(one) for one in made]})
        return DONE
    for one in made:
        say(t("Built and checked: {folder}, {files} files.", folder=one.folder, files=one.files))
        for path in filter(None, (one.zip, one.encrypted)):
            say(t("Written: {path}", path=path))
    return DONE


def verify(
    packages: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PACKAGE...", help=t("Folders or zips; without one, all that are known here.")),
    ] = None,
    trust: Trust = None,
    workspace: Annotated[
        Path | None,
        typer.Option(envvar="CONGRESS_WORKSPACE", help=t("The workspace whose authority is trusted.")),
    ] = None,
    json: AsJson = False,
) -> int:
    """Check packages byte by byte, and who signed them; 0 when all are verified."""
    from congress.archive.trusting import said_of, tree_of
    from congress.archive.verifying import inspect, payload_of
    from congress.sealing.formats import exit_code, verdict_tree

    trusted = anchors(trust or [], workspace)
    places = list(packages) if packages else _known(workspace)
    inspected: list[Inspected] = []
    faults: list[Finding] = []
    for place in places:
        try:
            with bar(place.name, whole=payload_of(place)[1], quiet=json) as advance:
                inspected.append(inspect(place, trust=trusted, advance=advance))
        except Malformed as malformed:
            faults += malformed.findings
    if faults:
        raise Malformed(faults)
    checked = [one.checked() for one in inspected]
    if json:
        show({**verdict_tree(checked), "trusted": tree_of(trusted)})
    else:
        for one in inspected:
            _say(one)
        for text in said_of(trusted):
            say(text)
    return exit_code(checked)


def fixity(
    packages: Annotated[
        list[str] | None,
        typer.Argument(metavar="PACKAGE...", help=t("Packages known here; without one, all that are due.")),
    ] = None,
    *,
    workspace: Folder,
    account: AccountName = None,
    json: AsJson = False,
) -> int:
    """Check known packages and enter what was found; a check that was broken off goes on. 0 when all are whole."""
    from congress.archive import keeping
    from congress.archive.scheduling import schedule
    from congress.archive.values import Outcome

    with opened(workspace, writing=True) as there:
        with there.reading() as look:
            if packages:
                wanted = [keeping.named(look, one) for one in packages]
            else:
                wanted = [one.package for one in schedule(look) if one.is_due(look.now.astimezone().date())]
        by = sign_in(there, account=account, second=None) if wanted else None
        checked: list[Fixity] = []
        absent: list[Finding] = []
        for one in wanted:
            assert by is not None
            try:
                with bar(one.title, whole=1024 * one.kib, quiet=json) as advance:
                    found = keeping.look_at(there, one.id, advance=advance)
            except Malformed as malformed:  # one medium that is not connected holds up no other
                absent += malformed.findings
                continue
            keeping.check_fixity(there, by, found=found)
            checked.append(found)
            if not json:
                _say_fixity(found)
    if absent:
        raise Malformed(absent)
    if json:
        show({"format": "congress-archive-fixity/1", "packages": [_checked(one) for one in checked]})
    elif not checked:
        say(t("No package is due for a check."))
    return DONE if all(one.outcome is Outcome.SUCCESS for one in checked) else REFUSED


def repair(
    package: Annotated[str, typer.Argument(metavar="PACKAGE", help=t("The damaged package, known here."))],
    workspace: Folder,
    copy: Annotated[Path, typer.Option("--from", metavar="COPY", help=t("A second copy of it: folder or zip."))],
    account: AccountName = None,
    reason: Annotated[str | None, typer.Option(help=t("Why it is repaired."))] = None,
    json: AsJson = False,
) -> int:
    """Bring damaged and missing files from a second copy; 0 when the package is whole again."""
    from congress.archive import keeping
    from congress.archive.values import Outcome
    from congress.archive.verifying import payload_of

    with opened(workspace, writing=True) as there:
        with there.reading() as look:
            wanted = keeping.named(look, package)
        first, why = all_asked((account, "--account", t("Account")), (reason, "--reason", t("Reason")))
        by = sign_in(there, account=first, second=None, reason=why)
        with bar(wanted.title, whole=2 * payload_of(copy)[1], quiet=json) as advance:
            made, after = keeping.repair(there, by, package_id=wanted.id, copy=copy, advance=advance)
    if json:
        said = {"brought": list(made.brought), "set_aside": list(made.set_aside), "left": list(made.left)}
        show({"format": "congress-archive-repaired/1", **said, "aside": str(made.aside), **_checked(after)})
    else:
        for text, names in (
            (t("Brought from the copy:"), made.brought),
            (t("Did not belong there, set aside:"), made.set_aside),
            (t("No better in the copy, left as it is:"), made.left),
        ):
            for name in names:
                say(f"{text} {name}")
        say(t("What was damaged is kept in {folder}", folder=made.aside))
        _say_fixity(after)
    return DONE if after.outcome is Outcome.SUCCESS else REFUSED


def restore(
    packages: Annotated[list[Path], typer.Argument(metavar="PACKAGE...", help=t("Folders or zips of one term."))],
    workspace: Folder,
    trust: Trust = None,
    account: AccountName = None,
    second: SecondName = None,
    reason: Annotated[str | None, typer.Option(help=t("Why it is restored."))] = None,
    json: AsJson = False,
) -> int:
    """Take verified packages back into a workspace: all of them or nothing."""
    from congress.archive import service
    from congress.archive.trusting import said_of
    from congress.archive.verifying import inspect

    trusted = anchors(trust or [], workspace, may_lack=True)
    inspected = [inspect(place, trust=trusted) for place in packages]
    if not all_verified(inspected):
        return REFUSED
    with opened(workspace, writing=True) as there:
        first, other, why = all_asked(
            (account, "--account", t("Account")),
            (second, "--second", t("The second person's account")),
            (reason, "--reason", t("Reason")),
        )
        by = sign_in(there, account=first, second=other, reason=why)
        taken = service.restore(there, by, inspected=inspected)
    if json:
        show(
            {
                "format": "congress-archive-restored/1",
                "packages": [str(one.place) for one in inspected],
                "rows": taken,
            }
        )
        return DONE
    say(t("Taken in: {rows} rows from {packages} packages.", rows=taken, packages=len(inspected)))
    say(t("Every result is byte for byte what the package holds."))
    for text in said_of(trusted):
        say(text)
    return DONE


def packages(workspace: Folder, json: AsJson = False) -> int:
    """List the packages that are known here, the newest last."""
    from congress.archive import service
    from congress.archive.unfinished import left_over

    with opened(workspace, writing=False) as there, there.reading() as look:
        known, left = service.packages_of(look), left_over(look, workspace)
    if json:
        said = {"packages": [_listed(one) for one in known], "unfinished": list(left)}
        show({"format": "congress-archive-list/1", **said})
        return DONE
    _say_left(left)
    if not known:
        say(t("No package was built or taken in here."))
    for one in known:
        moment = f"{one.built_at.astimezone():%d/%m/%Y %H:%M}"
        say(f"{moment}  {one.title}  {t(f'retention-{one.retention.value}')}  {one.place}")
    return DONE


def _say_left(places: Sequence[str]) -> None:
    for place in places:
        complain(t("A building was cut short, or goes on: what stands at {place} is in no register.", place=place))


def _known(workspace: Path | None) -> list[Path]:
    from congress.archive import service

    if workspace is None:
        raise Malformed([Finding("PACKAGE", "package-none-named")])
    with opened(workspace, writing=False) as there, there.reading() as look:
        known = [Path(one.place) for one in service.packages_of(look) if one.removed_at is None]
    if not known:
        raise Malformed([Finding(str(workspace), "package-none-known")])
    return known


def all_verified(inspected: "Sequence[Inspected]") -> bool:
    """Whether all are verified; where they are not, everything is said of each."""
    from congress.sealing.values import Verdict

    if all(one.verdict is Verdict.VERIFIED for one in inspected):
        return True
    for one in inspected:
        _say(one, tell=complain)
    complain(t("Nothing was taken in: only verified packages are."))
    return False


def _say(one: "Inspected", *, tell: Callable[[str], None] = say) -> None:
    tell(f"{one.place}: {t(f'verdict-{one.verdict.value}')}")
    if one.description is not None:
        tell(f"    {one.description.title}; {t('{files} files, {bytes} bytes', files=one.files, bytes=one.size)}")
    for finding in one.findings:
        tell(f"    {finding.where}: {sentence(finding)}")


def _say_fixity(one: "Fixity") -> None:
    say(f"{one.place}: {t(f'fixity-{one.outcome.value}')}")
    say(f"    {t('{files} files, {bytes} bytes', files=one.files, bytes=one.size)}")
    for finding in one.findings:
        say(f"    {finding.where}: {sentence(finding)}")


def _checked(one: "Fixity") -> dict[str, object]:
    found = {"id": str(one.package.id), "path": str(one.place), "outcome": one.outcome.value}
    return {**found, **one.detail()}


def built_tree(one: "Built") -> dict[str, object]:
    return {
        "path": str(one.folder),
        "zip": None if one.zip is None else str(one.zip),
        "encrypted": None if one.encrypted is None else str(one.encrypted),
        "retention": one.description.retention.value,
        "files": one.files,
        "bytes": one.size,
        "manifest_sha256": one.manifest_sha256,
    }


def _listed(one: "Package") -> dict[str, object]:
    return {
        "id": str(one.id),
        "title": one.title,
        "term": one.term,
        "retention": one.retention.value,
        "path": one.place,
        "built_at": one.built_at.isoformat(timespec="seconds"),
        "foreign": one.foreign,
        "removed_at": None if one.removed_at is None else one.removed_at.isoformat(timespec="seconds"),
        "manifest_sha256": one.manifest_sha256,
    }
