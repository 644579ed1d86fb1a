"""The journal (nhật ký): every deed, the newest first, of all or of the contest chosen; its head; its chain walked."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access import queries as accounts
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.journal import queries
from congress.journal.values import JournalEntry
from congress.workspace import check_journal
from tui.keys import bindings
from tui.screens.frame import WorkScreen
from tui.screens.home_recent import title_of
from tui.screens.journal_words import told, who_did
from tui.widgets.drawing import OK, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable

MOST_FACTS = 6


class JournalScreen(WorkScreen):
    """A window on the entries, and the one under the cursor in full (nhật ký các việc)."""

    HEADING = "Journal"
    HAS_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("filter", "walk")
    SAYS = (
        "One entry a deed, numbered and chained by a hash: an entry edited, removed, added or moved is found by V.",
        "The head stands on every paper printed: compare it with the one shown here.",
        "L shows the entries of the contest chosen only.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._of_contest = False
        self._entries: dict[int, JournalEntry] = {}
        self._verdict: Content | None = None
        self._people: Mapping[str, str] = {}
        """Whose each account is."""

    def compose_page(self) -> ComposeResult:
        """Head, entries, the entry under the cursor."""
        yield Static("", id="journal-head", markup=False)
        yield WindowedTable(
            (
                Column("#", 5, right=True),
                Column(t("When"), 11),
                Column(t("What")),
                Column(t("Who"), 26, most=36),
            ),
            fetch=self._fetch,
            count=self._count,
            widget_id="entries",
        )
        yield Static("", id="entry-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """The entry under the cursor."""
        yield Static("", id="entry-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_entry, init=False)

    def show_state(self) -> None:
        """The entries as they are now."""
        head = self.workspace.head()
        said = [line((f"{t('Head')}  ", "$quiet"), (head.printed(), "bold $gold"), (f"   {head.stream}", "$quiet"))]
        scope = t("entries of “{title}” only", title=self.shell.contest_title) if self._scope else t("every entry")
        said.append(line((f"{t('Shown')}: ", "$quiet"), (scope, "bold")))
        if self._verdict is not None:
            said.append(self._verdict)
        self.query_one("#journal-head", Static).update(lines([*said, line("")]))
        self._people = {one.name: one.person for one in self.read(accounts.accounts)}
        self._entries.clear()
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_entry()

    @property
    def _scope(self) -> UUID | None:
        return self.session.contest_id if self._of_contest else None

    def _count(self) -> int:
        return self.read(lambda unit: queries.size(unit, unit.machine, scope_id=self._scope))

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        found = self.read(
            lambda unit: queries.latest(unit, unit.machine, limit=limit, scope_id=self._scope, offset=offset)
        )
        self._entries.update((entry.number, entry) for entry in found)
        return [
            Row(
                entry.number,
                (
                    (str(entry.number), "$quiet"),
                    f"{entry.at.astimezone():%d/%m %H:%M}",
                    title_of(entry.event),
                    (who_did(entry, self._people), "$quiet"),
                ),
            )
            for entry in found
        ]

    def _show_entry(self) -> None:
        row = self.query_one(WindowedTable).chosen
        entry = self._entries.get(row.key) if row is not None and isinstance(row.key, int) else None
        brief = [] if entry is None else told(entry, self._people, most=MOST_FACTS)
        self.query_one("#entry-below", Static).update(lines(brief))
        self.query_one("#entry-beside", Static).update(
            lines([] if entry is None else told(entry, self._people, most=40))
        )

    def action_filter(self) -> None:
        """L: of the contest chosen only, or of everything."""
        if self.session.contest_id is not None:
            self._of_contest = not self._of_contest
            self.query_one(WindowedTable).cursor = 0
            self.renew()
        else:
            self.tell(t("Choose a contest first: then L shows its entries only."))

    def action_walk(self) -> None:
        """V: walk the chain from the first entry to the head."""
        self._verdict = line((t("Walking the chain …"), "$quiet"))
        self.do(lambda: check_journal(self.workspace), then=self._verified)

    def _verified(self, findings: tuple[Finding, ...]) -> None:
        if findings:
            self._verdict = line((t("The journal is not whole: {count} findings.", count=len(findings)), "bold $bad"))
            self.say(Malformed(findings))
        else:
            said = t("The journal is whole: every entry is chained, up to the head.")
            self._verdict = line((f"{OK} ", "bold $good"), (said, "$good"))
