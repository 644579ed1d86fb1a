"""The register of one paper (sổ của một tài liệu): copies go out one after the other, come back by their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.documents import issuing
from congress.documents.queries import issues as queries
from congress.documents.rules import issues as rules
from congress.documents.values.issues import CopyFate, HandedTitle, IssuedCopy, NewCopy, NewReturn
from congress.documents.values.lists import ListPlan
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.store.unit import Unit
from tui.keys import bindings
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.device_words import word
from tui.screens.list_import import ListImportScreen
from tui.screens.made_papers import MadePapers
from tui.screens.searched_list import ROOMY, SearchedList, fits
from tui.widgets.drawing import Part, line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

_HOUR = "%d/%m/%Y %H:%M"
_STYLES: Mapping[CopyFate, str] = {CopyFate.OUT: "bold $gold", CopyFate.LOST: "$bad", CopyFate.DESTROYED: "$quiet"}


class IssueRegisterScreen(SearchedList, MadePapers):
    """Every line of the register; V leaves those in sight that are still out."""

    HEADING = "Register of copies"
    SEARCH = "Search: name, delegation, number"
    NONE = "no copy like this"
    EMPTY = "no copy handed out yet: A hands one out, I by a list of names"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": "issue:out",
        "read_list": "issue:import",
        "take_back_copies": "issue:back",
        "print_register": "issue:register:print",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "search", "new", "take_back_copies", "copies_out", "read_list", "print_register"
    )
    SAYS = (
        "A hands a copy out: name, delegation, Enter; the next number is given, and the next line is asked for at "
        "once until Esc. I reads a list of names and gives the numbers in order.",
        "N takes copies back by their numbers (“5, 8-12”), or says that they were lost, or destroyed by minutes. V "
        "leaves in sight what is still out, by delegation. B prints the register to be signed, and its workbook.",
    )

    def __init__(self, title_id: UUID) -> None:
        super().__init__()
        self._title_id = title_id
        self._title: HandedTitle | None = None
        self._copies: tuple[IssuedCopy, ...] = ()
        self._only_out = False
        self._delegation = ""
        """The last one typed: whole delegations come one after the other."""

    def columns(self) -> Sequence[Column]:
        """Number, name, delegation, out, what became of it."""
        return (
            Column(t("Copy"), 6, right=True),
            Column(t("Full name"), 20, most=28),
            Column(t("Delegation")),
            Column(t("Out since"), 16, room=ROOMY),
            Column(t("State"), 12),
            Column(t("Came back"), 16, room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """The paper and its lines."""
        self._title = issuing.existing(unit, self._title_id)
        self._copies = queries.copies(unit, self._title_id)

    def above(self) -> Content:
        """The paper, its figures."""
        found = rules.figures(self._copies)
        figures = t(
            "handed out {copies} · came back {returned} · still out {out} · lost {lost} · destroyed {destroyed}",
            copies=found.copies,
            returned=found.returned,
            out=found.out,
            lost=found.lost,
            destroyed=found.destroyed,
        )
        title = "" if self._title is None else self._title.title
        return line((title, "bold $gold"), "\n", figures)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Lines by name, delegation and number; those still out by delegation."""
        shown: Sequence[IssuedCopy] = self._copies
        if self._only_out:
            shown = [one for held in rules.still_out(self._copies).values() for one in held]
        for one in shown:
            if fits(words, one.holder, one.delegation, str(one.number), one.note):
                yield _row(one)

    def below(self) -> Iterator[Content]:
        """The line in full; with V what is still out by delegation."""
        row = self.chosen
        one = next((one for one in self._copies if row is not None and one.id == row.key), None)
        if one is not None:
            turn = f" ({t('turn {turn}', turn=one.turn)})" if one.turn > 1 else ""
            where = f"  ·  {one.delegation}" if one.delegation else ""
            yield line((f"{one.number}{turn}  {one.holder}", "bold"), where)
            yield line((f"{t('Out since')}: ", "$quiet"), f"{one.out_at.astimezone():{_HOUR}} · {one.out_by}")
            if one.back_at is not None:
                minutes = f" · {t('minutes {number}', number=one.minutes)}" if one.minutes else ""
                said = f"{one.back_at.astimezone():{_HOUR}} · {one.back_by}{minutes}"
                yield line((f"{word(one.fate)}: ", "$quiet"), said)
            if one.note:
                yield line((f"{t('Note')}: ", "$quiet"), one.note)
        if self._only_out:
            left = rules.still_out(self._copies)
            yield line("  ·  ".join(f"{name or t('no delegation')} {len(held)}" for name, held in left.items()))

    # --- out and back --------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """A: hand a copy out; the next is asked for at once."""
        following = max(rules.latest(self._copies), default=0) + 1

        def deed(values: Values, by: Authority) -> tuple[IssuedCopy, ...]:
            number = int(values["number"]) if values["number"] else None
            new = NewCopy(holder=values["holder"], delegation=values["delegation"], number=number, note=values["note"])
            return issuing.hand_out(self.workspace, by, title_id=self._title_id, new=[new])

        fields = (
            FormField("holder", t("Full name")),
            FormField("delegation", t("Delegation"), value=self._delegation),
            FormField("number", t("Copy number"), FieldKind.NUMBER, hint=t("empty: {number}", number=following)),
            FormField("note", t("Note")),
        )
        dialog = DeedDialog[tuple[IssuedCopy, ...]](
            t("Hand a copy out"), fields, deed=deed, needed=("holder",), yes=t("Hand out")
        )
        self.app.push_screen(dialog, self._handed_out)

    def _handed_out(self, made: tuple[IssuedCopy, ...] | None) -> None:
        if made:
            self._delegation = made[0].delegation
            self.tell(t("Copy {number}: {holder}", number=made[0].number, holder=made[0].holder))
            self.renew()
            self.action_new()

    def action_take_back_copies(self) -> None:
        """N: copies came back, were lost or destroyed."""
        row = self.chosen
        chosen = next((one for one in self._copies if row is not None and one.id == row.key), None)

        def deed(values: Values, by: Authority) -> tuple[IssuedCopy, ...]:
            numbers = rules.read_numbers(values["numbers"])
            if numbers is None:
                raise Malformed([Finding("numbers", "copy-numbers-wrong")])
            new = NewReturn(
                numbers=numbers, fate=CopyFate(values["fate"]), minutes=values["minutes"], note=values["note"]
            )
            return issuing.take_back(self.workspace, by, title_id=self._title_id, new=new)

        fates = tuple((str(fate), word(fate)) for fate in CopyFate if fate is not CopyFate.OUT)
        number = str(chosen.number) if chosen is not None and chosen.fate is CopyFate.OUT else ""
        fields = (
            FormField("numbers", t("Copy numbers"), value=number, hint=t("as “5, 8-12”")),
            FormField("fate", t("State"), FieldKind.CHOICE, options=fates),
            FormField("minutes", t("Minutes of the destruction, number")),
            FormField("note", t("Note")),
        )
        dialog = DeedDialog[tuple[IssuedCopy, ...]](
            t("Take copies back"), fields, deed=deed, needed=("numbers",), yes=t("Write down")
        )
        self.app.push_screen(dialog, self._taken_back)

    def _taken_back(self, made: tuple[IssuedCopy, ...] | None) -> None:
        if made:
            self.tell(t("{count} copies: {state}", count=len(made), state=word(made[0].fate)))

    def action_copies_out(self) -> None:
        """V: what is still out, by delegation; again: every line."""
        self._only_out = not self._only_out
        self.show_state()

    def action_read_list(self) -> None:
        """I: hand out by a list of names."""
        self.app.push_screen(IssueListScreen(self._title_id))

    def action_print_register(self) -> None:
        """B: the register as PDF and workbook."""
        self.do_alone(
            lambda by: issuing.print_register(self.workspace, by, title_id=self._title_id), then=self.note_papers
        )


class IssueListScreen(ListImportScreen[NewCopy]):
    """A list of names; numbers are given in order, or as the list has them."""

    HEADING = "Copies by a list"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "issue:import"}
    SAYS = (
        "An XLSX or CSV file with a column “Họ và tên” (name), perhaps “Đoàn” (delegation), “Số bản” (copy number), "
        "“Ghi chú” (note). Without numbers the next ones are given in the order of the rows.",
        "Nothing is written before F8; with one fault nothing at all.",
    )

    def __init__(self, title_id: UUID) -> None:
        super().__init__()
        self._title_id = title_id

    def look(self, source: bytes, name: str) -> ListPlan[NewCopy]:
        """What the list would hand out."""
        return issuing.look(self.workspace, title_id=self._title_id, source=source, name=name)

    def accept(self, by: Authority, source: bytes, plan: ListPlan[NewCopy]) -> tuple[IssuedCopy, ...]:
        """Hand it out."""
        return issuing.accept(
            self.workspace, by, title_id=self._title_id, source=source, name=plan.name, digest=plan.digest
        )

    def said(self, one: NewCopy) -> str:
        """Number, name, delegation."""
        return " · ".join(part for part in (str(one.number), one.holder, one.delegation, one.note) if part)


def _row(one: IssuedCopy) -> Row:
    state: Part = (word(one.fate), _STYLES.get(one.fate, ""))
    cells = (
        str(one.number),
        (one.holder, "bold"),
        one.delegation,
        f"{one.out_at.astimezone():{_HOUR}}",
        state,
        "" if one.back_at is None else f"{one.back_at.astimezone():{_HOUR}}",
    )
    return Row(one.id, cells, style="$quiet" if one.fate is CopyFate.DESTROYED else "")
