"""`congress archive search`: what is found here and in the packages taken in (tra cứu); no account is asked for."""

from typing import Annotated

import typer

from congress.catalogue import service
from congress.catalogue.values import LISTED, Answer, Found
from congress.i18n import t
from congress.subjects import SubjectKind
from tui import found_words as words
from tui.cli.answers import say, show
from tui.cli.folders import AsJson, Folder, opened

DONE = 0


def search(
    wanted: Annotated[list[str], typer.Argument(metavar="WORDS...", help=t("Every word has to occur, marks or not."))],
    workspace: Folder,
    kind: Annotated[
        list[SubjectKind] | None, typer.Option(help=t("Only this kind; may be given several times."))
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=t("How many are listed."))] = LISTED,
    json: AsJson = False,
) -> int:
    """Find terms, persons, units, contests, votes, devices, documents; 0 also where nothing is found."""
    text = " ".join(wanted)
    with opened(workspace, writing=False) as there, there.reading() as unit:
        answer = service.search(unit, there.house, text, kinds=kind or (), limit=limit)
    if json:
        show(_told(text, answer))
        return DONE
    for one in answer.found:
        _say(one)
    if left := words.more(answer):
        say(left)
    if not answer.found:
        say(t("Nothing is found."))
    return DONE


def _say(found: Found) -> None:
    one = found.subject
    say(f"{words.kind(one.kind)}: {one.title}")
    for text in (words.gist(one), words.belongs_to(one)):
        if text:
            say(f"    {text}")
    if found.source is not None:
        say(f"    {t('Package: {title}', title=found.source.title)}")


def _told(text: str, answer: Answer) -> dict[str, object]:
    return {
        "format": "congress-search/1",
        "query": text,
        "found": [_row(one) for one in answer.found],
        "more": answer.more,
        "at_least": answer.at_least,
    }


def _row(found: Found) -> dict[str, object]:
    one = found.subject
    return {
        "kind": one.kind.value,
        "key": one.key,
        "title": one.title,
        "term": one.term,
        "congress": one.congress,
        "on": None if one.on is None else one.on.isoformat(),
        "source": None if found.source is None else {"package": found.source.package, "title": found.source.title},
        "facts": dict(one.facts),
    }
