"""The triggers that stand before the table of entries (chốt giữ nhật ký), as the newest migration leaves them.

A program that means to edit the journal drops them first; that they stand as they should is part of a walk.
"""

from collections.abc import Iterator, Mapping

from congress.errors import Finding

TABLE = "journal_entry"

EMBEDDED: Mapping[str, str] = {
    "journal_entry_no_update": "CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_no_delete": "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "journal_entry_in_order": "CREATE TRIGGER journal_entry_in_order BEFORE INSERT ON journal_entry "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM journal_entry WHERE stream = NEW.stream) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is numbered without gaps'); END",
}

_REFUSES = " BEGIN RAISE EXCEPTION 'the journal is append-only'; END"
_IN_ORDER = (
    " BEGIN IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM journal_entry WHERE stream = NEW.stream) THEN "
    "RAISE EXCEPTION 'the journal is numbered without gaps'; END IF; RETURN NEW; END"
)

SERVER: Mapping[str, str] = {
    "journal_entry_no_change": "CREATE TRIGGER journal_entry_no_change BEFORE DELETE OR UPDATE ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION journal_entry_append_only()" + _REFUSES,
    "journal_entry_no_truncate": "CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_append_only()" + _REFUSES,
    "journal_entry_in_order": "CREATE TRIGGER journal_entry_in_order BEFORE INSERT ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION journal_entry_in_order()" + _IN_ORDER,
}
"""The trigger's own text and, after it, the body of its function."""


def missing(found: Mapping[str, str], *, embedded: bool) -> Iterator[Finding]:
    """Every trigger that is gone, switched off or says something else."""
    for name, due in (EMBEDDED if embedded else SERVER).items():
        if found.get(name, "").replace(" public.", " ") != due:
            yield Finding(TABLE, "journal-triggers-missing", {"name": name})
