"""The end of a congress's file (đóng sổ): the book closed on two media, the sealed part removed, packages back in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from congress.archive import closing
from congress.archive.closing import Closed, Removed, ToGo
from congress.i18n import t
from congress.records.values import Record
from tui.messages import Problem, StepChosen
from tui.screens.archive_closing_restore import ArchiveRestoreScreen
from tui.screens.archive_closing_state import Book, Closing, Removal, Step, book_of, steps_of
from tui.screens.archive_verified import path_of, paths_of
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand
from tui.screens.journal_words import short
from tui.screens.made_papers import MadePapers
from tui.screens.result_dialogs import SaidDialog
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FormField
from tui.widgets.notices import Notice
from tui.widgets.steps import StepList

RESTORE = "archive:restore"
MOST_SAID = 4
"""So many copies stand in a dialog."""
MOST_TITLES = 2
"""So many contests, above the fields of two people."""


class ArchiveClosingScreen(MadePapers):
    """What is still open, the book closed, the sealed part off the laptop, packages taken back in."""

    HEADING = "Closing the book"
    SAYS = (
        "The book is closed when every contest counted in earnest is sealed: both packages of the term are built, "
        "copied to a second medium and read again at both places.",
        "Then two people remove the sealed part from this laptop. The copy on the second medium is read again before "
        "anything goes; totals, minutes and the journal stay.",
        "A package is taken back in by two people with a reason, and only when every byte and its signature are "
        "verified.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._book = Book(has_term=False)
        self._under_way = ""

    def compose_page(self) -> ComposeResult:
        """The steps, what is under way, what stands behind them."""
        yield StepList(widget_id="step-list")
        under_way = Notice("", tone="warn", widget_id="under-way")
        under_way.display = False
        yield under_way
        with VerticalScroll(id="book-details"):
            yield Static("", id="book-said", markup=False)

    def show_state(self) -> None:
        """How the book stands now."""
        workspace = self.workspace
        self._book = self.read(lambda unit: book_of(unit, workspace))
        steps = self.query_one(StepList)
        steps.steps = steps_of(self._book)
        steps.focus()
        self.query_one("#book-said", Static).update(lines(self._said()))
        self._show_under_way()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """What Enter does."""
        return (("⏎", t("do it")),)

    def has_paper(self) -> bool:
        """Made here now, or at an earlier time."""
        return self.newest_paper() is not None

    def newest_paper(self) -> Record | None:
        """The paper just made; else the certificate, else the minutes."""
        book = self._book
        kept = (
            *self.papers[:1],
            *([book.removed.certificate] if book.removed is not None and not book.is_to_remove else []),
            *([book.closed.minutes] if book.closed is not None else []),
        )
        return next((one for one in kept if one is not None), None)

    def say(self, problem: Problem) -> None:
        """What failed is no longer under way."""
        if not self._at_work:
            self._under_way = ""
            self._show_under_way()
        super().say(problem)

    def commands(self) -> Iterable[ScreenCommand]:
        """What the steps do, in words."""
        for deed, title, run in (
            (closing.CLOSE, t("book-step-close"), self._close),
            (closing.REMOVE, t("book-step-remove"), self._remove),
            (RESTORE, t("book-step-restore"), self._restore),
        ):
            if self._rights.may(deed):
                yield ScreenCommand(title, run)

    # --- what is said --------------------------------------------------------------------------------------

    def _said(self) -> Iterator[Content]:
        book = self._book
        if not book.has_term:
            yield line(t("There is nothing to close yet: no term has been entered."))
            return
        if book.left:
            yield line((t("Not sealed yet, so the book stays open:"), "bold"))
            yield from (line(f"  {title}") for title in book.left)
            yield line("")
        if book.closed is not None:
            yield from _closed_lines(book.closed)
        if book.removed is not None:
            yield line("")
            yield from _removed_lines(book.removed)

    def _show_under_way(self) -> None:
        notice = self.query_one("#under-way", Notice)
        notice.display = bool(self._under_way)
        notice.update(self._under_way)

    def _begin(self, text: str) -> None:
        self._under_way = text
        self._show_under_way()

    # --- the steps -----------------------------------------------------------------------------------------

    @on(StepChosen)
    def _chosen(self, event: StepChosen) -> None:
        event.stop()
        self.say_nothing()
        does = {
            Step.SEAL: lambda: self.shell.go("contests"),
            Step.CLOSE: self._close,
            Step.REMOVE: self._remove,
            Step.RESTORE: self._restore,
        }
        does[Step(event.key)]()

    def _may(self, deed: str) -> bool:
        """Whether the person may, and nothing else is being done; it is said why not."""
        if refused := self._rights.why_not(deed):
            self.say(refused)
        return refused is None and not self._at_work

    def _close(self) -> None:
        if not self._may(closing.CLOSE):
            return
        said = (
            t("Both packages are built in the workspace, copied to the second medium and read again there."),
            t("The second medium goes to the agency's archive; it must not be the same disk."),
        )
        self._ask_second(t("book-step-close"), said, yes=t("Close the book"), then=self._close_onto)

    def _close_onto(self, second: Path) -> None:
        self._begin(t("Building the packages, copying them and reading every byte again. Leave the medium in …"))
        workspace = self.workspace
        self.do_alone(lambda by: closing.close_book(workspace, by, second=second), then=self._book_closed)

    def _book_closed(self, done: Closed) -> None:
        self._under_way = ""
        self.note_papers((done.minutes,))
        self.tell(t("The book is closed: {count} packages on two media.", count=len(done.packages)))

    def _remove(self) -> None:
        if not self._may(closing.REMOVE):
            return
        said = (t("The copy on the second medium is read again first. Nothing goes before two people agree."),)
        self._ask_second(t("book-step-remove"), said, yes=t("Read the copy"), then=self._look_at_removal)

    def _look_at_removal(self, second: Path) -> None:
        self._begin(t("Reading the copy on the second medium again …"))
        workspace = self.workspace
        self.do(lambda: closing.to_go(workspace, second=second), then=lambda to_go: self._agree(second, to_go))

    def _agree(self, second: Path, to_go: ToGo) -> None:
        self._under_way = ""
        workspace = self.workspace
        self.do_together(
            t("book-step-remove"),
            lambda by: closing.remove_sealed(workspace, by, second=second),
            said=_going(to_go),
            asks_reason=True,
            then=self._removed,
        )

    def _removed(self, done: Removed) -> None:
        self.note_papers((done.certificate,))
        said = [
            t("{files} files and {backups} backups were destroyed.", files=done.files, backups=len(done.backups)),
            t("Print the certificate (O) and keep it with the minutes."),
        ]
        if done.elsewhere:
            said += [
                t("Destroy these copies elsewhere by hand:"),
                *_listed(f"{name}: {at}" for name, at in done.elsewhere),
            ]
        self.app.push_screen(SaidDialog(t("The sealed part has left this laptop"), said))

    def _restore(self) -> None:
        if not self._may(RESTORE):
            return
        dialog = ValuesDialog(
            t("book-step-restore"),
            [
                FormField("packages", t("Packages"), hint=t("folders or zips, with a semicolon between")),
                FormField("certificate", t("Trusted certificate"), hint=t("path; empty for this workspace's own")),
            ],
            said=(t("They are read and verified first; nothing is written before two people agree."),),
            yes=t("Verify them"),
            needed=("packages",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                certificate = values["certificate"]
                trust = path_of(certificate) if certificate else None
                self.app.push_screen(ArchiveRestoreScreen(paths_of(values["packages"]), trust))

        self.app.push_screen(dialog, entered)

    def _ask_second(self, title: str, said: tuple[str, ...], *, yes: str, then: Callable[[Path], None]) -> None:
        closed = self._book.closed
        field = FormField(
            "second",
            t("Folder"),
            value="" if closed is None else closed.second,
            hint=t("on the second medium: another disk or stick"),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                then(path_of(values["second"]))

        self.app.push_screen(ValuesDialog(title, [field], said=said, yes=yes, needed=("second",)), entered)


def _closed_lines(closed: Closing) -> Iterator[Content]:
    yield line((t("Packages, and the first digits of their hash:"), "$quiet"))
    for name, digest in closed.packages:
        yield line((f"  {name}  ", "bold"), f"{short(digest)} …")
    yield line((f"{t('Second medium')}: ", "$quiet"), closed.second)
    if closed.minutes is not None:
        yield line((f"{t('Minutes of closing')}: ", "$quiet"), closed.minutes.name)


def _removed_lines(removed: Removal) -> Iterator[Content]:
    yield line((f"{t('The sealed part is kept at')}: ", "$quiet"), removed.kept_at)
    if removed.certificate is not None:
        yield line((f"{t('Certificate')}: ", "$quiet"), removed.certificate.name)
    if removed.elsewhere:
        yield line((t("Destroy these copies elsewhere by hand:"), "bold"))
        yield from (line(f"  {name}: {place}") for name, place in removed.elsewhere)


def _going(to_go: ToGo) -> list[str]:
    """What will go, and what nobody can promise."""
    said = [
        t("Contests: {titles}", titles="; ".join(_listed(to_go.contests, most=MOST_TITLES))),
        t(
            "Destroyed here: {records} sealed records, {packages} sealed packages, {backups} backups.",
            records=to_go.records,
            packages=len(to_go.packages),
            backups=len(to_go.backups),
        ),
        t("The copy at {path} is whole.", path=to_go.copy),
        t("What spare cells of an SSD still hold cannot be proven gone; the certificate says so."),
    ]
    if to_go.elsewhere:
        said.append(t("Copies elsewhere, for people to destroy: {count}.", count=len(to_go.elsewhere)))
    return said


def _listed(all_of_them: Iterable[str], *, most: int = MOST_SAID) -> list[str]:
    """The first of many, and how many more there are."""
    listed = list(all_of_them)
    more = len(listed) - most
    return listed if more <= 0 else [*listed[:most], t("and {more} more", more=more)]
