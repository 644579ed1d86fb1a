"""Papers of one name are told apart in a package, under names that its own check takes."""

import pytest

from congress.archive import bags
from congress.archive.building import told_apart
from congress.records.files import legal_name

HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("Nghị quyết.pdf", "Nghị quyết [01234567].pdf"),
        ("Nghị quyết", "Nghị quyết [01234567]"),
        ("x.1.2025", "x.1 [01234567].2025"),
    ],
)
def test_the_mark_stands_before_the_ending(name: str, due: str) -> None:
    assert told_apart(name, HASH) == due


@pytest.mark.parametrize("given", ["Ă" * 300 + ".pdf", "Ă" * 300, "ab. " * 60 + "x.pdf", "x." + "Ă" * 200])
def test_a_name_as_long_as_names_may_be_gives_way(given: str) -> None:
    name = told_apart(legal_name(given), HASH)
    assert "[01234567]" in name
    assert list(bags.name_faults([f"data/papers/{name}"])) == []
