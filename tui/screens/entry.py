"""Entry of one pile (nhập một tập phiếu): the pad in large type; each paper is on the disk before the next prompt."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from ballots.contests import service as contests
from ballots.counting import keypad, service
from ballots.counting.values import OpenPile, PileHash, PileKind, Reading, SetAside
from ballots.regulations.rules import told_apart
from ballots.regulations.values import Form
from congress.access.service import WATCH_BLOCKED
from congress.access.values import Actor, Authority
from congress.errors import Broken, Refused
from congress.i18n import t
from tui.keys import PAD_HINTS, PAD_HINTS_AGREE, PAD_HINTS_HEAP, PAD_HINTS_WHOLE, Hint, bindings
from tui.messages import CorrectionBegan, KeepingFailed, PaperKept, PileCompleted
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_gates import everything
from tui.screens.overruling import OverruleDialog
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.frame import KeyBar
from tui.widgets.pad_entry import PadEntry

PLUS = frozenset({"plus", "add"})


class EntryScreen(DeskFrame):
    """The pad. What it shows as taken is stored; Esc rests, and nothing that was taken is lost."""

    HEADING = "Key the piles"
    HAS_BESIDE = False
    SAYS = (
        "Type the numbers struck, two digits each and nothing between; Enter takes the paper when it is whole.",
        "- takes the last number off, * repeats the last paper, / lays the paper aside for the board, 00 says that "
        "nobody is struck, . looks back at papers of this pile.",
        "On papers with boxes + says that all are agreed; then only the exceptions are typed.",
        "A paper laid aside stays in its clip: nothing is concluded here. Esc rests; the pile goes on where it was.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("rest", "close_from_pad", "prove_second", "overrule_way_out")

    def __init__(self, opened: OpenPile, *, second: Actor | None = None) -> None:
        super().__init__()
        self._pile = opened
        self._blocked = False
        """Whether something leads out of the laptop, so that entry waits."""
        self._second = second
        """The person who counts a heap a second time."""

    def compose_page(self) -> ComposeResult:
        """The pad, and nothing else."""
        pile = self._pile
        names = told_apart(pile.contest.candidates)
        yield PadEntry(
            pad_of(pile),
            title=t("Pile {pile}", pile=f"{pile.number:02d}"),
            names=names,
            keep=self._keep,
            clock=self.shell.ticks,
        )

    def on_mount(self) -> None:
        """A pile taken up whole was left, or cut off, before it was closed: that is what is left to do."""
        if self._is_whole:
            self.call_after_refresh(self._ask_to_close)

    @property
    def _is_whole(self) -> bool:
        """Whether every paper has a reading."""
        pads = self.query(PadEntry)
        return bool(pads) and pads.first().pad.complete

    def hints(self) -> tuple[Hint, ...]:
        """The keys of this form of paper; the pad takes them all."""
        if self._is_whole:
            return PAD_HINTS_WHOLE
        if self._pile.kind is PileKind.HEAP:
            return PAD_HINTS_HEAP
        return PAD_HINTS_AGREE if self._pile.contest.form is Form.AGREE else PAD_HINTS

    def show_state(self) -> None:
        """The equations; the pad keeps its own state."""
        super().show_state()
        self.query_one(PadEntry).focus()

    # --- keeping -------------------------------------------------------------------------------------------

    def _keep(self, paper: keypad.Keep) -> None:
        """Store one paper; comes back when it is on the disk, refused where it could not be."""
        by = self.session.by()
        if self._pile.kind is PileKind.HEAP and self._pile.counts == 1:
            by = Authority(by.first, self._second)
        self.shell.attempt(lambda: self._store(paper, by))

    def _store(self, paper: keypad.Keep, by: Authority) -> None:
        pile = self._pile
        service.keep_reading(
            self.workspace,
            by,
            contest_id=self.contest_id,
            pile_id=pile.id,
            position=paper.position,
            seen=paper.seen,
            corrects=paper.corrects,
            times=paper.times,
            recount=paper.times if pile.kind is PileKind.HEAP and pile.counts == 1 else None,
        )

    @on(PaperKept)
    def _kept(self, event: PaperKept) -> None:
        event.stop()
        self._blocked = False
        self.say_nothing()

    @on(KeepingFailed)
    def _failed(self, event: KeepingFailed) -> None:
        event.stop()
        problem = event.problem
        if isinstance(problem, Broken):
            self.say(problem)
        if isinstance(problem, Refused) and problem.code == WATCH_BLOCKED:
            self._blocked = True
            self.shell.watch_machine()  # so that it stands in the journal now
        self.refresh_bindings()

    @on(PileCompleted)
    def _completed(self, event: PileCompleted) -> None:
        event.stop()
        self._hint_again()
        self.call_after_refresh(self._ask_to_close)

    @on(CorrectionBegan)
    def _correcting(self, event: CorrectionBegan) -> None:
        event.stop()
        self._hint_again()

    def _hint_again(self) -> None:
        self.query_one(KeyBar).hints = self.hints()
        self.refresh_bindings()

    # --- while something leads out of the laptop -----------------------------------------------------------

    def machine_looked(self) -> None:
        """Say what leads out, and that entry waits; take it away once it is gone or two people overruled it."""
        was, self._blocked = self._blocked, bool(self.shell.ways_out)
        if self._blocked:
            self.say(Refused(WATCH_BLOCKED, blockers=self.shell.ways_out))
        elif was:
            self.say_nothing()
        self.refresh_bindings()

    def action_overrule_way_out(self) -> None:
        """F9: head and presidium let entry go on although something leads out; nothing that was typed is lost."""
        workspace, contest_id = self.workspace, self.contest_id
        sheet = self.read(lambda unit: contests.sheet(unit, contest_id))
        seen = self.read(lambda unit: everything(unit, workspace.house.gates, sheet))
        self.query_one(PadEntry).rest()
        self.app.push_screen(OverruleDialog(sheet, seen), self._overruled)

    def _overruled(self, done: bool | None) -> None:
        if done:
            self._blocked = False
            self.say_nothing()
            self.shell.watch_machine()

    # --- the end of a pile ---------------------------------------------------------------------------------

    def _ask_to_close(self) -> None:
        pad = self.query_one(PadEntry).pad
        aside = sum(1 for one in pad.readings if one.aside is not None)
        papers = sum(one.times for one in pad.readings)
        self.query_one(PadEntry).rest()
        self.app.push_screen(PileDoneDialog(self._pile.number, papers=papers, aside=aside), self._answered)

    def _answered(self, close: bool | None) -> None:
        if close:
            self._close()

    def _close(self) -> None:
        workspace, contest_id, number = self.workspace, self.contest_id, self._pile.number
        self.do_alone(
            lambda by: service.close_pile(workspace, by, contest_id=contest_id, number=number), then=self._pile_closed
        )

    def _pile_closed(self, done: PileHash) -> None:
        self.tell(closed_words(done))
        self.shell.go_back()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Closing is offered when the pile is whole; a second counter where a heap needs one."""
        if action == "close_from_pad" and not self._is_whole:
            return False
        if action == "overrule_way_out" and not self._blocked:
            return False
        if action == "prove_second" and not (self._pile.kind is PileKind.HEAP and self._pile.counts == 1):
            return False
        if action == "go_back":
            return False
        return super().check_action(action, parameters)

    def action_close_from_pad(self) -> None:
        """F8: close the pile that is whole."""
        self._ask_to_close()

    def action_prove_second(self) -> None:
        """F6: the second counter says again who they are: it holds for five minutes."""
        self.do_together(
            t("Heap {pile}: two people count", pile=self._pile.number), lambda by: by.second, then=self._proved
        )

    def _proved(self, second: Actor | None) -> None:
        self._second = second

    def action_rest(self) -> None:
        """Esc: leave the pile as it is; what is half typed is typed again."""
        pad = self.query_one(PadEntry).pad
        if not pad.complete:
            done = sum(one.times for one in pad.readings)
            self.tell(
                t(
                    "{papers} papers are kept. The pile goes on at paper {next}.",
                    papers=done,
                    next=len(pad.readings) + 1,
                )
            )
        self.shell.go_back()


class PileDoneDialog(ConfirmDialog):
    """Every paper has a reading (đủ tập): close the pile, or look it through. All from the numeric pad."""

    def __init__(self, pile: int, *, papers: int, aside: int) -> None:
        super().__init__(
            t("Pile {pile} is whole", pile=f"{pile:02d}"),
            said=(
                t("{papers} papers, {aside} of them aside.", papers=papers, aside=aside),
                t("Clip the pile with its slip. Closed, its papers can only be corrected by two people."),
            ),
            yes=t("+  Close the pile"),
            no=t("Look it through"),
        )

    def on_key(self, event: events.Key) -> None:
        """`+` closes, the dot goes back like Esc."""
        if event.key in PLUS:
            event.stop()
            self.dismiss(True)
        elif event.key in {"full_stop", "decimal"}:
            event.stop()
            self.dismiss(False)


def closed_words(done: PileHash) -> str:
    """That a pile's count is closed, and how far its counts agree once the last one is."""
    said = t("Pile {pile} is closed: {papers} papers.", pile=done.number, papers=done.papers)
    found = done.compared
    if found is None or len(found.passes) < 2:
        return said
    if found.differing:
        return f"{said} {t('The counts differ on {papers} papers.', papers=found.differing)}"
    return f"{said} {t('The counts agree.')}"


# --- between the pad and the desk --------------------------------------------------------------------------


def pad_of(pile: OpenPile) -> keypad.Pad:
    """The pad of an open pile, going on after its kept readings."""
    contest = pile.contest
    slip = keypad.Slip(contest.numbers, contest.seats, contest.form, pile.kind, size=pile.papers)
    return keypad.start(slip, tuple(reading_of(one) for one in pile.readings))


def reading_of(kept: Reading) -> keypad.PadReading:
    """A kept reading as the pad shows it; a paper the board concluded on stays aside here."""
    seen = kept.seen
    if not isinstance(seen, SetAside) and (kept.board or seen is None):
        seen = SetAside(keypad.Because.SORTED, seen)
    return keypad.PadReading(seen, kept.times)
