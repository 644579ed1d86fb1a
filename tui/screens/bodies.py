"""Party bodies (tổ chức đảng, đơn vị): every one by its name, typed in and changed; other spellings of names."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import bodies, queries
from congress.term.rules.succession import Succession
from congress.term.values import BodyDetails, BodyKind, PartyBody, Spelling
from congress.text import collation_key
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values, body_named, both, read_day
from tui.screens.device_words import options, word
from tui.screens.searched_list import ROOMY, EditedList, fits
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

_DAY = "%d/%m/%Y"


class BodiesScreen(EditedList):
    """Every body; words of its name or of another spelling find it."""

    HEADING = "Units"
    SEARCH = "Search: a unit's name"
    NONE = "no unit like this"
    EMPTY = "no unit yet: A enters one; a list of mergers enters old and new ones"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": "body:make",
        "edit": "body:change",
        "add_spelling": "body:spelling:confirm",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new", "edit", "add_spelling")
    SAYS = (
        "Party bodies and offices that own or hold devices, that merge, that have staff. Slash searches, A enters one, "
        "E or Enter changes the one under the cursor. A body that a decision closed stays as it was.",
        "K confirms another spelling of its name: lists that are read later are understood without asking.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._bodies: dict[UUID, PartyBody] = {}
        self._spellings: dict[UUID, list[str]] = {}
        self._succession = Succession(())

    def columns(self) -> Sequence[Column]:
        """Name, kind, what is above it, whether it is closed."""
        return (
            Column(t("Name")),
            Column(t("Kind"), 16, most=20),
            Column(t("Above it"), room=ROOMY),
            Column(t("State"), 14, most=26),
        )

    def read_all(self, unit: Unit) -> None:
        """Every body, its other spellings, what became of it."""
        self._bodies = {body.id: body for body in queries.bodies(unit)}
        self._succession = Succession(queries.mergers(unit))
        self._spellings = {}
        for one in queries.spellings(unit):
            self._spellings.setdefault(one.body_id, []).append(one.text)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Bodies by name, code and other spellings."""
        for body in self._bodies.values():
            if fits(words, body.name, body.details.code, *self._spellings.get(body.id, ())):
                yield self._row(body)

    def _row(self, body: PartyBody) -> Row:
        above = self._bodies.get(body.details.parent_id) if body.details.parent_id else None
        state = t("works") if body.closed_on is None else t("closed {day}", day=body.closed_on.strftime(_DAY))
        style = "$quiet" if body.is_closed else ""
        cells = ((body.name, "" if body.is_closed else "bold"), word(body.details.kind), above.name if above else "")
        return Row(body.id, (*cells, state), style=style)

    # --- the one under the cursor --------------------------------------------------------------------------

    @property
    def _body(self) -> PartyBody | None:
        row = self.chosen
        return self._bodies.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def below(self) -> Iterator[Content]:
        """The body in full."""
        if body := self._body:
            yield from self._told(body)

    def _told(self, body: PartyBody) -> Iterator[Content]:
        details = body.details
        facts = {
            t("Unit's code"): details.code,
            t("Opened on"): "" if details.opened_on is None else details.opened_on.strftime(_DAY),
        }
        yield line((body.name, "bold"), "".join(f"  ·  {label}: {text}" for label, text in facts.items() if text))
        passages = (
            (t("Went into:"), [one.new_id for one in self._succession.after(body.id)]),
            (t("Came from:"), [one.old_id for one in self._succession.before(body.id)]),
        )
        for label, ids in passages:
            if ids:
                names = sorted({self._bodies[one].name for one in ids}, key=collation_key)
                yield line((f"{label} ", "$quiet"), "; ".join(names))
        if spelled := self._spellings.get(body.id):
            yield line((f"{t('Other spellings:')} ", "$quiet"), "; ".join(f"“{text}”" for text in spelled))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A closed body stays as it is."""
        if action in {"edit", "add_spelling"} and (self._body is None or self._body.is_closed):
            return False
        return super().check_action(action, parameters)

    # --- deeds ---------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """A: a body typed in."""

        def deed(values: Values, by: Authority) -> PartyBody:
            return bodies.make_body(self.workspace, by, details=self._details(values))

        self._ask(t("A new unit"), _fields(None, ""), deed)

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if self._body is not None and not self._body.is_closed:
            self.edit_or_say_why_not()

    def action_edit(self) -> None:
        """E: what is said of it."""
        body = self._body
        if body is None:
            return
        above = self._bodies.get(body.details.parent_id) if body.details.parent_id else None
        body_id = body.id

        def deed(values: Values, by: Authority) -> PartyBody:
            return bodies.change_body(self.workspace, by, body_id=body_id, details=self._details(values))

        self._ask(t("Change a unit"), _fields(body.details, above.name if above else ""), deed)

    def _ask(self, title: str, fields: Sequence[FormField], deed: Callable[[Values, Authority], PartyBody]) -> None:
        self.app.push_screen(DeedDialog[PartyBody](title, fields, deed=deed, needed=("name",)), self._kept)

    def _kept(self, body: PartyBody | None) -> None:
        if body is not None:
            self.tell(t("Kept: {name}.", name=body.name))

    def _details(self, values: Values) -> BodyDetails:
        """As typed; the body above by its name."""
        with self.workspace.reading() as unit:
            above, opened = both(
                lambda: body_named(unit, values["parent"], field="parent") if values["parent"] else None,
                lambda: read_day(values["opened_on"], field="opened_on") if values["opened_on"] else None,
            )
        above_id = None if above is None else above.id
        return BodyDetails(values["name"], BodyKind(values["kind"]), values["code"], above_id, opened)

    def action_add_spelling(self) -> None:
        """K: another spelling that means it."""
        body = self._body
        if body is None:
            return
        body_id = body.id

        def deed(values: Values, by: Authority) -> tuple[Spelling, ...]:
            return bodies.confirm_spellings(self.workspace, by, spellings={values["spelling"]: body_id})

        dialog = DeedDialog[tuple[Spelling, ...]](
            t("Other spelling"),
            [FormField("spelling", t("Spelling"), hint=t("as lists write it: “Đạ K'Nàng”"))],
            deed=deed,
            needed=("spelling",),
            said=(body.name,),
            yes=t("It means this unit"),
        )
        self.app.push_screen(dialog, self._spelled)

    def _spelled(self, spellings: tuple[Spelling, ...] | None) -> None:
        if spellings is not None:
            self.tell(t("Kept: {name}.", name="; ".join(one.text for one in spellings)))


def _fields(known: BodyDetails | None, above: str) -> list[FormField]:
    opened = known.opened_on if known is not None else None
    return [
        FormField("name", t("Name"), value=known.name if known else "", hint=t("in full, as papers name it")),
        FormField(
            "kind", t("Kind"), FieldKind.CHOICE, value=str(known.kind) if known else "", options=options(BodyKind)
        ),
        FormField("code", t("Unit's code"), value=known.code if known else "", hint=t("may stay empty")),
        FormField("parent", t("Above it"), value=above, hint=t("the body's name, or some words of it; may stay empty")),
        FormField(
            "opened_on",
            t("Opened on"),
            value="" if opened is None else opened.strftime(_DAY),
            hint=t("day/month/year; may stay empty"),
        ),
    ]
