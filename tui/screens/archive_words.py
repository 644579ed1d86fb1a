"""How packages, their checks and events are said on the screens (cách nói về hồ sơ lưu trữ)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from congress.archive.fixity import Fixity
from congress.archive.scheduling import Due
from congress.archive.values import Outcome, Package, PackageEvent
from congress.errors import Finding
from congress.i18n import sentence, t
from tui.widgets.accounting import figure
from tui.widgets.drawing import NEXT, OK, UNKNOWN, WRONG, Part

DAY = "%d/%m/%Y"
_TONES = {Outcome.SUCCESS: "$good", Outcome.WARNING: "$warn", Outcome.FAILURE: "bold $bad"}
_MOST_NAMED = 5


def sign(one: Due, today: date) -> Part:
    """How a package stands: damaged, due for a check, well, gone."""
    if one.package.removed_at is not None:
        return (UNKNOWN, "$quiet")
    if one.is_damaged:
        return (WRONG, "bold $bad")
    return (NEXT, "bold $gold") if one.is_due(today) else (OK, "$good")


def day(at: datetime | date | None) -> str:
    """A day, or that there is none."""
    if at is None:
        return "—"
    return f"{at.astimezone():{DAY}}" if isinstance(at, datetime) else f"{at:{DAY}}"


def outcome(one: Outcome) -> Part:
    """How a check ended."""
    return (t(f"fixity-{one.value}"), _TONES[one])


def event_title(one: PackageEvent) -> str:
    """What happened, in PREMIS's terms."""
    return t(f"premis-{one.type.name.lower().replace('_', '-')}")


def event_ended(one: PackageEvent) -> Part:
    """How it ended."""
    return (t(f"premis-ended-{one.outcome.value}"), _TONES[one.outcome])


def event_said(detail: Mapping[str, object]) -> Iterator[str]:
    """What an event tells beside: figures, then files by name."""
    files, size = detail.get("files"), detail.get("bytes")
    if isinstance(files, int):
        yield t("{count} files", count=figure(files)) + (f", {mebibytes(size)}" if isinstance(size, int) else "")
    for key, text in (
        ("damaged", t("damaged or added")),
        ("brought", t("brought from the copy")),
        ("set_aside", t("set aside")),
        ("left", t("not helped")),
    ):
        names = detail.get(key)
        if isinstance(names, list) and names:
            more = t(" and {count} more", count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
            yield f"{text}: {', '.join(map(str, names[:_MOST_NAMED]))}{more}"


def mebibytes(size: int) -> str:
    """Bytes as people read them, the comma where the language has it."""
    return f"{figure(round(size / 2**20))} MiB" if size >= 10 * 2**20 else f"{figure(round(size / 2**10))} KiB"


def findings_said(found: Fixity) -> Iterator[tuple[str, str]]:
    """Every file that is not as it was, and why."""
    for finding in found.findings:
        yield finding.where, sentence(Finding(finding.where, finding.code, finding.facts))


def left_laptop(one: Package) -> str:
    """That what it holds is no longer here."""
    return "" if one.removed_at is None else t("left this laptop on {day}", day=day(one.removed_at))
