"""What is done with a fixed result (việc với kết quả): print, sign, make official, correct, seal, and later."""

from collections.abc import Callable, Iterator
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ballots.counting.views import DeskView
from ballots.results import keeping, service, signatures
from ballots.results.drafting import settings_of
from ballots.results.keeping import KeyPaper, Sealing
from ballots.results.service import Done
from ballots.results.steps import corrigenda_of, existing, record_of, sealed_log
from ballots.results.values import (
    Basis,
    Correction,
    Corrigendum,
    Packed,
    ResultState,
    SealedEvent,
    SealedLine,
    SigningPlace,
)
from congress.access.values import Authority
from congress.i18n import t
from congress.records import queries as record_queries
from congress.records.values import Record
from congress.store.unit import Unit
from congress.text import clean
from tui.keys import Hint, bindings
from tui.messages import StepChosen
from tui.screens.desk_deeds import Values
from tui.screens.result_acting import Act, acts_of
from tui.screens.result_dialogs import KeyDialog, SaidDialog, file_at
from tui.screens.result_later import BETWEEN, LaterActs
from tui.screens.result_showing import how_counted, papers_line, state_line
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.steps import StepList


class ActsScreen(LaterActs):
    """Each thing that is done with a result, whether it is done, and what is next."""

    HEADING = "Result"
    SAYS = (
        "The minutes are printed and signed by pen, or signed digitally, each person with a passphrase of their own.",
        "Head and member say by which signatures the result is official. A scan may be bound later; until then the "
        "proof says so.",
        "After that there are only numbered corrigenda. Sealing destroys the readings on this laptop; the key of the "
        "record lies in the envelope alone.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_paper")

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[tuple[SigningPlace, bool], ...] = ()
        self._log: tuple[SealedLine, ...] = ()
        self._corrigenda: tuple[Corrigendum, ...] = ()

    def compose_page(self) -> ComposeResult:
        """State, and the list of what is done."""
        yield Static("", id="about", markup=False)
        with VerticalScroll(id="steps", can_focus=False):
            yield StepList(widget_id="step-list")
        yield Static("", id="next", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """Everything as it stands."""
        contest_id = self.contest_id
        self._result = self.read(lambda unit: existing(unit, contest_id))
        self._log = self.read(lambda unit: sealed_log(unit, contest_id))
        self._corrigenda = self.read(lambda unit: corrigenda_of(unit, contest_id))
        self._places = signatures.signed_places(self.workspace, contest_id)
        how = how_counted(by_hand=view.by_hand, counts=1)
        head = [state_line(self._result, how=how), papers_line(self._result.outcome)]
        self.query_one("#about", Static).update(lines([*head, line("")]))
        steps = self.query_one(StepList)
        steps.steps = acts_of(self._result, self._places, self._log, self._corrigenda)
        steps.focus()

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("do it")),)

    def show_beside(self, view: DeskView) -> None:
        """What befell the sealed part, and the corrigenda."""
        self.put_beside(self._history())

    def _history(self) -> Iterator[Content]:
        if self._corrigenda:
            yield line((t("Corrigenda"), "$quiet"))
        for one in self._corrigenda:
            yield line((f"{one.number}  ", "bold"), f"{one.correction.printed} → {one.correction.corrected}")
            yield line((f"    {one.correction.reason}", "$quiet"))
        if self._log:
            yield line("")
            yield line((t("Sealed part"), "$quiet"))
        for event in self._log:
            yield line((f"{event.at.astimezone():%d/%m %H:%M}  ", "bold"), t(f"sealed-{event.kind}"))
            if event.kind is not SealedEvent.KEY_PRINTED and event.text:
                yield line((f"    {event.text}", "$quiet"))

    # --- the acts ------------------------------------------------------------------------------------------

    @on(StepChosen)
    def _chosen(self, event: StepChosen) -> None:
        event.stop()
        self.say_nothing()
        does: dict[Act, Callable[[], None]] = {
            Act.PRINT: self._print,
            Act.SIGN: self._sign,
            Act.TAKE_SIGNED: self._take_signed,
            Act.BIND: self._bind,
            Act.OFFICIAL: self._make_official,
            Act.PROOF: self._show_proof,
            Act.CORRECT: self._correct,
            Act.KEY: self._print_key,
            Act.SEAL: self._seal,
            Act.COMPLAINT: self._complaint,
            Act.SETTLE: self._settle,
            Act.OPEN: self._open,
            Act.DESTROY: self._destroy,
        }
        does[Act(event.key)]()

    def _print(self) -> None:
        """The minutes, to be printed in as many copies as the congress set."""
        result, contest_id = self._of_result(), self.contest_id
        record = self.read(lambda unit: record_of(unit, result.signed_id or result.minutes_id))
        copies = self.read(lambda unit: _copies(unit, contest_id))
        self.note_papers((record,))
        self.tell(t("Print {copies} copies for signing by pen.", copies=copies))
        self.action_open_paper()

    def _sign(self) -> None:
        if self.refuses("result:sign") or not self._is_at(ResultState.FIXED):
            return
        workspace, contest_id, session = self.workspace, self.contest_id, self.session
        self._ask_one(
            t("Sign the minutes digitally"),
            FormField("passphrase", t("Your passphrase"), FieldKind.SECRET),
            lambda text: signatures.sign(workspace, session.by(), contest_id=contest_id, passphrase=text),
            said=(
                t("{person} signs in the place that is theirs.", person=session.person),
                t("Keys of this workspace's own authority: internal, not a token of the State."),
            ),
            yes=t("Sign"),
            then=self._note_one,
        )

    def _take_signed(self) -> None:
        if self.refuses("result:signed:take") or not self._is_at(ResultState.FIXED):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> Record:
            pdf, certificate = file_at(values["path"]), values["certificate"]
            trust = (file_at(certificate),) if certificate else ()
            return signatures.take_signed(workspace, by, contest_id=contest_id, pdf=pdf, trust=trust)

        self._ask_two(
            t("Minutes signed with the office's own tool"),
            [
                FormField("path", t("Path of the PDF")),
                FormField("certificate", t("The authority's certificate"), hint=t("path; empty where it is known")),
            ],
            deed,
            said=(t("Every signature is verified; the minutes must be those that were fixed."),),
            then=self._note_one,
            optional=("certificate",),
        )

    def _bind(self) -> None:
        if self.refuses("result:scan:bind"):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> Done:
            return service.bind_scan(workspace, by, contest_id=contest_id, scan=file_at(values["path"]))

        self._ask_two(
            t("Bind the scan of the signed minutes"),
            [FormField("path", t("Path of the scan"), hint=t("PDF, JPEG, PNG or TIFF"))],
            deed,
            said=(t("The scan is bound to the outcome by its hash; the proof is drawn anew."),),
            then=lambda done: self.note_papers(done.papers),
        )

    def _make_official(self) -> None:
        if self.refuses("result:official") or not self._is_at(ResultState.FIXED):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> Done:
            return service.make_official(workspace, by, contest_id=contest_id, basis=Basis(values["basis"]))

        digital = self._of_result().signed_id is not None
        options = [(str(Basis.PEN), t("signed by pen")), (str(Basis.DIGITAL), t("signed digitally"))]
        self._ask_two(
            t("Make the result official"),
            [
                FormField(
                    "basis",
                    t("It rests on"),
                    FieldKind.CHOICE,
                    value=str(Basis.DIGITAL if digital else Basis.PEN),
                    options=tuple(options),
                )
            ],
            deed,
            said=(t("The presidium is informed first; then the head reads the result to the hall."),),
            then=lambda done: self.note_papers(done.papers),
        )

    def _show_proof(self) -> None:
        """The proof for the presidium, the newest."""
        contest_id = self.contest_id
        proofs = self.read(lambda unit: record_queries.of_scope(unit, contest_id, kind=service.PROOF))
        self.note_papers(proofs[-1:])
        self.action_open_paper()

    def _correct(self) -> None:
        if self.refuses("result:correct") or not self._is_at(ResultState.OFFICIAL, ResultState.SEALED):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> Corrigendum:
            said = Correction(values["printed"], values["corrected"], values["why"])
            return service.correct(workspace, by, contest_id=contest_id, correction=said)

        def made(corrigendum: Corrigendum) -> None:
            self.note_papers((self.read(lambda unit: record_of(unit, corrigendum.record_id)),))

        self._ask_two(
            t("Numbered corrigendum"),
            [
                FormField("printed", t("As printed")),
                FormField("corrected", t("Correct")),
                FormField("why", t("Why")),
            ],
            deed,
            said=(t("The minutes stay as they are; the corrigendum goes with them."),),
            then=made,
        )

    def _print_key(self) -> None:
        if self.refuses("contest:key:print") or not self._is_at(ResultState.OFFICIAL):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def printed(key: KeyPaper) -> None:
            self.app.push_screen(KeyDialog(key))

        self.do_together(
            t("Print the key of the sealed record"),
            lambda by: keeping.print_key(workspace, by, contest_id=contest_id),
            said=(t("Head and presidium see it now, and it goes into the envelope with the ballots."),),
            then=printed,
        )

    def _seal(self) -> None:
        if self.refuses("contest:seal") or not self._is_at(ResultState.OFFICIAL):
            return
        workspace, contest_id, by_hand = self.workspace, self.contest_id, self._of_result().by_hand

        def deed(values: Values, by: Authority) -> Sealing:
            seals = tuple(part for one in values["seals"].split(BETWEEN) if (part := clean(one)))
            packed = Packed(int(values["packets"]), seals)
            last_group = values.get("last_group", "")
            return keeping.seal(workspace, by, contest_id=contest_id, packed=packed, last_group=last_group)

        fields = [
            FormField("packets", t("Packets"), FieldKind.NUMBER),
            FormField("seals", t("Numbers of the seals"), hint=t("with a semicolon between")),
        ]
        if not by_hand:
            fields.append(FormField("last_group", t("Last group of the key"), hint=t("read off the paper")))
        self._ask_two(
            t("Seal and hand over the ballots"),
            fields,
            deed,
            said=(t("The readings on this laptop and the record's key are destroyed. There is no way back."),),
            then=self._sealed,
        )

    def _sealed(self, done: Sealing) -> None:
        self.note_papers((done.hand_over,))
        said = [t("The ballots are kept until {day}.", day=f"{done.result.keep_until:%d/%m/%Y}")]
        if done.backups_destroyed:
            said.append(t("{count} backups in this workspace were destroyed.", count=len(done.backups_destroyed)))
        if done.copies:
            said += [
                t("Destroy these copies elsewhere by hand:"),
                *(f"  {one.name}: {one.place}" for one in done.copies),
            ]
        self.app.push_screen(SaidDialog(t("Sealed"), said))


def _copies(unit: Unit, contest_id: UUID) -> int:
    (copies,) = settings_of(unit, contest_id, "minutes_copies")
    return int(copies)
