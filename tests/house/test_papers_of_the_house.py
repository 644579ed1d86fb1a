"""README, Makefile, NOTICE and docs say what is true: links, commands, targets, licences."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.house.catalogues import ROOT
from tui.cli.commands import COMMANDS, GROUPS

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
ASKS_FOR_NOTICE = re.compile(r"\b(A?GPL|LGPL|MPL|Mozilla|GNU)", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


def test_every_command_that_the_readme_shows_exists() -> None:
    shown = re.findall(r"bin/congress ((?:[a-z-]+ ?)+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    first_words = {words.split()[0] for words in shown if words.strip()}
    known = {command.words[0] for command in COMMANDS}
    assert first_words - known == set()


def test_every_group_of_commands_has_a_line_in_the_help() -> None:
    assert {command.words[0] for command in COMMANDS if len(command.words) > 1} == set(GROUPS)


def test_make_help_tells_every_target() -> None:
    phony = set(" ".join(re.findall(r"^\.PHONY:((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)).replace("\\\n", " ").split())
    told = set(re.findall(r"^([a-z-]+):[^#\n]*## ", MAKEFILE, re.MULTILINE))
    assert phony == told


def test_every_target_that_the_readme_names_exists() -> None:
    told = set(re.findall(r"^([a-z-]+):[^#\n]*## ", MAKEFILE, re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"\bmake ([a-z-]+)`", page.read_text(encoding="utf-8"))}
    assert named - told == set()


def test_notice_names_every_part_whose_licence_asks_for_it() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    asking = {
        found.name
        for found in distributions()
        if ASKS_FOR_NOTICE.search(
            " ".join([found.metadata["License-Expression"] or "", *_classified(found.metadata.get_all("Classifier"))])
        )
    }
    assert {name for name in asking if not re.search(rf"^  {re.escape(name)} ", notice, re.MULTILINE)} == set()


def _classified(classifiers: list[str] | None) -> list[str]:
    return [line for line in classifiers or [] if line.startswith("License ::")]
