"""A package while it is read (đang kiểm tra, đang sửa hồ sơ): a bar, what was found; a check may be broken off."""

import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from congress.archive import keeping
from congress.archive.fixity import Fixity
from congress.archive.repairing import Repaired
from congress.archive.values import Package
from congress.errors import Refused
from congress.i18n import t
from tui.faults import PROBLEMS
from tui.keys import bindings
from tui.messages import Problem, WorkFailed, WorkFinished
from tui.screens.archive_words import findings_said, mebibytes, outcome
from tui.screens.asking import ValuesDialog
from tui.screens.frame import WorkScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import bar, line, lines
from tui.widgets.forms import FormField

_LOOKS_S = 0.25
_BAR = 40


class _Read:
    """How far the reading is; told from a thread."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.whole = self.done = 0
        self._begun = time.monotonic()

    def advance(self, got: int) -> None:
        """So many bytes more; breaks off where somebody asked for it."""
        if self.stop.is_set():
            raise Refused("fixity-broken-off")
        self.done += got

    def drawn(self) -> Iterator[Content]:
        """The bar, and its figures below."""
        done, seconds = min(self.done, self.whole), time.monotonic() - self._begun
        percent = 100 * done // self.whole if self.whole else 0
        yield line(bar(done, self.whole, _BAR), f"  {percent} %")
        speed = done / seconds if seconds else 0.0
        left = "" if not speed else t("about {seconds} s left", seconds=figure(round((self.whole - done) / speed)))
        said = (f"{mebibytes(done)} / {mebibytes(self.whole)}", f"{figure(round(speed / 1e6))} MB/s", left)
        yield line((" · ".join(filter(None, said)), "$quiet"))


class _ReadingScreen(WorkScreen):
    """What is read, its bar; then what was found."""

    AUTO_FOCUS = "#reading-page"

    def __init__(self, package: Package) -> None:
        super().__init__()
        self.package = package
        self.reading: _Read | None = None
        self.ended: tuple[Content, ...] = ()

    def compose_page(self) -> ComposeResult:
        """Title, bar or what was found."""
        yield Static(line((self.package.title, "bold $gold")), markup=False)
        yield Static(line((self.package.place, "$quiet")), markup=False)
        with VerticalScroll(id="reading-page"):
            yield Static("", id="reading", markup=False)

    def on_mount(self) -> None:
        """Begin at once."""
        self.set_interval(_LOOKS_S, self._draw)
        self.begin()

    def begin(self) -> None:
        """Read in a thread."""

    def show_state(self) -> None:
        """What was found."""
        self._draw()

    def _draw(self) -> None:
        rows = self.ended if self.reading is None else tuple(self.reading.drawn())
        self.query_one("#reading", Static).update(lines([line(""), *rows]))


class CheckScreen(_ReadingScreen):
    """A check: Esc breaks it off, K goes on; what was found is entered once."""

    HEADING = "Check of a package"
    NEEDS: ClassVar[dict[str, str]] = {"check_package": "archive:fixity"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("check_package")
    SAYS = (
        "Every byte is read and compared with the package's signed lists. Esc breaks it off: within seven days the "
        "next check reads only what is left.",
    )

    def begin(self) -> None:
        """Read in a thread that holds up no deed."""
        if self.reading is not None:
            return
        self.ended, self.reading = (), _Read()
        self.say_nothing()
        self._after["reading"] = self._enter
        self.run_worker(self._look, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """No thread goes on after the app is left."""
        if self.reading is not None:
            self.reading.stop.set()

    def _look(self) -> None:
        now = self.reading
        assert now is not None
        now.whole = 1024 * self.package.kib

        def look() -> Fixity:
            return keeping.look_at(self.workspace, self.package.id, advance=now.advance)

        try:
            found = self.shell.attempt(look, alone=False)
        except PROBLEMS as problem:
            self.reading = None
            self.post_message(WorkFailed("reading", problem))
        else:
            self.reading = None
            self.post_message(WorkFinished("reading", found))

    def _enter(self, found: Fixity) -> None:
        self.ended = tuple(_found(found))
        self.do_alone(lambda by: keeping.check_fixity(self.workspace, by, found=found), then=lambda _: self._entered())

    def _entered(self) -> None:
        self.tell(t("Checked and entered."))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Again once it was ended or broken off."""
        if action == "check_package" and self.reading is not None:
            return False
        return super().check_action(action, parameters)

    def action_check_package(self) -> None:
        """K: go on, or once more."""
        self.begin()

    def action_go_back(self) -> None:
        """Esc: break it off; once more, leave."""
        if self.reading is not None:
            self.reading.stop.set()
        else:
            super().action_go_back()


class RepairScreen(_ReadingScreen):
    """A repair, which is not broken off: it is entered once all of it was read again."""

    HEADING = "Repair of a package"
    SAYS = ("Each damaged file is brought from the copy where the copy has it as the package's signed list says.",)

    def __init__(self, package: Package, *, copy: Path, reason: str) -> None:
        super().__init__(package)
        self._copy, self._reason = copy, reason

    def begin(self) -> None:
        """Do the deed in a thread."""
        now = self.reading = _Read()
        now.whole = 2 * 1024 * self.package.kib
        self.do_alone(
            lambda by: keeping.repair(
                self.workspace, by, package_id=self.package.id, copy=self._copy, advance=now.advance
            ),
            then=self._done,
            reason=self._reason,
        )

    def _done(self, result: tuple[Repaired, Fixity]) -> None:
        made, after = result
        self.reading = None
        self.ended = (*_repaired(made), *_found(after))

    def say(self, problem: Problem) -> None:
        """What was refused ends the bar."""
        self.reading = None
        super().say(problem)

    def action_go_back(self) -> None:
        """Esc: only once it is ended."""
        if self.reading is not None:
            self.tell(t("A repair is not broken off: wait until all of it was read again."))
        else:
            super().action_go_back()


def check(screen: WorkScreen, package: Package) -> None:
    """Read a package on a screen of its own."""
    screen.app.push_screen(CheckScreen(package))


def repair(screen: WorkScreen, package: Package) -> None:
    """Ask where the second copy is, and why; then repair on a screen of its own."""
    dialog = ValuesDialog(
        t("Repair from a second copy"),
        [FormField("copy", t("Second copy"), hint=t("its folder or .zip")), FormField("reason", t("Reason"))],
        said=(t("What is damaged is kept aside, outside the package. Nothing changes where the copy does not help."),),
        yes=t("Repair"),
        needed=("copy", "reason"),
    )

    def entered(values: Mapping[str, str] | None) -> None:
        if values is not None:
            copy = Path(values["copy"]).expanduser()
            screen.app.push_screen(RepairScreen(package, copy=copy, reason=values["reason"]))

    screen.app.push_screen(dialog, entered)


def _found(found: Fixity) -> Iterator[Content]:
    yield line(outcome(found.outcome))
    yield line((f"{t('{count} files', count=figure(found.files))}, {mebibytes(found.size)}", "$quiet"))
    for where, said in findings_said(found):
        yield line((where, "bold"), f": {said}")


def _repaired(made: Repaired) -> Iterator[Content]:
    for text, names in (
        (t("Brought from the copy:"), made.brought),
        (t("Did not belong there, set aside:"), made.set_aside),
        (t("No better in the copy, left as it is:"), made.left),
    ):
        for name in names:
            yield line((f"{text} ", "$quiet"), (name, "bold"))
    yield line((t("What was damaged is kept in {folder}", folder=made.aside), "$quiet"))
    yield line("")
