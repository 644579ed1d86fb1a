"""What the command palette offers (bảng lệnh): places, what the present screen can do, what holds everywhere."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from congress.i18n import LANGUAGES, current, t
from congress.text import fold
from tui.places import offered
from tui.screens.frame import Framed, ScreenCommand

if TYPE_CHECKING:
    from tui.app import CongressApp


class HouseCommands(Provider):
    """Commands found by any part of their words, with or without marks ("nhat ky")."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.title), command.run, text=command.title, help=command.about or None)

    async def search(self, query: str) -> Hits:
        """What fits the words typed, best first."""
        words = fold(query).split()
        for command in self._commands():
            title = fold(command.title)
            if all(word in f"{title} {fold(command.about)}" for word in words):
                score = 1.0 + sum(word in title for word in words) + title.startswith(fold(query))
                yield Hit(score, Content(command.title), command.run, text=command.title, help=command.about or None)

    def _commands(self) -> Iterator[ScreenCommand]:
        """Each once: a screen may name a place among what it does."""
        seen: set[str] = set()
        for command in self._offered():
            if command.title not in seen:
                seen.add(command.title)
                yield command

    def _offered(self) -> Iterator[ScreenCommand]:
        shell = cast("CongressApp", self.app)
        if isinstance(self.screen, Framed):
            yield from self.screen.commands()
        session = shell.session
        if session is not None and session.actor is not None:
            for place in offered(contest_chosen=session.contest_id is not None):
                yield ScreenCommand(t(place.title), _goer(shell, place.name), t(place.about))
            yield ScreenCommand(t("Log out"), shell.action_log_out, t("The next person logs in."))
            yield ScreenCommand(t("Lock the screen"), shell.lock, t("Everything stays as it is until you return."))
        yield ScreenCommand(t("Light or dark"), shell.action_switch_theme, t("Switch between light and dark."))
        for language in LANGUAGES:
            if language != current():
                yield ScreenCommand(_NAMES[language], _speaker(shell, language), t("The app starts again."))
        yield ScreenCommand(t("Help"), shell.action_help, t("Keys and words of this screen."))
        yield ScreenCommand(t("Quit"), shell.action_quit)


_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def _goer(shell: "CongressApp", name: str) -> Callable[[], None]:
    return lambda: shell.go(name)


def _speaker(shell: "CongressApp", language: str) -> Callable[[], None]:
    return lambda: shell.speak(language)
