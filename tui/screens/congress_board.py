"""The counting board as the congress voted it (ban kiểm phiếu), typed in and kept as a whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.contests import rules
from ballots.contests import service as contests
from congress.access import queries as accounts
from congress.errors import Finding
from congress.i18n import sentence, t
from congress.term import queries, service
from congress.term.rules import same_name
from congress.term.values import Board, BoardPerson, Capacity
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import OK, WRONG, Part, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable


class BoardScreen(WorkScreen):
    """Head and members in the order voted; who has an account here is marked (danh sách ban kiểm phiếu)."""

    HEADING = "Counting board"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": "board:set",
        "edit": "board:set",
        "remove": "board:set",
        "submit": "board:set",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "submit", "move_up", "move_down")
    SAYS = (
        "The board as the congress voted it: one head, members in their order; nobody of it may stand on a list.",
        "Ctrl+↑ and Ctrl+↓ move a person; F4 keeps the whole board.",
        "A person of the board needs an account too, to log in: the accounts offer everybody of the board.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._people: list[BoardPerson] = []
        self._kept: list[BoardPerson] | None = None
        self._with_account: tuple[str, ...] = ()
        self._smallest = 1
        """How many persons the congress asks for at least (số người của ban kiểm phiếu)."""

    def compose_page(self) -> ComposeResult:
        """The people."""
        yield Static("", id="board-remark", classes="quiet", markup=False)
        yield WindowedTable(
            (
                Column("#", 3, right=True),
                Column(t("Full name")),
                Column(t("Capacity"), 12),
                Column(t("Party card"), 14),
                Column(t("Account"), 9),
            ),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._people),
            empty=t("nobody yet: A adds the head first"),
            widget_id="board",
        )

    def show_state(self) -> None:
        """What is kept; a board being typed stays as it is."""
        congress_id = self.session.congress_id
        if congress_id is not None and (self._kept is None or self._people == self._kept):
            board = self.read(lambda unit: queries.board(unit, congress_id, contest_id=None))
            self._people, self._kept = list(board.people), list(board.people)
        if congress_id is not None:
            points = self.read(lambda unit: contests.settings_of(unit, congress_id))
            self._smallest = rules.number(points, "board_size")
        self._with_account = self.read(lambda unit: tuple(one.person for one in accounts.accounts(unit)))
        self._show()
        self.query_one(WindowedTable).focus()

    def _show(self) -> None:
        changed = self._kept is not None and self._people != self._kept
        found = self._faults()
        voted = t("As the congress voted it") if self._people else t("The board is not entered yet.")
        voted = t("The board is kept as a draft: no desk opens with it yet.") if found else voted
        text = t("● not kept yet: F4 keeps the board") if changed else voted
        faults = [line((f"{WRONG} ", "bold $bad"), sentence(fault)) for fault in found]
        self.query_one("#board-remark", Static).update(lines([line(text), *faults, line("")]))
        self.query_one(WindowedTable).reload()

    def _faults(self) -> tuple[Finding, ...]:
        """Why the board as it stands here could not count; nothing is said of one that is not begun."""
        board = Board(tuple(self._people))
        return rules.board_faults(board, smallest=self._smallest) if board.people else ()

    def _rows(self) -> list[Row]:
        return [
            Row(
                place,
                (str(place + 1), (one.name, "bold"), t(f"capacity-{one.capacity}"), one.card_number, self._mark(one)),
            )
            for place, one in enumerate(self._people)
        ]

    def _mark(self, person: BoardPerson) -> Part:
        has = any(same_name(person.name, name) for name in self._with_account)
        return (OK, "$good") if has else ("—", "$quiet")

    @property
    def _place(self) -> int:
        return self.query_one(WindowedTable).cursor

    def action_new(self) -> None:
        """A: another person."""
        has_head = any(one.capacity is Capacity.HEAD for one in self._people)
        blank = BoardPerson("", Capacity.MEMBER if has_head else Capacity.HEAD)
        self._ask(t("Add to the board"), blank, lambda person: self._put([*self._people, person]))

    def action_edit(self) -> None:
        """E: change the person under the cursor."""
        if not self._people:
            return
        place = self._place

        def changed(person: BoardPerson) -> None:
            self._put([*self._people[:place], person, *self._people[place + 1 :]])

        self._ask(t("Change"), self._people[place], changed)

    def action_remove(self) -> None:
        """Del: take the person under the cursor out."""
        place = self._place
        self._put([*self._people[:place], *self._people[place + 1 :]])

    def action_move_up(self) -> None:
        """Ctrl+↑."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Ctrl+↓."""
        self._move(1)

    def _move(self, step: int) -> None:
        place, other = self._place, self._place + step
        if not 0 <= other < len(self._people):
            return
        people = list(self._people)
        people[place], people[other] = people[other], people[place]
        self._put(people)
        self.query_one(WindowedTable).cursor = other

    def _put(self, people: Sequence[BoardPerson]) -> None:
        self._people = list(people)
        self._show()

    def _ask(self, title: str, person: BoardPerson, then: Callable[[BoardPerson], None]) -> None:
        options = tuple((str(one), t(f"capacity-{one}")) for one in Capacity)
        dialog = ValuesDialog(
            title,
            [
                FormField("name", t("Full name"), value=person.name),
                FormField("capacity", t("Capacity"), FieldKind.CHOICE, value=str(person.capacity), options=options),
                FormField("card_number", t("Party card"), value=person.card_number, hint=t("tells namesakes apart")),
            ],
            needed=("name",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                then(BoardPerson(values["name"], Capacity(values["capacity"]), values["card_number"]))

        self.app.push_screen(dialog, entered)

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if self._rights.may("board:set"):
            self.action_edit()

    def action_submit(self) -> None:
        """F4: keep the board."""
        congress_id = self.session.congress_id
        if congress_id is None:
            return
        people = self._people

        def done(_board: object) -> None:
            self._kept = list(people)
            if not self._faults():
                self.tell(t("The board is kept."))

        self.do_alone(
            lambda by: service.set_board(self.workspace, by, congress_id=congress_id, people=self._linked(people)),
            then=done,
        )

    def _linked(self, people: Iterable[BoardPerson]) -> list[BoardPerson]:
        """Each with the person of an account of that name, where there is just one."""
        with self.workspace.reading() as unit:
            known = accounts.persons(unit)
        linked = []
        for one in people:
            ids = [person.id for person in known if same_name(person.name, one.name)]
            linked.append(BoardPerson(one.name, one.capacity, one.card_number, ids[0] if len(ids) == 1 else None))
        return linked

    def action_go_back(self) -> None:
        """Esc: what is not kept is asked about."""
        if self._kept is not None and self._people != self._kept:
            self.ask(t("Leave without keeping the board?"), then=self.shell.go_back, yes=t("Leave"))
        else:
            self.shell.go_back()

    def commands(self) -> Iterable[ScreenCommand]:
        """The accounts of these people."""
        yield ScreenCommand(t("Accounts"), lambda: self.shell.go("accounts"), t("Let them log in."))
