"""Packages verified before anything is done with them (xem trước hồ sơ): every verdict, every finding."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from congress.archive import service
from congress.archive.trusting import trusted
from congress.archive.values import Inspected
from congress.archive.verifying import inspect
from congress.errors import Finding, Malformed
from congress.i18n import sentence, t
from congress.sealing.values import Verdict
from tui.keys import bindings
from tui.screens.journal_words import short
from tui.screens.looked_at_list import LookedAtList, line_of
from tui.widgets.drawing import OK, WRONG
from tui.widgets.windowed_table import Row

_SIGNS = {
    Verdict.VERIFIED: (OK, "bold $good"),
    Verdict.UNDECIDED: ("!", "bold $gold"),
    Verdict.REFUSED: (WRONG, "bold $bad"),
}
Looked = tuple[Path, Inspected | None, tuple[Finding, ...]]
"""A package, what is known of it, what was found; where there is none at all, why."""


BETWEEN = ";"
"""Between two paths typed into one field."""


class VerifiedPackages(LookedAtList):
    """Each package's verdict and every finding; what is done with them waits until all are verified."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list")

    def __init__(self, places: Sequence[Path], certificate: Path | None) -> None:
        super().__init__()
        self.places, self._certificate = tuple(places), certificate
        self.trust: tuple[bytes, ...] = ()
        self._looked: tuple[Looked, ...] | None = None

    def where_title(self) -> str:
        """Which of the packages."""
        return t("Package")

    def on_mount(self) -> None:
        """Look at them at once."""
        super().on_mount()
        self.do(self._look, then=self._show)

    def _look(self) -> tuple[Looked, ...]:
        self.trust = service.anchors(self.workspace)
        if self._certificate is not None:
            self.trust = (*self.trust, trusted(str(self._certificate)))
        return tuple(_looked_at(place, self.trust) for place in self.places)

    def _show(self, looked: tuple[Looked, ...]) -> None:
        self._looked = looked
        self.show_from_top()

    def show_state(self) -> None:
        """What was found."""
        looked = self._looked
        if looked is None:
            self.show_lines((), sums=t("Reading every byte of the packages …"))
            return
        verified = len(self.verified())
        sums = t("Packages: {count} · verified: {verified}", count=len(looked), verified=verified)
        if verified < len(looked):
            sums = f"{sums} · {t('Nothing is taken in: only verified packages are.')}"
        self.show_lines(_lines(looked), sums=sums)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until all are verified."""
        if action == "accept_list" and not self.is_whole():
            return False
        return super().check_action(action, parameters)

    def verified(self) -> tuple[Inspected, ...]:
        """Those that are."""
        known = [one for _, one, _ in self._looked or () if one is not None]
        return tuple(one for one in known if one.verdict is Verdict.VERIFIED)

    def is_whole(self) -> bool:
        """Whether each of them is verified."""
        return bool(self._looked) and len(self.verified()) == len(self.places)


def path_of(text: str) -> Path:
    """A path as people paste it, with or without quotes."""
    return Path(text.strip().strip("'\"")).expanduser()


def paths_of(text: str) -> tuple[Path, ...]:
    """Several in one field, with a semicolon between."""
    return tuple(path_of(one) for one in text.split(BETWEEN) if one.strip())


def _looked_at(place: Path, trust: Sequence[bytes]) -> Looked:
    try:
        found = inspect(place, trust=trust)
    except Malformed as malformed:
        return place, None, malformed.findings
    return place, found, found.findings


def _lines(looked: Sequence[Looked]) -> Iterator[Row]:
    for number, (place, known, findings) in enumerate(looked, 1):
        verdict = Verdict.REFUSED if known is None else known.verdict
        said = f"{place}: {t(f'verdict-{verdict.value}')}"
        if known is not None and known.description is not None:
            told = t("{files} files, {bytes} bytes", files=known.files, bytes=known.size)
            said = f"{known.description.title} · {said} · {told} · {short(known.manifest_sha256)} …"
        yield line_of(("package", number), _SIGNS[verdict], str(number), said)
        for n, one in enumerate(findings):
            where = f"{one.where}: " if one.where else ""
            yield line_of(("finding", (number, n)), ("·", "$quiet"), str(number), f"{where}{sentence(one)}")
