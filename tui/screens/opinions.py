"""The opinions on one draft (ý kiến về một dự thảo): typed one after the other, by a list; what became of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.documents import collecting
from congress.documents.queries import opinions as queries
from congress.documents.rules import opinions as rules
from congress.documents.rules.listing import read_day
from congress.documents.values.lists import ListPlan
from congress.documents.values.opinions import Draft, Giver, Opinion, OpinionDetails, Uptake
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.store.unit import Unit
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.device_words import options, word
from tui.screens.document_words import day
from tui.screens.list_import import ListImportScreen
from tui.screens.searched_list import ROOMY, EditedList, fits
from tui.widgets.drawing import NEXT, OK, WRONG, Part, line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

_SIGNS: Mapping[Uptake, Part] = {
    Uptake.UNDECIDED: (NEXT, "bold $gold"),
    Uptake.TAKEN: (OK, "$good"),
    Uptake.PARTLY: ("½", "$good"),
    Uptake.NOT_TAKEN: (WRONG, "$bad"),
}
_NONE = OpinionDetails(giver="", text="")


class OpinionsScreen(EditedList):
    """Every opinion on the draft, part by part; V leaves those in sight that are not decided."""

    HEADING = "Opinions"
    SEARCH = "Search: part, who, words of the opinion or the answer"
    NONE = "no opinion like this"
    EMPTY = "no opinion yet: A enters one, I reads a list"
    NEEDS: ClassVar[dict[str, str]] = {"new": "opinion:add", "edit": "opinion:change", "read_list": "opinion:import"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new", "edit", "undecided", "read_list")
    SAYS = (
        "A enters an opinion: the part of the draft, who, on what day, what they say; the next is asked for at once "
        "until Esc. I reads a list from XLSX or CSV; faults are told by row and column.",
        "E or Enter says what became of the opinion under the cursor: taken, taken in part, not taken. What is not "
        "taken as it was given is answered. V leaves in sight what is not decided yet.",
    )

    def __init__(self, draft_id: UUID) -> None:
        super().__init__()
        self._draft_id = draft_id
        self._draft: Draft | None = None
        self._opinions: dict[UUID, Opinion] = {}
        self._only_undecided = False
        self._last = _NONE
        """Part, who and day of the last one typed: opinions come delegation by delegation."""

    def columns(self) -> Sequence[Column]:
        """What became of it, number, part, who, what."""
        return (
            Column("", 1),
            Column(t("No."), 4, right=True),
            Column(t("Part of the draft"), 14, most=26),
            Column(t("Opinion")),
            Column(t("Given by"), 16, most=30),
            Column(t("Given on"), 10, room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """The draft and its opinions."""
        self._draft = collecting.existing_draft(unit, self._draft_id)
        found = rules.by_section(queries.opinions(unit, self._draft_id))
        self._opinions = {one.id: one for part in found.values() for one in part}

    def above(self) -> Content:
        """The draft, its figures."""
        found = rules.figures(self._opinions.values())
        said = t(
            "{opinions} opinions · taken {taken} · in part {partly} · not taken {not_taken} · undecided {undecided}",
            opinions=found.opinions,
            taken=found.taken,
            partly=found.partly,
            not_taken=found.not_taken,
            undecided=found.undecided,
        )
        return line(("" if self._draft is None else self._draft.title, "bold $gold"), "\n", said)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Opinions by their words, part by part."""
        for one in self._opinions.values():
            details = one.details
            if self._only_undecided and details.verdict is not Uptake.UNDECIDED:
                continue
            if fits(words, details.section, details.giver, details.text, details.answer, str(one.number)):
                yield _row(one)

    def below(self) -> Iterator[Content]:
        """The opinion in full, and the answer."""
        one = self._opinion
        if one is None:
            return
        details = one.details
        who = ", ".join(part for part in (details.giver, word(details.giver_kind), day(details.on)) if part)
        yield line((details.section or t("the whole draft"), "bold"), (f"  ·  {who}", "$quiet"))
        yield line(details.text)
        answer = f": {details.answer}" if details.answer else ""
        yield line(_SIGNS[details.verdict], (f" {word(details.verdict)}", "bold"), answer)

    @property
    def _opinion(self) -> Opinion | None:
        row = self.chosen
        return self._opinions.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def hints(self) -> tuple[Hint, ...]:
        """Enter says what became of it."""
        return (("⏎", t("Decide")),) if self._opinions else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An opinion is changed where there is one."""
        if action in {"edit", "undecided"} and not self._opinions:
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        self.edit_or_say_why_not()

    # --- entering, deciding --------------------------------------------------------------------------------

    def action_new(self) -> None:
        """A: an opinion; the next is asked for at once."""

        def deed(values: Values, by: Authority) -> Opinion:
            return collecting.add(self.workspace, by, draft_id=self._draft_id, details=_said(values))

        dialog = DeedDialog[Opinion](t("An opinion"), _fields(self._last), deed=deed)
        self.app.push_screen(dialog, self._added)

    def _added(self, made: Opinion | None) -> None:
        if made is not None:
            self._last = replace(made.details, text="", verdict=Uptake.UNDECIDED, answer="")
            self.tell(t("Opinion {number} is kept.", number=made.number))
            self.renew()
            self.action_new()

    def action_edit(self) -> None:
        """E: change it, say what became of it."""
        known = self._opinion
        if known is None:
            return

        def deed(values: Values, by: Authority) -> Opinion:
            return collecting.change(self.workspace, by, opinion_id=known.id, details=_said(values))

        title = t("Opinion {number}", number=known.number)
        self.app.push_screen(DeedDialog[Opinion](title, _fields(known.details), deed=deed))

    def action_undecided(self) -> None:
        """V: what is not decided yet; again: all."""
        self._only_undecided = not self._only_undecided
        self.show_state()

    def action_read_list(self) -> None:
        """I: opinions by a list."""
        self.app.push_screen(OpinionListScreen(self._draft_id))


class OpinionListScreen(ListImportScreen[OpinionDetails]):
    """A list of opinions."""

    HEADING = "List of opinions"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "opinion:import"}
    SAYS = (
        "An XLSX or CSV file with columns “Nội dung góp ý” (opinion) and “Người góp ý” (who), perhaps “Mục” (part), "
        "“Đối tượng” (person or delegation), “Ngày” (date), “Kết quả tiếp thu” (verdict), “Giải trình” (answer).",
        "Nothing is written before F8; with one fault nothing at all.",
    )

    def __init__(self, draft_id: UUID) -> None:
        super().__init__()
        self._draft_id = draft_id

    def look(self, source: bytes, name: str) -> ListPlan[OpinionDetails]:
        """What the list would bring."""
        return collecting.look(self.workspace, draft_id=self._draft_id, source=source, name=name)

    def accept(self, by: Authority, source: bytes, plan: ListPlan[OpinionDetails]) -> tuple[Opinion, ...]:
        """Take it in."""
        return collecting.accept(
            self.workspace, by, draft_id=self._draft_id, source=source, name=plan.name, digest=plan.digest
        )

    def said(self, one: OpinionDetails) -> str:
        """Part, who, what."""
        return " · ".join(part for part in (one.section, one.giver, one.text) if part)


def _said(values: Values) -> OpinionDetails:
    """An opinion as typed; a day that is none is told at its field."""
    on_ = read_day(values["on"])
    if values["on"] and on_ is None:
        raise Malformed([Finding("on", "date-wrong")])
    return OpinionDetails(
        section=values["section"],
        giver=values["giver"],
        giver_kind=Giver(values["giver_kind"]),
        on=on_,
        text=values["text"],
        verdict=Uptake(values["verdict"]),
        answer=values["answer"],
    )


def _fields(details: OpinionDetails) -> tuple[FormField, ...]:
    kinds, verdicts = options(Giver), options(Uptake)
    return (
        FormField("section", t("Part of the draft"), value=details.section, hint=t("empty: the whole draft")),
        FormField("giver", t("Given by"), value=details.giver),
        FormField("giver_kind", t("Whose"), FieldKind.CHOICE, value=str(details.giver_kind), options=kinds),
        FormField("on", t("Given on"), value=day(details.on), hint=t("day/month/year")),
        FormField("text", t("Opinion"), value=details.text),
        FormField("verdict", t("What became of it"), FieldKind.CHOICE, value=str(details.verdict), options=verdicts),
        FormField("answer", t("Explanation"), value=details.answer),
    )


def _row(one: Opinion) -> Row:
    details = one.details
    cells = (
        _SIGNS[details.verdict],
        str(one.number),
        details.section,
        (details.text, "bold"),
        details.giver,
        day(details.on),
    )
    return Row(one.id, cells)
