"""A PIN of one's own in the place of the one-time code (đặt mã PIN riêng), right after it was typed."""

from textual import on

from congress.access.values import Actor
from congress.errors import Finding, Malformed
from congress.i18n import t
from tui.messages import FormSubmitted
from tui.screens.asking import FormDialog
from tui.widgets.forms import FieldKind, FormField


class OwnSecretDialog(FormDialog[Actor]):
    """Two times the new PIN (hộp thoại đặt mã PIN); gives the actor back once it is set."""

    def __init__(self, actor: Actor, *, old: str) -> None:
        super().__init__(
            t("Set a PIN of your own"),
            [
                FormField(
                    "new", t("New PIN"), FieldKind.SECRET, hint=t("Six characters at least; digits are quickest.")
                ),
                FormField("again", t("Once more"), FieldKind.SECRET),
            ],
            said=(t("{person}, the one-time code has served its purpose.", person=actor.person),),
            yes=t("Set the PIN"),
        )
        self._actor = actor
        self._old = old

    @on(FormSubmitted)
    def _set(self, event: FormSubmitted) -> None:
        event.stop()
        new = event.values["new"]
        if new != event.values["again"]:
            self.say(Malformed([Finding("again", "secrets-differ")]))
            return
        session = self.shell.at_work

        def deed() -> Actor:
            session.set_own_secret(self._actor, old=self._old, new=new)
            return self._actor

        self.attempt(deed)
