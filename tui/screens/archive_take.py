"""Packages of other terms taken in (đưa hồ sơ khác vào tra cứu): asked for, verified, findable; none is restored."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from congress.archive import service
from congress.archive.trusting import said_of
from congress.i18n import t
from tui.screens.archive_verified import VerifiedPackages, path_of, paths_of
from tui.screens.asking import ValuesDialog
from tui.screens.frame import WorkScreen
from tui.widgets.forms import FieldKind, FormField

TAKE = "archive:take"
_YES, _NO = "yes", "no"


class ArchiveTakeScreen(VerifiedPackages):
    """F8 makes them findable where all are verified."""

    HEADING = "Packages of other terms"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": TAKE}
    SAYS = (
        "✓ is verified: every byte, and a signature under a certificate that is trusted. With one package refused or "
        "undecided nothing is taken in.",
        "F8 makes what they hold findable here, and where it was asked for their results comparable; no row of theirs "
        "becomes one of this workspace.",
    )

    def __init__(self, places: Sequence[Path], certificate: Path | None, *, results: bool) -> None:
        super().__init__(places, certificate)
        self._results = results

    def action_accept_list(self) -> None:
        """F8: one person takes them in, all of them or nothing."""
        if not self.is_whole():
            return
        workspace, inspected, results = self.workspace, self.verified(), self._results
        self.ask(
            t("Make packages of other terms findable"),
            then=lambda: self.do_alone(
                lambda by: service.take(workspace, by, inspected=inspected, results=results), then=self._taken
            ),
            said=(
                *(one.description.title for one in inspected if one.description is not None),
                *said_of(self.trust),
            ),
            yes=t("Take them in"),
        )

    def _taken(self, new: int) -> None:
        self.tell(t("Findable here now: {new} of {packages} packages are new.", new=new, packages=len(self.places)))
        self.shell.go_back()


def ask_for_packages(screen: WorkScreen) -> None:
    """Which packages, by which certificate, with their results or without; then they are looked at."""
    dialog = ValuesDialog(
        t("Make packages of other terms findable"),
        [
            FormField("packages", t("Packages"), hint=t("folders or zips, with a semicolon between")),
            FormField("certificate", t("Trusted certificate"), hint=t("path; empty for this workspace's own")),
            FormField(
                "results",
                t("Election results"),
                FieldKind.CHOICE,
                value=_YES,
                options=((_YES, t("take them in, for comparing terms")), (_NO, t("leave them out"))),
            ),
        ],
        said=(t("They are read and verified first; nothing of them is restored."),),
        yes=t("Verify them"),
        needed=("packages",),
    )

    def entered(values: Mapping[str, str] | None) -> None:
        if values is not None:
            places, path = paths_of(values["packages"]), values["certificate"]
            certificate = path_of(path) if path else None
            screen.app.push_screen(ArchiveTakeScreen(places, certificate, results=values["results"] == _YES))

    screen.app.push_screen(dialog, entered)
