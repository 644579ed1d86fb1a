"""The list of candidates (danh sách bầu cử): typed or pasted, placed by the sort name, confirmed by a person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from ballots.contests import rules, service
from ballots.contests.rules.details import parse_born
from ballots.contests.rules.lists import OVERRULABLE
from ballots.contests.rules.settings import congress_form
from ballots.contests.values import ContestSheet, ListedPerson, ListEntry
from ballots.regulations.values import Form
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from congress.text import clean
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.contest_lines import is_about_list
from tui.screens.contest_list_input import NameInput, entry_of
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import OK, WRONG, line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

MOST_SAID = 3


class ListScreen(WorkScreen):
    """Type the list, look at the sort names, keep it, confirm it (lập danh sách bầu cử)."""

    HEADING = "List of candidates"
    OF_CONTEST = True
    HAS_BESIDE = True
    NEEDS: ClassVar[dict[str, str]] = {
        "edit": "candidates:set",
        "remove": "candidates:set",
        "submit": "candidates:set",
        "in_order": "candidates:set",
        "confirm": "list:confirm",
        "overrule": "list:surplus:overrule",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "submit", "confirm", "in_order", "edit", "remove", "move_up", "move_down", "overrule"
    )
    SAYS = (
        "Type a name and Enter; after a semicolon the date of birth and a note: Nguyễn Văn An; 02/03/1975; Bí thư. "
        "A whole column pasted from a table works too.",
        "The program proposes the name by which each person is placed; ? marks those that a person should look at: "
        "E changes the sort name. Ctrl+↑ and Ctrl+↓ give another order, F6 the order of names again.",
        "F4 keeps the list, F8 confirms it: names, order and numbers are as the congress voted them.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._sheet: ContestSheet | None = None
        self._entries: tuple[ListEntry, ...] = ()
        self._keeps_order = False
        self._is_changed = False
        self._people: tuple[ListedPerson, ...] = ()

    def compose_page(self) -> ComposeResult:
        """What is elected, the field, the people, what blocks."""
        yield Static("", id="list-about", markup=False)
        yield NameInput(placeholder=t("add: full name; date of birth; note"), id="add-name")
        yield WindowedTable(
            (
                Column("#", 3, right=True),
                Column(t("Full name")),
                Column(t("Sort name"), 14),
                Column(t("Born"), 10),
                Column(t("Note"), 16),
            ),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._people),
            empty=t("nobody yet: type a name above"),
            widget_id="people",
        )
        yield Static("", id="list-said", markup=False)

    def compose_beside(self) -> ComposeResult:
        """About the person under the cursor."""
        yield Static("", id="about-person", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_person, init=False)

    def show_state(self) -> None:
        """What is kept; a list being typed stays as it is."""
        contest_id = self.contest_id
        self._sheet = self.read(lambda unit: service.sheet(unit, contest_id))
        field = self.query_one(NameInput)
        field.display = self._sheet.locked_at is None and self._rights.may("candidates:set")
        if not self._is_changed:
            self._entries = tuple(person.entry for person in self._sheet.people)
            self._keeps_order = bool(rules.out_of_order(self._sheet.people))
        self._show()
        if self.focused is None:
            (field if field.display else self.query_one(WindowedTable)).focus()

    # --- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        entries = rules.with_sort_names(self._entries)
        self._entries = entries if self._keeps_order else rules.in_order(entries)
        kept = self._sheet.people if self._sheet is not None and not self._is_changed else None
        self._people = kept if kept is not None else rules.listed(self._entries)
        self.query_one(WindowedTable).reload()
        self.query_one("#list-about", Static).update(lines([self._about(), line("")]))
        self.query_one("#list-said", Static).update(lines(self._said()))
        self._show_person()

    def _about(self) -> Content:
        sheet = self._sheet
        if sheet is None:
            return line("")
        names, seats = len(self._people), sheet.details.seats
        surplus = names - seats
        said = t("elect {seats} of {names}", seats=seats, names=names) if names else t("no list yet")
        more = (
            t("surplus {surplus} ({percent} %)", surplus=surplus, percent=surplus * 100 // seats) if surplus > 0 else ""
        )
        form = t(f"contest-form-{self._form(sheet)}") if names else ""
        if self._is_changed:
            state = (t("● not kept yet"), "bold $warn")
        elif sheet.confirmed is not None:
            state = (f"{OK} {t('confirmed by {person}', person=sheet.confirmed.by)}", "bold $good")
        else:
            state = (t("kept, not confirmed") if names else "", "$warn")
        parts = [part for part in (said, more, form) if part]
        return line(("  ·  ".join(parts), "bold"), "    ", state)

    def _form(self, sheet: ContestSheet) -> Form:
        """The form of paper for the names typed so far."""
        decided = {line_.key: str(line_.value) for line_ in sheet.settings}
        return rules.form_of(sheet.details, names=len(self._people), congress_form=congress_form(decided))

    def _said(self) -> list[Content]:
        sheet = self._sheet
        if sheet is None or self._is_changed:
            return []
        wrong = [finding for finding in rules.blockers(sheet) if is_about_list(finding)]
        remarks = [finding for finding in rules.remarks(sheet) if is_about_list(finding)]
        said = [line((f"{WRONG} ", "bold $bad"), sentence(one), _way_out(one)) for one in wrong]
        said += [line(("! ", "bold $warn"), sentence(one)) for one in remarks]
        return said[:MOST_SAID]

    def _rows(self) -> list[Row]:
        return [
            Row(
                place,
                (
                    str(person.number),
                    (person.entry.name, "bold"),
                    (f"{person.entry.sort_name} ?", "$warn") if person.doubt else person.entry.sort_name,
                    "" if person.entry.born is None else str(person.entry.born),
                    person.entry.note,
                ),
            )
            for place, person in enumerate(self._people)
        ]

    def _show_person(self) -> None:
        place = self._place
        beside = self.query("#about-person")
        if not beside:
            return
        said: list[Content] = []
        if place is not None:
            person = self._people[place]
            said = [
                line((person.entry.name, "bold")),
                line((t("placed by: {name}", name=person.entry.sort_name), "$quiet")),
            ]
            if person.doubt:
                said += [line(""), line(("? ", "bold $warn"), t(str(person.doubt)))]
            if person.printed_note:
                said += [line(""), line((t("on the paper: {note}", note=person.printed_note), "$quiet"))]
        beside.first(Static).update(lines(said))

    @property
    def _place(self) -> int | None:
        place = self.query_one(WindowedTable).cursor
        return place if place < len(self._people) else None

    # --- changing ----------------------------------------------------------------------------------------

    @on(Input.Submitted, "#add-name")
    def _add(self, event: Input.Submitted) -> None:
        event.stop()
        if row := clean(event.value):
            self._put_rows((row,), then=lambda: setattr(event.input, "value", ""))

    @on(NameInput.Pasted)
    def _add_many(self, event: NameInput.Pasted) -> None:
        event.stop()
        self._put_rows(event.rows)

    def _put_rows(self, rows: Sequence[str], *, then: Callable[[], object] | None = None) -> None:
        try:
            entries = tuple(entry_of(row) for row in rows)
        except Malformed as problem:
            self.say(problem)
            return
        self._put((*self._entries, *entries))
        if then is not None:
            then()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if self._rights.may("candidates:set"):
            self.action_edit()

    def action_edit(self) -> None:
        """E: name, sort name, birth, card, note of the person under the cursor."""
        place = self._place
        if place is None:
            return
        entry, doubt = self._entries[place], self._people[place].doubt
        dialog = ValuesDialog(
            entry.name,
            [
                FormField("name", t("Full name"), value=entry.name),
                FormField(
                    "sort_name", t("Sort name"), value=entry.sort_name, hint=t("the given name that places them")
                ),
                FormField("born", t("Born"), value="" if entry.born is None else str(entry.born)),
                FormField("card_number", t("Party card"), value=entry.card_number, hint=t("tells namesakes apart")),
                FormField("note", t("Note"), value=entry.note),
            ],
            said=(t(str(doubt)),) if doubt else (),
            yes=t("Take over"),
            needed=("name",),
            check=_check_born,
        )

        def changed(values: Mapping[str, str] | None) -> None:
            if values is not None:
                same_name = values["name"] == entry.name or values["sort_name"] != entry.sort_name
                wanted = replace(
                    entry,
                    name=values["name"],
                    sort_name=values["sort_name"] if same_name else "",
                    born=parse_born(values["born"]),
                    card_number=values["card_number"],
                    note=values["note"],
                )
                self._put((*self._entries[:place], wanted, *self._entries[place + 1 :]))

        self.app.push_screen(dialog, changed)

    def action_remove(self) -> None:
        """Del: take the person under the cursor off the list."""
        if (place := self._place) is not None:
            self._put((*self._entries[:place], *self._entries[place + 1 :]))

    def action_move_up(self) -> None:
        """Ctrl+↑."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Ctrl+↓."""
        self._move(1)

    def action_in_order(self) -> None:
        """F6: the order of names."""
        self._keeps_order = False
        self._put(self._entries)

    def _move(self, step: int) -> None:
        place = self._place
        if place is None or not 0 <= place + step < len(self._entries) or not self._rights.may("candidates:set"):
            return
        entries = list(self._entries)
        entries[place], entries[place + step] = entries[place + step], entries[place]
        self._keeps_order = True
        self._put(tuple(entries))
        self.query_one(WindowedTable).cursor = place + step

    def _put(self, entries: tuple[ListEntry, ...]) -> None:
        if self._sheet is not None and self._sheet.locked_at is not None:
            self.say(
                Refused("contest-locked", title=self._sheet.title, at=f"{self._sheet.locked_at.astimezone():%H:%M}")
            )
            return
        self.say_nothing()
        self._entries = entries
        self._is_changed = True
        self._show()

    # --- keeping -----------------------------------------------------------------------------------------

    def action_submit(self) -> None:
        """F4: keep the list."""
        entries, keep_order, contest_id = self._entries, self._keeps_order, self.contest_id

        def kept(_sheet: ContestSheet) -> None:
            self._is_changed = self._entries != entries  # a name typed while it was kept waits for the next F4
            self.tell(t("The list is kept."))

        self.do_alone(
            lambda by: service.set_candidates(
                self.workspace, by, contest_id=contest_id, entries=entries, keep_order=keep_order
            ),
            then=kept,
        )

    def action_confirm(self) -> None:
        """F8: names, order and numbers are as the congress voted them."""
        if self._is_changed:
            self.say(Refused("list-not-kept"))
            return
        contest_id, sheet = self.contest_id, self._sheet
        if sheet is None:
            return
        doubtful = [person.entry for person in sheet.people if person.doubt]
        said = [
            t(
                "{names} names, numbered 1 to {names}; elect {seats}.",
                names=len(sheet.people),
                seats=sheet.details.seats,
            )
        ]
        said += [t("{name} is placed by {sort_name}.", name=one.name, sort_name=one.sort_name) for one in doubtful[:8]]
        self.ask(
            t("Confirm the list as the congress voted it?"),
            said=said,
            yes=t("Confirm"),
            then=lambda: self.do_alone(
                lambda by: service.confirm_list(self.workspace, by, contest_id=contest_id),
                then=lambda _sheet: self.tell(t("The list is confirmed.")),
            ),
        )

    def action_overrule(self) -> None:
        """F9: take a surplus over the limit, with the reason."""
        contest_id = self.contest_id
        dialog = ValuesDialog(
            t("Take a surplus over the limit"),
            [FormField("reason", t("Reason"))],
            said=(t("The reason is kept with the contest and printed in the minutes."),),
            needed=("reason",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.do_alone(
                    lambda by: service.overrule_surplus(self.workspace, by, contest_id=contest_id),
                    reason=values["reason"],
                )

        self.app.push_screen(dialog, entered)

    def action_go_back(self) -> None:
        """Esc: what is not kept is asked about."""
        if self._is_changed:
            self.ask(t("Leave without keeping the list?"), then=self._leave, yes=t("Leave"))
        else:
            self.shell.go_back()

    def _leave(self) -> None:
        self._is_changed = False
        self.shell.go_back()

    def commands(self) -> Iterable[ScreenCommand]:
        """What there is no key in the bar for."""
        if self._rights.may("list:surplus:overrule"):
            yield ScreenCommand(t("Take a surplus over the limit"), self.action_overrule)


def _check_born(values: Mapping[str, str]) -> list[Finding]:
    wrong = values["born"] and parse_born(values["born"]) is None
    return [Finding("born", "date-wrong")] if wrong else []


def _way_out(finding: Finding) -> tuple[str, str]:
    if finding.code == OVERRULABLE:
        return (f"  {t('F9 takes it with a reason')}", "$gold")
    if finding.code == "list-unconfirmed":
        return (f"  {t('F8 confirms')}", "$gold")
    return ("", "")
