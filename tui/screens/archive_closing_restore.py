"""Packages to be taken back in (phục hồi từ hồ sơ): looked at first, then two people."""

from typing import ClassVar

from congress.archive import service
from congress.archive.trusting import said_of
from congress.i18n import t
from tui.screens.archive_verified import VerifiedPackages


class ArchiveRestoreScreen(VerifiedPackages):
    """F8 takes them in where all are verified."""

    HEADING = "Packages to be taken back in"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "archive:restore"}
    SAYS = (
        "✓ is verified: every byte, and a signature under a certificate that is trusted. With one package refused or "
        "undecided nothing is taken in.",
        "What is here already stays; what contradicts it is refused, every row named.",
    )

    def action_accept_list(self) -> None:
        """F8: two people take them in, all of them or nothing."""
        if not self.is_whole():
            return
        workspace, inspected = self.workspace, self.verified()
        self.do_together(
            t("book-step-restore"),
            lambda by: service.restore(workspace, by, inspected=inspected),
            said=[
                *(one.description.title for one in inspected if one.description is not None),
                *said_of(self.trust),
                t("What is here already stays; what contradicts it is refused."),
            ],
            asks_reason=True,
            then=self._restored,
        )

    def _restored(self, rows: int) -> None:
        self.tell(t("Taken in: {rows} rows from {packages} packages.", rows=rows, packages=len(self.places)))
        self.shell.go_back()
