"""An outcome's file with what its minutes say of the contest (tệp kết quả kèm thông tin cuộc bầu): asked for."""

from ballots.results.earlier import outcome_figures
from congress.access.values import Authority
from congress.earlier.rules.framing import check_frame
from congress.earlier.values import Frame
from congress.errors import Finding, Malformed
from congress.i18n import code_of, t
from congress.subjects import VoteKind
from tui.screens.device_asking import DeedDialog, Values, both, read_day, source_named
from tui.screens.earlier_import import Handed
from tui.widgets.forms import FieldKind, FormField

_NEEDED = ("path", "term", "congress", "body", "title")
_NUMBERS = ("round", "seats", "summoned", "present", "issued")


def outcome_dialog() -> DeedDialog[Handed]:
    """Path, term, congress, contest, electorate; the rest stands in the file."""
    kinds = tuple((str(kind), t(code_of(kind))) for kind in VoteKind)
    fields = (
        FormField("path", t("File"), hint=t("the outcome, JSON")),
        FormField("term", t("Term"), hint="2020 - 2025"),
        FormField("congress", t("Congress")),
        FormField("body", t("Body")),
        FormField("on", t("Day"), hint=t("day/month/year; may stay empty")),
        FormField("title", t("Contest")),
        FormField("kind", t("Kind"), FieldKind.CHOICE, options=kinds),
        FormField("round", t("Round"), FieldKind.NUMBER, value="1"),
        FormField("seats", t("Seats"), FieldKind.NUMBER),
        FormField("summoned", t("Summoned"), FieldKind.NUMBER),
        FormField("present", t("Present"), FieldKind.NUMBER),
        FormField("issued", t("Papers issued"), FieldKind.NUMBER),
        FormField("remark", t("Remark"), hint=t("where the minutes are kept; may stay empty")),
    )
    return DeedDialog[Handed](
        t("Outcome of an earlier term"), fields, deed=_handed, needed=(*_NEEDED, *_NUMBERS), yes=t("Look at it")
    )


def _handed(values: Values, _by: Authority) -> Handed:
    found, frame = both(lambda: source_named(values["path"], field="path"), lambda: _frame(values))
    try:
        outcome_figures(found.data, found.name)
    except Malformed as wrong:
        raise Malformed(Finding("path", one.code, one.facts) for one in wrong.findings) from None
    return Handed(found.data, found.name, values["remark"], frame)


def _frame(values: Values) -> Frame:
    round_, seats, summoned, present, issued = (int(values[name]) for name in _NUMBERS)
    frame = Frame(
        term=values["term"],
        congress=values["congress"],
        body=values["body"],
        on=read_day(values["on"], field="on") if values["on"] else None,
        title=values["title"],
        seats=seats,
        summoned=summoned,
        present=present,
        issued=issued,
        kind=VoteKind(values["kind"]),
        round=round_,
    )
    if faults := check_frame(frame):
        raise Malformed(faults)
    return frame
