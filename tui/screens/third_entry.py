"""A third person's entry of one paper (lượt đọc thứ ba): keyed before anybody looks at what the counts differ on."""

from typing import TYPE_CHECKING
from uuid import UUID

from textual import on

from ballots.counting import service
from ballots.counting.comparing import Placed
from ballots.regulations.values import Contest
from congress.errors import Malformed, Refused
from congress.i18n import t
from congress.text import clean
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog, missing
from tui.screens.doubtful_marks import FIELDS, marks_typed
from tui.widgets.forms import FieldKind, FormField

if TYPE_CHECKING:
    from congress.workspace import Workspace
    from tui.session import Session


class ThirdEntryDialog(FormDialog[bool]):
    """The paper's numbers, and who reads it; nothing of what was keyed before is shown."""

    def __init__(
        self, workspace: "Workspace", session: "Session", contest_id: UUID, contest: Contest, paper: Placed
    ) -> None:
        marks = [FormField(name, t(f"marks-{name}")) for name in FIELDS[contest.form]]
        super().__init__(
            t("Pile {pile}, paper {position}: third entry", pile=f"{paper.pile:02d}", position=paper.position),
            [
                *marks,
                FormField("account", t("Third person")),
                FormField("pin", t("PIN"), FieldKind.SECRET),
            ],
            said=(t("Somebody who keyed none of the pile's counts reads the paper and types its numbers."),),
            yes=t("Keep"),
        )
        self._workspace, self._session, self._contest_id = workspace, session, contest_id
        self._contest, self._paper = contest, paper

    @on(FormSubmitted)
    def _submitted(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        try:
            marks = marks_typed(self._contest, values)
        except Malformed as wrong:
            self.say(wrong)
            return
        empty = missing(values, FIELDS[self._contest.form][0], "account", "pin")
        if empty is not None or marks is None:
            self.say(empty or Refused("conclusion-missing"))
            return

        def work() -> bool:
            by = self._session.by_two(clean(values["account"]), values["pin"])
            service.keep_third(
                self._workspace,
                by,
                contest_id=self._contest_id,
                pile=self._paper.pile,
                position=self._paper.position,
                seen=marks,
            )
            return True

        self.attempt(work)
