"""What leads out of the laptop overruled from the entry screen: whoever keys stays logged in, two others decide."""

from textual import on

from ballots.contests.values import ContestSheet
from ballots.counting.deeds import OPEN_COUNT
from congress.access.gates import Blocker
from congress.access.service import overrule_gates
from congress.access.values import Authority
from congress.errors import Malformed
from congress.i18n import sentence, t
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog, missing
from tui.screens.desk_gates import site_of
from tui.widgets.forms import FieldKind, FormField


class OverruleDialog(FormDialog[bool]):
    """Why entry goes on all the same, and the two who say so (hộp thoại bỏ qua chốt kiểm tra)."""

    def __init__(self, sheet: ContestSheet, seen: tuple[Blocker, ...]) -> None:
        super().__init__(
            t("Overrule what blocks"),
            [
                FormField("reason", t("Reason")),
                FormField("first", t("The head")),
                FormField("first_pin", t("Their PIN"), FieldKind.SECRET),
                FormField("second", t("One of the presidium")),
                FormField("second_pin", t("Their PIN"), FieldKind.SECRET),
            ],
            said=tuple(sentence(one) for one in seen),
            yes=t("Agree and do it"),
        )
        self._sheet, self._seen = sheet, seen

    @on(FormSubmitted)
    def _overrule(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        empty: Malformed | None = missing(values, *values)
        if empty is not None:
            self.say(empty)
            return
        session, sheet, seen = self.shell.at_work, self._sheet, self._seen

        def deed() -> bool:
            first = session.prove(values["first"], values["first_pin"]).actor
            second = session.prove(values["second"], values["second_pin"]).actor
            by = Authority(first, second, values["reason"])
            overrule_gates(session.workspace, by, act=OPEN_COUNT, scope_id=sheet.id, site_id=site_of(sheet), seen=seen)
            return True

        self.attempt(deed)
