"""`make pictures`: the pictures of the README (hình minh họa), taken of the real app on the demo's workspace."""

import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ballots.contests.queries import id_of_code
from congress.i18n import use
from tests.tui_counting.driving import Person, at_work
from tui.app import CongressApp
from tui.demo.building import built
from tui.demo.contests import practice
from tui.demo.desk import pile_keyed
from tui.demo.office import Office
from tui.demo.people import HEAD, MEMBER, PIN, TYPIST
from tui.demo.people import Person as Account
from tui.demo.telling import PlainTeller

PLACE = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (120, 36)
_ASIDE = 4
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_PADDED = re.compile(r'x="([\d.]+)" (y="[\d.]+") textLength="[\d.]+" ([^>]*)>((?:&#160;)*)([^<]*?)((?:&#160;)*)</text>')
_CELL, _BLANK = 12.2, "&#160;"
FAMILY = "Noto Sans Mono, Consolas, Liberation Mono, Menlo"
"""Letters of one width with all Vietnamese signs, as systems have them: nothing is fetched from a network."""


async def _draw(folder: Path) -> None:
    await _shot(folder, HEAD, "bch", "home", "home", press=("enter",))
    await _shot(folder, TYPIST, "thu", "desk", "entry", press=("enter", "enter", "0", "3", "0", "7"))
    await _shot(folder, MEMBER, "thu", "doubtful", "doubtful", press=("enter",), aside=True)
    await _shot(folder, HEAD, "bch", "result", "result")
    await _shot(folder, TYPIST, "bch", "readiness", "readiness", press=("enter",))
    await _shot(folder, TYPIST, "bch", "devices", "devices")


async def _shot(
    folder: Path, who: Account, contest: str, place: str, name: str, *, press: Iterable[str] = (), aside: bool = False
) -> None:
    app = CongressApp(folder, kept_in=folder)
    with app.workspace_closed_at_the_end():
        async with at_work(lambda: app, size=SIZE) as person:
            await _log_in(person, who)
            _choose(app, contest)
            if aside:
                _key_aside(app)
            if place != "home":
                app.go(place)
            await person.settle()
            await person.press(*press)
            if person.was_told:
                raise SystemExit(f"{name}: {person.was_told}")
            PLACE.mkdir(parents=True, exist_ok=True)
            (PLACE / f"{name}.svg").write_text(portable(app.export_screenshot(title=" ")), encoding="utf-8")


async def _log_in(person: Person, who: Account) -> None:
    while person.app.session is None:
        await person.settle()
    await person.fill(who.account, PIN)


def _choose(app: CongressApp, code: str) -> None:
    session = app.at_work
    assert session.congress_id is not None
    with session.reading() as unit:
        app.choose_contest(id_of_code(unit, session.congress_id, code=code, round_number=1))


def _key_aside(app: CongressApp) -> None:
    """The practice ballot's doubtful papers are keyed, as a member would: then there is something to conclude."""
    session = app.at_work
    assert session.actor is not None
    assert session.contest_id is not None
    office = Office(session.workspace, {MEMBER.account: session.actor})
    pile_keyed(office, session.contest_id, _ASIDE, practice().piles[_ASIDE - 1], lambda: None)


def portable(svg: str) -> str:
    """The picture in letters that the reader's machine has, each run at its own place without blanks around it."""
    return _PADDED.sub(_unpadded, _FONTS.sub("", svg).replace("Fira Code", FAMILY))


def _unpadded(run: re.Match[str]) -> str:
    x, y, clip, before, text, _ = run.groups()
    width = _CELL * len(html.unescape(text))
    return f'x="{float(x) + _CELL * len(before) / len(_BLANK):g}" {y} textLength="{width:g}" {clip}>{text}</text>'


def main() -> int:
    """Build the demo, take the pictures."""
    use("vi")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "demo"
        built(folder, PlainTeller())
        asyncio.run(_draw(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
