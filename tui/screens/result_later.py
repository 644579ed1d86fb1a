"""What is done with a sealed result months later (việc về sau), and how each act asks: one person, or two."""

from collections.abc import Callable

from ballots.results import keeping
from ballots.results.keeping import Opened
from ballots.results.values import Result, ResultState
from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from congress.records.values import Record
from tui.screens.desk_deeds import TogetherDialog, Values
from tui.screens.desk_frame import DeskFrame
from tui.screens.result_dialogs import OneFieldDialog, SaidDialog
from tui.widgets.forms import FormField

BETWEEN = ";"
"""Between two things typed into one field."""


class LaterActs(DeskFrame):
    """Complaints, opening by decision, destroying."""

    def __init__(self) -> None:
        super().__init__()
        self._result: Result | None = None

    def _of_result(self) -> Result:
        assert self._result is not None
        return self._result

    def _is_at(self, *states: ResultState) -> bool:
        """Whether the result is in one of these states; else it is said how far it is."""
        result = self._of_result()
        if result.state in states:
            return True
        order = list(ResultState)
        early = order.index(result.state) < min(order.index(state) for state in states)
        self.say(Refused("result-not-so-far" if early else "result-final", state=result.state))
        return False

    # --- months later --------------------------------------------------------------------------------------

    def _complaint(self) -> None:
        if self.refuses("sealed:complaint"):
            return
        workspace, contest_id, session = self.workspace, self.contest_id, self.session
        self._ask_one(
            t("Note a complaint"),
            FormField("text", t("Who, about what")),
            lambda text: keeping.note_complaint(workspace, session.by(), contest_id=contest_id, text=text),
            said=(t("While a complaint is open nothing is destroyed."),),
            yes=t("Note it"),
        )

    def _settle(self) -> None:
        if self.refuses("sealed:complaint:settle"):
            return
        workspace, contest_id = self.workspace, self.contest_id
        self._ask_two(
            t("A complaint is settled"),
            [FormField("text", t("By which decision"))],
            lambda values, by: keeping.settle_complaint(workspace, by, contest_id=contest_id, text=values["text"]),
        )

    def _open(self) -> None:
        if self.refuses("sealed:open") or not self._is_at(ResultState.SEALED):
            return
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> Opened:
            return keeping.open_record(
                workspace, by, contest_id=contest_id, decision=values["decision"], key_text=values["key"]
            )

        self._ask_two(
            t("Open the sealed record by decision"),
            [
                FormField("decision", t("Number and date of the decision")),
                FormField("key", t("Key from the envelope")),
            ],
            deed,
            said=(t("The record is tallied again and compared with the result."),),
            then=self._opened,
        )

    def _opened(self, done: Opened) -> None:
        agrees = t("The tally of the record agrees with the result in every field.")
        differs = t("The tally of the record differs from the result: stop, report to the presidium.")
        self.app.push_screen(SaidDialog(t("The record was tallied again"), [agrees if done.agrees else differs]))

    def _destroy(self) -> None:
        if self.refuses("sealed:destroy") or not self._is_at(ResultState.SEALED):
            return
        workspace, contest_id = self.workspace, self.contest_id
        self._ask_two(
            t("Destroy ballots and record by decision"),
            [FormField("decision", t("Number and date of the decision"))],
            lambda values, by: keeping.destroy(workspace, by, contest_id=contest_id, decision=values["decision"]),
            said=(t("Only after the time of keeping and without an open complaint."),),
        )

    # --- asking --------------------------------------------------------------------------------------------

    def _note_one(self, record: object) -> None:
        if isinstance(record, Record):
            self.note_papers((record,))

    def _ask_one(
        self,
        title: str,
        field: FormField,
        deed: Callable[[str], object],
        *,
        said: tuple[str, ...] = (),
        yes: str | None = None,
        then: Callable[[object], None] | None = None,
    ) -> None:
        def done(result: object | None) -> None:
            if result is not None and then is not None:
                then(result)

        self.app.push_screen(OneFieldDialog(title, field, deed=deed, said=said, yes=yes), done)

    def _ask_two(
        self,
        title: str,
        fields: list[FormField],
        deed: Callable[[Values, Authority], object],
        *,
        said: tuple[str, ...] = (),
        then: Callable[..., None] | None = None,
        optional: tuple[str, ...] = (),
    ) -> None:
        def done(result: object | None) -> None:
            if result is not None and then is not None:
                then(result)

        def did(values: Values, by: Authority) -> object:
            return deed(values, by) or True

        self.app.push_screen(TogetherDialog(title, fields, deed=did, said=said, optional=optional), done)
