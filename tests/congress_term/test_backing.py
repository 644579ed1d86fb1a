"""An earlier term is backed up before a newer one is made: what counts as backed up, and what asks for it again."""

import pytest

from congress.access import registry
from congress.access import service as access
from congress.access.registry import Anyone, deed, no_deed
from congress.errors import Refused
from congress.i18n import sentence
from congress.term import queries, service
from congress.term.backing import PACKED
from congress.upkeep import service as upkeep
from tests.ballots_counting.desks import at_desk
from tests.workspaces import PIN, Office


def counted(office: Office) -> Office:
    """The term 2025 - 2030 has an open desk."""
    at_desk(office).open()
    return office


def make(office: Office, begins: int = 2030) -> None:
    service.make_term(office.workspace, office.by("thuky"), begins=begins, ends=begins + 5)


def back_up(office: Office) -> None:
    upkeep.back_up(office.workspace, office.by("quantri"))


def log_in(office: Office) -> None:
    access.log_in(office.workspace, name="thuky", secret=PIN)


def refused(office: Office, begins: int = 2030) -> Refused:
    with pytest.raises(Refused) as caught:
        make(office, begins)
    return caught.value


def test_before_anything_was_counted_terms_are_made_as_people_like(office: Office) -> None:
    at_desk(office)
    make(office)
    make(office, 2035)


def test_a_term_that_was_counted_and_never_backed_up_keeps_a_newer_one_from_being_made(office: Office) -> None:
    said = refused(counted(office))
    assert (said.code, said.facts["term"]) == ("earlier-term-never-backed-up", "2025 - 2030")
    assert "màn hình “Sao lưu”" in sentence(said, "vi")


def test_right_after_the_backup_the_newer_term_is_made(office: Office) -> None:
    back_up(counted(office))
    log_in(office)  # logging in changes nothing of the earlier term
    make(office)
    make(office, 2035)  # nor does making a term


def test_what_was_done_since_the_backup_asks_for_another(office: Office) -> None:
    back_up(counted(office))
    office.clock.advance(seconds=60)
    for name in ("Hội trường 1", "Hội trường 2"):
        with office.workspace.reading() as unit:
            (congress,) = queries.congresses(unit)
        service.make_site(office.workspace, office.by("thuky"), congress_id=congress.id, name=name)
    said = refused(office)
    assert (said.code, said.facts["deeds"]) == ("earlier-term-changed-since-backup", 2)
    back_up(office)
    make(office)


def test_a_term_before_the_one_that_was_counted_asks_for_nothing(office: Office) -> None:
    make(counted(office), 2020)


def test_a_package_of_the_term_s_records_counts_as_a_backup(office: Office) -> None:
    """Whichever deed builds packages: the journal's entry of that name is looked for."""
    counted(office)
    with pytest.MonkeyPatch.context() as patch, no_deed():
        patch.setattr(registry, "_DEEDS", {})

        @deed(PACKED, who=Anyone(), title="Contest made")
        def build() -> None:
            with office.workspace.unit(None) as unit:
                unit.record("package")

        build()
    make(office)
