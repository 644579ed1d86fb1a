"""Documents in words (tài liệu bằng lời): what the screens of documents share."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from congress.documents.rules.documents import remarks
from congress.documents.values.documents import Document, FileFormat, Looked
from congress.i18n import sentence, t
from congress.term.values import SecrecyLabel
from tui.screens.device_words import word
from tui.widgets.drawing import OK, WRONG, Part, line

DAY = "%d/%m/%Y"
_UNITS = ("B", "KiB", "MiB", "GiB")


def day(one: date | None) -> str:
    """A day as people write it; empty where none is known."""
    return "" if one is None else f"{one:{DAY}}"


def size(octets: int) -> str:
    """How long a file is: "1,4 MiB"."""
    place, amount = 0, float(octets)
    while amount >= 1024 and place < len(_UNITS) - 1:
        place, amount = place + 1, amount / 1024
    shown = f"{octets}" if place == 0 else f"{amount:.1f}".replace(".", t("decimal-point"))
    return f"{shown} {_UNITS[place]}"


def retention(years: int | None) -> str:
    """How long a document is kept."""
    return t("for good") if years is None else t("{years} years", years=years)


def secrecy(label: SecrecyLabel) -> Part:
    """The degree of secrecy, coloured where there is one."""
    return (t(f"secrecy-{label}"), "" if label is SecrecyLabel.INTERNAL else "bold $warn")


def archival(looked: Looked) -> Part:
    """Whether a PDF is fit to be kept for good, as far as it was looked at."""
    if looked.format is not FileFormat.PDF:
        return ("", "")
    if looked.is_archival:
        return (t("declares PDF/A-{part} and keeps what is checked here", part=looked.archival.upper()), "$good")
    if looked.archival:
        return (t("declares PDF/A-{part} but does not keep it", part=looked.archival.upper()), "$warn")
    return (t("does not declare PDF/A"), "$quiet")


def file_said(one: Document) -> Content:
    """Name, format, pages, length of a file."""
    parts = [word(one.looked.format), size(one.size)]
    if one.looked.pages is not None:
        parts.insert(1, t("{count} pages", count=one.looked.pages))
    return line((one.name, "bold"), (f"  ·  {' · '.join(parts)}", "$quiet"))


def remarks_said(name: str, looked: Looked) -> Sequence[Content]:
    """What was found of a file, a line each."""
    return [line(("! ", "bold $gold"), sentence(one)) for one in remarks(name, looked)]


def state(one: Document) -> Part:
    """Whether it stands, and how it is fit to be kept."""
    if one.withdrawn is not None:
        return (WRONG, "$bad")
    return (OK, "$good") if one.looked.is_archival or one.looked.format is not FileFormat.PDF else ("!", "bold $gold")
