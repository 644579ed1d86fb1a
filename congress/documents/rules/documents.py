"""What holds for documents (quy tắc về tài liệu)."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from congress.documents.values.documents import DocumentDetails, FileFormat, Looked
from congress.errors import Finding
from congress.term.values import SecrecyLabel
from congress.text import clean, unprintable

LONGEST_TEXT, LONGEST_SUMMARY = 200, 1000
FIRST_DAY = date(1930, 2, 3)
"""The Party was founded: none of its papers is older."""
MOST_PAGES = 100_000
MOST_YEARS = 100
WITHHELD = frozenset({SecrecyLabel.TOP_SECRET, SecrecyLabel.MOST_SECRET})
"""Never digitised without an approval in writing: 40-HD/VPTW of 7/11/2018 as the provinces explain it."""
ENDINGS: Mapping[FileFormat, frozenset[str]] = {
    FileFormat.PDF: frozenset({"pdf"}),
    FileFormat.JPEG: frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    FileFormat.PNG: frozenset({"png"}),
    FileFormat.TIFF: frozenset({"tif", "tiff"}),
    FileFormat.DOCX: frozenset({"docx", "docm"}),
    FileFormat.XLSX: frozenset({"xlsx", "xlsm"}),
    FileFormat.ODT: frozenset({"odt"}),
    FileFormat.TEXT: frozenset({"txt", "csv", "md", "json", "xml", "html", "htm", "log", "srt"}),
    FileFormat.OTHER: frozenset(),
}
"""What names of such files end in."""
_KNOWN_ENDINGS = frozenset().union(*ENDINGS.values())
_TELLING = frozenset({"summary", "file_title", "signer"})
"""What the journal does not hold of a secret document."""
_TEXTS = ("kind", "summary", "number", "issuer", "language", "signer", "archive_code", "fonds", "file_number",
          "file_title", "scan_device")  # fmt: skip


def cleaned(details: DocumentDetails) -> DocumentDetails:
    """The same details with texts cleaned."""
    texts: dict[str, Any] = {name: clean(getattr(details, name)) for name in _TEXTS}
    return replace(details, **texts)


def check_details(details: DocumentDetails, *, today: date, where: str = "document") -> Iterator[Finding]:
    """Everything wrong with what is said of a document, already cleaned."""
    for name in ("kind", "summary"):
        if not getattr(details, name):
            yield Finding(f"{where}.{name}", "field-empty")
    for name in _TEXTS:
        longest = LONGEST_SUMMARY if name in {"summary", "file_title"} else LONGEST_TEXT
        yield from check_text(getattr(details, name), where=f"{where}.{name}", longest=longest)
    for name in ("on", "scanned_on"):
        day = getattr(details, name)
        if day is not None and not FIRST_DAY <= day <= today:
            yield Finding(f"{where}.{name}", "document-day-wrong", {"first": f"{FIRST_DAY:%d/%m/%Y}"})
    if details.scanned_on and details.on and details.scanned_on < details.on:
        yield Finding(f"{where}.scanned_on", "document-scanned-before")
    for name, most in (("pages", MOST_PAGES), ("place_in_file", MOST_PAGES), ("retention_years", MOST_YEARS)):
        number = getattr(details, name)
        if number is not None and not 1 <= number <= most:
            yield Finding(f"{where}.{name}", "document-number-wrong", {"most": most})
    if details.place_in_file is not None and not (details.file_number or details.file_title):
        yield Finding(f"{where}.place_in_file", "document-file-missing")


def check_text(text: str, *, where: str, longest: int = LONGEST_TEXT) -> Iterator[Finding]:
    """Everything wrong with a text that papers print."""
    if len(text) > longest:
        yield Finding(where, "field-too-long", {"longest": longest})
    if letters := unprintable(text):
        yield Finding(where, "letters-not-printable", {"letters": letters})


def counted(details: DocumentDetails, looked: Looked) -> DocumentDetails:
    """The details with the pages counted, where nobody said how many the paper has."""
    return details if details.pages is not None else replace(details, pages=looked.pages)


def remarks(name: str, looked: Looked) -> Iterator[Finding]:
    """What is to be said of a file that was taken in all the same; `name`: as it is called."""
    yield from (Finding(name, str(fault), {"archival": looked.archival.upper()}) for fault in looked.faults)
    if looked.format is FileFormat.PDF and not looked.archival and not looked.faults:
        yield Finding(name, "pdfa-not-declared")
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in ENDINGS[looked.format] and (looked.format is not FileFormat.OTHER or ending in _KNOWN_ENDINGS):
        yield Finding(name, "document-name-differs", {"format": looked.format, "ending": ending or "—"})


def is_secret(details: DocumentDetails) -> bool:
    """Whether two people take it in: any degree of State secrecy."""
    return details.secrecy is not SecrecyLabel.INTERNAL


def facts(details: DocumentDetails) -> Mapping[str, Any]:
    """What the journal holds of the details: of a secret document neither summary nor title of its file."""
    told: dict[str, Any] = {}
    for one in fields(details):
        value = getattr(details, one.name)
        if value not in (None, ""):
            told[one.name] = value.isoformat() if isinstance(value, date) else value
    told["secrecy"] = str(details.secrecy)
    told["copy_state"] = str(details.copy_state)
    return {name: value for name, value in told.items() if not (is_secret(details) and name in _TELLING)}


def changed(before: DocumentDetails, after: DocumentDetails) -> Mapping[str, Any]:
    """What a correction changes, as the journal tells it: former and present values by field."""
    old, new = facts(before), facts(after)
    secret = is_secret(before) or is_secret(after)
    kept = {*old, *new} - (_TELLING if secret else set())
    names = sorted(name for name in kept if old.get(name) != new.get(name))
    return {"before": {name: old.get(name) for name in names}, "after": {name: new.get(name) for name in names}}
