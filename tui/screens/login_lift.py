"""A lock-out lifted from the door (gỡ khóa đăng nhập): any two in charge, nobody logged in before."""

from textual import on

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog
from tui.widgets.forms import FieldKind, FormField


class LiftDialog(FormDialog[bool]):
    """Whose wait is lifted, and the two who lift it (hộp thoại gỡ khóa)."""

    def __init__(self, account: str) -> None:
        super().__init__(
            t("Lift a lock-out"),
            [
                FormField("locked", t("Locked account"), value=account),
                FormField("first", t("First person")),
                FormField("first_pin", t("Their PIN"), FieldKind.SECRET),
                FormField("second", t("Second person")),
                FormField("second_pin", t("Their PIN"), FieldKind.SECRET),
            ],
            said=(t("Two of: head, members of the board, presidium, administrator."),),
            yes=t("Lift it"),
        )

    @on(FormSubmitted)
    def _lift(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        if empty := [name for name, text in values.items() if not text]:
            self.say(Malformed([Finding(name, "field-empty") for name in empty]))
            return
        session = self.shell.at_work

        def deed() -> bool:
            from congress.access import service as access

            first = session.prove(values["first"], values["first_pin"]).actor
            second = session.prove(values["second"], values["second_pin"]).actor
            access.lift_lock_out(session.workspace, Authority(first, second), name=values["locked"])
            return True

        self.attempt(deed)
