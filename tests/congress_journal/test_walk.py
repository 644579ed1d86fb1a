"""A walk over the chain finds what somebody did behind the program's back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from congress import workspace
from congress.access import service as access
from congress.errors import Finding
from congress.journal import headfile
from congress.journal.values import Head
from congress.workspace import check_journal
from tests.congress_journal import forging
from tests.workspaces import PIN, Office


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def places(findings: tuple[Finding, ...], code: str) -> list[str]:
    return [finding.where for finding in findings if finding.code == code]


def test_an_untouched_journal_is_whole(any_office: Office) -> None:
    assert check_journal(any_office.workspace) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor", "Người Khác"),
        ("second", None),
        ("reason", "lý do khác"),
        ("facts", '{"outcome":"right","tries":0}'),
        ("subject", "khác"),
        ("event", "account:lock:lift"),
        ("at", "2025-08-12T01:10:00.000001Z"),
        ("machine", "MAY-2"),
        ("scope_id", "00000000000000000000000000000001"),
    ],
)
def test_an_edited_field_is_found_at_its_entry(any_office: Office, field: str, value: str | None) -> None:
    number = next(entry.number for entry in forging.entries(any_office) if entry.second is not None)
    with forging.behind_the_guards(any_office) as connection:
        forging.set_fields(connection, number, **{field: value})
    assert places(check_journal(any_office.workspace), "journal-edited") == [f"MAY-1#{number}"]


def test_an_edited_entry_with_a_fitting_hash_no_longer_joins_the_next(any_office: Office) -> None:
    from congress.journal import rules

    entry = forging.entries(any_office)[4]
    forged = replace(entry, actor="Người Khác")
    with forging.behind_the_guards(any_office) as connection:
        forging.set_fields(connection, entry.number, actor=forged.actor, hash=rules.entry_hash(forged))
    assert places(check_journal(any_office.workspace), "journal-not-chained") == [f"MAY-1#{entry.number + 1}"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "hôm qua"),
        ("at", "2025-08-12T01:10:00Z"),
        ("facts", "không phải JSON"),
        ("facts", '{ "outcome": "right" }'),
        ("facts", "[]"),
        ("facts", '{"a":1.5}'),
        ("facts", "[" * 3000 + "]" * 3000),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_finding_not_a_crash(any_office: Office, field: str, value: str) -> None:
    with forging.behind_the_guards(any_office) as connection:
        forging.set_fields(connection, 3, **{field: value})
    assert places(check_journal(any_office.workspace), "journal-unreadable") == ["MAY-1#3"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", "ba"), ("actor", b"\xff\xfe"), ("scope_id", "không"), ("hash", None), ("at", 17)],
)
def test_what_sqlite_lets_into_any_column_is_a_finding_too(office: Office, field: str, value: object) -> None:
    """SQLite keeps whatever type it is given; so the rebuilt table here has no constraints at all."""
    with forging.behind_the_guards(office) as connection:
        connection.exec_driver_sql("CREATE TABLE other AS SELECT * FROM journal_entry")
        connection.exec_driver_sql("DROP TABLE journal_entry")
        connection.exec_driver_sql("ALTER TABLE other RENAME TO journal_entry")
        forging.set_fields(connection, 3, **{field: value})
    assert "journal-unreadable" in codes(check_journal(office.workspace))


def test_a_removed_entry_leaves_a_gap(any_office: Office) -> None:
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number = 5"))
    findings = check_journal(any_office.workspace)
    assert places(findings, "journal-gap") == ["MAY-1#6"]


def test_a_removed_first_entry_leaves_a_gap(any_office: Office) -> None:
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number = 1"))
    assert places(check_journal(any_office.workspace), "journal-gap") == ["MAY-1#2"]


def test_entries_that_changed_places_are_found(any_office: Office) -> None:
    with forging.behind_the_guards(any_office) as connection:
        for was, becomes in ((5, 1005), (6, 5), (1005, 6)):
            forging.set_fields(connection, was, number=becomes)
    findings = check_journal(any_office.workspace)
    assert {"MAY-1#5", "MAY-1#6"} <= set(places(findings, "journal-edited"))
    assert "MAY-1#5" in places(findings, "journal-not-chained")


def test_a_cut_tail_is_found_by_the_head_file(any_office: Office) -> None:
    last = len(forging.entries(any_office))
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number > :kept"), {"kept": last - 3})
    findings = check_journal(any_office.workspace)
    assert codes(findings) == {"journal-truncated"}
    assert findings[0].facts == {"number": last, "last": last - 3}


def test_a_stream_that_is_gone_whole_is_found(any_office: Office) -> None:
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("DELETE FROM journal_entry"))
    assert "journal-truncated" in codes(check_journal(any_office.workspace))


def test_a_stream_that_is_gone_with_its_head_file_is_found_by_the_accounts(any_office: Office) -> None:
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("DELETE FROM journal_entry"))
    (any_office.workspace.folder / headfile.NAME).unlink()
    assert "journal-truncated" in codes(check_journal(any_office.workspace))


def test_a_chain_made_anew_agrees_with_itself_but_not_with_the_head_file(any_office: Office) -> None:
    entries = forging.entries(any_office)
    entries[4] = replace(entries[4], actor="Người Khác")
    with forging.behind_the_guards(any_office) as connection:
        forging.rechain(connection, entries)
    assert codes(check_journal(any_office.workspace)) == {"journal-head-differs"}


def test_a_chain_made_anew_with_its_head_file_lacks_the_machine_s_signature(any_office: Office) -> None:
    entries = forging.entries(any_office)[:-2]
    kept = headfile.read(any_office.workspace.folder)
    assert kept is not None
    with forging.behind_the_guards(any_office) as connection:
        last = forging.rechain(connection, entries)[-1]
    headfile.write(any_office.workspace.folder, Head("MAY-1", last.number, last.hash, kept.statement))
    assert codes(check_journal(any_office.workspace)) == {"journal-head-forged"}
    headfile.write(any_office.workspace.folder, Head("MAY-1", last.number, last.hash))
    assert codes(check_journal(any_office.workspace)) == {"journal-head-unsigned"}


def test_a_chain_made_anew_by_whoever_has_the_machine_s_key_differs_from_a_printed_head(any_office: Office) -> None:
    """Paper is what such a person cannot reach."""
    opened = any_office.workspace
    printed = opened.head()
    entries = forging.entries(any_office)
    entries[4] = replace(entries[4], actor="Người Khác")
    with forging.behind_the_guards(any_office) as connection:
        last = forging.rechain(connection, entries)[-1]
    headfile.write(opened.folder, opened.stated(Head("MAY-1", last.number, last.hash)))
    assert check_journal(opened) == ()
    on_paper = Head("MAY-1", printed.number, printed.hash[:16])
    assert codes(check_journal(opened, heads=(on_paper,))) == {"journal-head-differs"}


def test_a_printed_head_of_an_earlier_day_is_borne_out(any_office: Office) -> None:
    early = forging.entries(any_office)[2]
    assert check_journal(any_office.workspace, heads=(Head("MAY-1", early.number, early.hash[:16]),)) == ()


def test_a_missing_head_file_is_a_finding(any_office: Office) -> None:
    (any_office.workspace.folder / headfile.NAME).unlink()
    assert codes(check_journal(any_office.workspace)) == {"journal-head-missing"}


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b'{"number": 1}', b"[" * 9999, b'{"hash": "", "number": 1}']
)
def test_a_head_file_that_cannot_be_read_is_a_finding(any_office: Office, content: bytes) -> None:
    (any_office.workspace.folder / headfile.NAME).write_bytes(content)
    assert codes(check_journal(any_office.workspace)) == {"journal-head-unreadable"}


def test_a_lost_machine_key_is_a_finding(office: Office, tmp_path: Path) -> None:
    (office.workspace.keys / "machine.key").unlink()
    assert codes(check_journal(office.workspace)) == {"machine-key-missing"}


def test_a_foreign_stream_is_kept_and_walked_as_its_own_chain(any_office: Office) -> None:
    """Streams from other laptops stand beside the own one, and a break in one is named by its stream."""
    foreign = [replace(entry, stream="MAY-2", machine="MAY-2") for entry in forging.entries(any_office)[:4]]
    own = forging.entries(any_office)
    with forging.behind_the_guards(any_office) as connection:
        heads = forging.rechain(connection, foreign)
        forging.insert(connection, own)
    assert check_journal(any_office.workspace, heads=(Head("MAY-2", 4, heads[-1].hash),)) == ()
    with forging.behind_the_guards(any_office) as connection:
        connection.execute(text("UPDATE journal_entry SET actor = 'X' WHERE stream = 'MAY-2' AND number = 3"))
    assert places(check_journal(any_office.workspace), "journal-edited") == ["MAY-2#3"]


def test_a_foreign_stream_that_is_gone_is_found_by_its_head(any_office: Office) -> None:
    findings = check_journal(any_office.workspace, heads=(Head("MAY-9", 12, "ab" * 32),))
    assert places(findings, "journal-truncated") == ["MAY-9#12"]


def test_a_walk_beside_a_program_that_works_meanwhile_finds_nothing(
    any_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its look at the files and its look at the table an entry is written, and then its head."""
    from congress.journal import checking

    opened = any_office.workspace
    for name in ("look_outside", "check"):
        real = getattr(checking, name)

        def meanwhile(*args: object, real: Callable[..., object] = real, **more: object) -> object:
            access.log_in(opened, name="uyvien1", secret=PIN)
            found = real(*args, **more)
            access.log_in(opened, name="uyvien1", secret=PIN)
            return found

        monkeypatch.setattr(checking, name, meanwhile)
    assert check_journal(opened) == ()


def test_the_head_file_may_lag_and_is_brought_up_at_the_next_opening(office: Office) -> None:
    """A power cut falls between the commit and the file."""
    opened = office.workspace
    before = headfile.read(opened.folder)
    access.log_in(opened, name="uyvien1", secret=PIN)
    assert before is not None
    headfile.write(opened.folder, before)
    assert check_journal(opened) == ()
    opened.close()
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        assert again.findings == ()
        assert headfile.read(opened.folder) == again.head()


def test_a_head_that_leads_is_said_at_opening_and_never_forgotten(office: Office) -> None:
    """Later deeds write the head file anew: what it once said is kept apart, and every walk asks for it."""
    opened = office.workspace
    last = len(forging.entries(office))
    with forging.behind_the_guards(office) as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number > :kept"), {"kept": last - 2})
    opened.close()
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        assert codes(again.findings) == {"journal-head-leads"}
        access.log_in(again, name="uyvien1", secret=PIN)
        access.log_in(again, name="uyvien1", secret=PIN)
        access.log_in(again, name="uyvien1", secret=PIN)
        assert codes(check_journal(again)) == {"journal-head-differs", "journal-head-noted"}


@pytest.mark.parametrize("left", ["missing", "unreadable", "a folder"])
@pytest.mark.parametrize("is_open", [True, False])
def test_a_cut_journal_without_its_head_file_never_becomes_whole_again(
    office: Office, left: str, *, is_open: bool
) -> None:
    """Deeds go on and write the head anew; the mark beside the table and the entry in it both stay."""
    opened = office.workspace
    head = opened.folder / headfile.NAME
    if not is_open:
        opened.close()
    with forging.behind_the_guards(office) as connection:
        connection.execute(text("DELETE FROM journal_entry WHERE number > 5"))
    head.unlink()
    if left == "unreadable":
        head.write_bytes(b"\xff{")
    elif left == "a folder":
        head.mkdir()
    if not is_open:
        opened.close()
        opened = workspace.open_folder(opened.folder, house=opened.house)
        assert codes(opened.findings) == {f"journal-head-{'missing' if left == 'missing' else 'unreadable'}"}
    access.log_in(opened, name="uyvien1", secret=PIN)
    access.log_in(opened, name="uyvien1", secret=PIN)
    assert {"journal-head-lost", "journal-head-noted"} <= codes(check_journal(opened))
    (opened.folder / headfile.DISPUTED).unlink()
    assert "journal-head-noted" in codes(check_journal(opened))
    opened.close()


def test_a_journal_emptied_with_its_head_file_never_becomes_whole_again(office: Office) -> None:
    with forging.behind_the_guards(office) as connection:
        connection.execute(text("DELETE FROM journal_entry"))
    (office.workspace.folder / headfile.NAME).unlink()
    access.log_in(office.workspace, name="uyvien1", secret=PIN)
    assert "journal-head-noted" in codes(check_journal(office.workspace))


def test_a_number_that_is_none_is_a_finding_in_every_view(office: Office) -> None:
    last = office.workspace.head()
    with forging.behind_the_guards(office) as connection:
        forging.set_fields(connection, 2, number="abc")
    with workspace.look_into(office.workspace.folder, house=office.workspace.house) as looked:
        assert "journal-unreadable" in codes(check_journal(looked))
        assert looked.head() == last


def test_a_folder_in_the_place_of_the_head_file_is_a_finding(office: Office) -> None:
    (office.workspace.folder / headfile.NAME).unlink()
    (office.workspace.folder / headfile.NAME).mkdir()
    assert codes(check_journal(office.workspace)) == {"journal-head-unreadable"}
