"""Dialogs on devices (hộp thoại thiết bị): fields of a deed; a body by its name; a day."""

import errno
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from textual import on

from congress.access.values import Authority
from congress.csvdoc import Source
from congress.errors import Finding, Malformed, Refused
from congress.i18n import t
from congress.jsondoc import read_source
from congress.store.safely import replace_file
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.rules.bodies import Names
from congress.term.rules.succession import Succession
from congress.term.values import PartyBody
from congress.text import fold
from devices.register.values.devices import Wiping
from tui.messages import FormSubmitted, Problem
from tui.screens.asking import FormDialog, missing
from tui.screens.desk_deeds import REASON
from tui.widgets.forms import Form, FormField

Result = TypeVar("Result")
One = TypeVar("One")
Other = TypeVar("Other")
Values = Mapping[str, str]
MOST_NAMED = 5


class DeedDialog(FormDialog[Result], Generic[Result]):
    """Fields of a deed that one person does (hộp thoại một người); refused, it stays open and says why."""

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        *,
        deed: Callable[[Values, Authority], Result],
        said: Sequence[str] = (),
        yes: str | None = None,
        needed: Collection[str] = (),
    ) -> None:
        super().__init__(title, fields, said=said, yes=yes)
        self._deed = deed
        self._needed = tuple(needed)

    @on(FormSubmitted)
    def _try(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        if empty := missing(values, *self._needed):
            self.say(empty)
            return
        session, deed = self.shell.at_work, self._deed
        self.attempt(lambda: deed(values, session.by(reason=values.get(REASON) or None)))

    def say(self, problem: Problem) -> None:
        """What was refused; a name that means one body only is put in whole, to be confirmed by Enter."""
        super().say(problem)
        put_proposals(self.query_one(Form), problem)


def put_proposals(form: Form, problem: Problem) -> None:
    """Write the one body that a name may mean into its field: the person looks and sends it again."""
    for finding in problem.findings if isinstance(problem, Malformed) else ():
        if finding.code == "device-body-proposed":
            form.put(finding.where, str(finding.facts["name"]))


def body_named(unit: Unit, text: str, *, field: str) -> PartyBody:
    """The open body of a name or confirmed spelling; else what may be meant is proposed, nothing is guessed."""
    if not text:
        raise Malformed([Finding(field, "field-empty")])
    bodies = terms.bodies(unit)
    there = [body for body in bodies if not body.is_closed]
    names = Names(bodies, {one.text: one.body_id for one in terms.spellings(unit)}, Succession(terms.mergers(unit)))
    by_id = {body.id: body for body in there}
    found = by_id.get(surely) if (surely := names.surely(text)) is not None else None
    if found is not None:
        return found
    words = fold(text).split()
    perhaps = dict.fromkeys(names.perhaps(text))
    perhaps |= {body.id: None for body in there if words and all(word in fold(body.name) for word in words)}
    close = [by_id[body_id].name for body_id in perhaps]
    match close:
        case []:
            raise Malformed([Finding(field, "device-body-unknown", {"text": text})])
        case [name]:
            raise Malformed([Finding(field, "device-body-proposed", {"name": name})])
        case _:
            facts: dict[str, Any] = {"number": len(close), "names": "; ".join(close[:MOST_NAMED])}
            raise Malformed([Finding(field, "device-body-several", facts)])


def both(first: Callable[[], One], second: Callable[[], Other]) -> tuple[One, Other]:
    """What two readers of a form make of it; what either finds wrong is said at once."""
    faults: list[Finding] = []
    found: tuple[One, ...] = ()
    try:
        found = (first(),)
    except Malformed as wrong:
        faults += wrong.findings
    try:
        other = second()
    except Malformed as wrong:
        faults += wrong.findings
    if faults:
        raise Malformed(faults)
    return found[0], other


def body_names(unit: Unit) -> dict[UUID, str]:
    """Names of all bodies, the closed ones too: history speaks of them."""
    return {body.id: body.name for body in terms.bodies(unit)}


def read_day(text: str, *, field: str) -> date:
    """A day as people type it, day/month/year."""
    try:
        day, month, year = (int(part) for part in text.replace("-", "/").replace(".", "/").split("/"))
        return date(year, month, day)
    except ValueError:
        raise Malformed([Finding(field, "date-wrong")]) from None


def source_named(text: str, *, field: str) -> Source:
    """The file of a path as typed; why it cannot be read stands beside the field."""
    path = Path(text).expanduser()
    try:
        return Source(path.name, read_source(str(path)))
    except Malformed as wrong:
        raise Malformed(Finding(field, one.code, one.facts) for one in wrong.findings) from None


def write_new(path: Path, data: bytes) -> None:
    """A file that a person keeps, at the path typed; what stands there already stays."""
    if path.exists():
        raise Malformed([Finding("path", "device-file-exists", {"path": str(path)})])
    try:
        replace_file(path, data)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Refused("file-not-written", path=str(path), detail=error.strerror or "") from None


def wiping_fields() -> tuple[FormField, ...]:
    """Evidence that something was wiped."""
    return (
        FormField("method", t("Wiped by")),
        FormField("done_on", t("Wiped on"), hint=t("day/month/year")),
        FormField("minutes", t("Minutes of the wiping, number")),
    )


def read_wiping(values: Values) -> Wiping:
    """The evidence as typed into these fields."""
    return Wiping(values["method"], read_day(values["done_on"], field="done_on"), values["minutes"])
