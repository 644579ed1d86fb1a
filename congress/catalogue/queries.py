"""Reading and writing packages' catalogues.

A search reads through the narrow table of texts, without an index, up to the first `MOST` lines that hold the words:
common words end it early, rare ones let it read every line once. Only where there are more lines than these, the better
ones are asked for apart, by an index of the words that name things.

Whatever is cut off is cut off in the order of the entries, so that a search has one answer on either engine: a server's
scan of a large table starts where the one before it stopped.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, delete, func, insert, or_, select

from congress.catalogue import rules
from congress.catalogue.rows import ContextRow, EntryRow, SourceRow, TextRow, WordRow
from congress.catalogue.values import Asked, Found, Source
from congress.store.unit import Unit
from congress.subjects import Subject

MOST = 500
"""So many lines are ranked here; where more hold the words, "more than" is said."""
_LOOKED_AT = 2000
"""So many names that have a common word are looked at."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that holds the words."""

    order: rules.Order
    entry_id: int


def hits(unit: Unit, asked: Asked) -> tuple[list[Hit], bool]:
    """Entries that hold the words, the best first; whether there are more than these."""
    held = _held(unit, asked)
    first = _taken(unit, asked, held, MOST + 1)
    if len(first) <= MOST:
        return sorted(first, key=_order), False
    found = {hit.entry_id: hit for hit in first}
    exact = _taken(unit, asked, [TextRow.title == rules.exact_key(asked.phrase), *_kinds(asked)], asked.limit)
    found.update((hit.entry_id, hit) for hit in (*_named(unit, asked, held), *exact))
    return sorted(found.values(), key=_order), True


def _order(hit: Hit) -> tuple[rules.Order, int]:
    """Of equal ones first what was taken in last."""
    return hit.order, -hit.entry_id


def _taken(unit: Unit, asked: Asked, conditions: Iterable[ColumnElement[bool]], limit: int) -> list[Hit]:
    columns = (TextRow.entry_id, TextRow.kind, TextRow.title, TextRow.text)
    query = select(*columns).where(*conditions).order_by(TextRow.entry_id).limit(limit)
    key = rules.exact_key(asked.phrase)
    found: list[Hit] = []
    for row in unit.connection.execute(query):
        order = rules.order(asked.words, row.kind, row.text, title=row.title, exact=row.title == key)
        found.append(Hit(order, row.entry_id))
    return found


def _named(unit: Unit, asked: Asked, held: Sequence[ColumnElement[bool]]) -> list[Hit]:
    """Those in whose names a word begins, the one that begins the fewest."""
    numbers = {word: _often(unit, word) for word in asked.words}
    several = [word for word in asked.words if numbers[word]]
    if not several:
        return []
    rarest = min(several, key=lambda word: numbers[word])
    some = select(WordRow.entry_id).where(_begins(rarest)).order_by(WordRow.word, WordRow.entry_id).limit(_LOOKED_AT)
    entry_ids = sorted(set(unit.connection.scalars(some)))
    # Plain numbers: a server takes words that stand together for rare, and would look for `some` anew at every line.
    numbered: BindParameter[list[int]] = bindparam("some", entry_ids, expanding=True, literal_execute=True)
    return _taken(unit, asked, [TextRow.entry_id.in_(numbered), *held], MOST)


def _often(unit: Unit, word: str) -> int:
    some = select(WordRow.entry_id).where(_begins(word)).limit(_LOOKED_AT)
    return int(unit.connection.scalar(select(func.count()).select_from(some.subquery())) or 0)


def _begins(word: str) -> ColumnElement[bool]:
    start = rules.index_word(word)
    return and_(WordRow.word >= start, WordRow.word < f"{start}\uffff")


def _held(unit: Unit, asked: Asked) -> list[ColumnElement[bool]]:
    """`rules.holds` in the database's words; a test compares the two. What is quickly looked at stands first."""
    own = {word: TextRow.text.contains(word, autoescape=True) for word in asked.words}
    if len(own) == 1:
        return [*_kinds(asked), *own.values()]
    contexts = {word: select(ContextRow.id).where(ContextRow.text.contains(word, autoescape=True)) for word in own}
    elsewhere = [word for word in own if unit.connection.execute(contexts[word].limit(1)).first() is not None]
    alone = [own[word] for word in own if word not in elsewhere]
    either = [or_(own[word], TextRow.context_id.in_(contexts[word])) for word in elsewhere]
    return [*_kinds(asked), *alone, *either, *([] if alone else [or_(*own.values())])]


def _kinds(asked: Asked) -> list[ColumnElement[bool]]:
    return [TextRow.kind.in_(sorted(asked.kinds))] if asked.kinds else []


def found(unit: Unit, entry_ids: Sequence[int]) -> tuple[Found, ...]:
    """Entries with their packages, in that order."""
    things: dict[int, Found] = {}
    for start in range(0, len(entry_ids), _AT_ONCE):
        query = (
            select(EntryRow.__table__, ContextRow.source_id, ContextRow.term, ContextRow.congress)
            .join(ContextRow, ContextRow.id == EntryRow.context_id)
            .where(EntryRow.id.in_(entry_ids[start : start + _AT_ONCE]))
        )
        rows = unit.connection.execute(query).all()
        known = _sources(unit, {row.source_id for row in rows})
        things.update((row.id, Found(_subject(row), known[row.source_id])) for row in rows)
    return tuple(things[one] for one in entry_ids)


def _subject(row: Any) -> Subject:
    facts = {key: tuple(value) if isinstance(value, list) else value for key, value in row.facts.items()}
    return Subject(row.kind, row.key, row.title, row.term, row.congress, row.on, tuple(row.also), facts)


def sources(unit: Unit) -> Mapping[int, Source]:
    """Every package whose catalogue was taken in, by its number here, the oldest first."""
    query = select(SourceRow.__table__).order_by(SourceRow.id)
    return {row.id: _source(row) for row in unit.connection.execute(query)}


def _sources(unit: Unit, source_ids: Collection[int]) -> Mapping[int, Source]:
    query = select(SourceRow.__table__).where(SourceRow.id.in_(sorted(source_ids)))
    return {row.id: _source(row) for row in unit.connection.execute(query)}


def source(unit: Unit, package: str) -> tuple[int, Source] | None:
    """The package of an id, with its number here."""
    row = unit.connection.execute(select(SourceRow.__table__).where(SourceRow.package == package)).first()
    return None if row is None else (row.id, _source(row))


def _source(row: Any) -> Source:
    return Source(row.package, row.title, row.term, row.body, row.built_at, row.taken_at, row.taken_by)


def add(unit: Unit, source: Source, subjects: Iterable[Subject]) -> None:
    """Keep a package and its catalogue."""
    source_id = _next(unit, SourceRow.id)
    values = {name: getattr(source, name) for name in Source.__slots__}
    unit.connection.execute(insert(SourceRow).values(id=source_id, **values))
    contexts: dict[tuple[str, str], int] = {}
    several = list(subjects)
    next_context = _next(unit, ContextRow.id)
    for one in several:
        contexts.setdefault((one.term, one.congress), next_context + len(contexts))
    _insert(
        unit,
        ContextRow,
        (
            {
                "id": number,
                "source_id": source_id,
                "term": term,
                "congress": congress,
                "text": rules.context_of(term, congress),
            }
            for (term, congress), number in contexts.items()
        ),
    )
    numbered = list(enumerate(several, start=_next(unit, EntryRow.id)))
    texts = [_text(number, one, contexts[one.term, one.congress]) for number, one in numbered]
    _insert(unit, EntryRow, (_entry(number, one, contexts[one.term, one.congress]) for number, one in numbered))
    _insert(unit, TextRow, texts)
    words = (
        {"word": word, "entry_id": number}
        for (number, one), text in zip(numbered, texts, strict=True)
        for word in rules.naming_words(one.kind, str(text["text"]))
    )
    _insert(unit, WordRow, words)


def _next(unit: Unit, column: Any) -> int:
    return int(unit.connection.scalar(select(func.max(column))) or 0) + 1


def _insert(unit: Unit, row: Any, values: Iterable[dict[str, object]]) -> None:
    rows = list(values)
    if rows:
        unit.connection.execute(insert(row), rows)


def _entry(number: int, one: Subject, context_id: int) -> dict[str, object]:
    return {
        "id": number,
        "context_id": context_id,
        "kind": one.kind,
        "key": one.key,
        "title": one.title,
        "on": one.on,
        "also": list(one.also),
        "facts": {key: list(value) if isinstance(value, tuple) else value for key, value in one.facts.items()},
    }


def _text(number: int, one: Subject, context_id: int) -> dict[str, object]:
    return {
        "entry_id": number,
        "context_id": context_id,
        "kind": one.kind,
        "title": rules.exact_key(one.title),
        "text": rules.text_of(one),
    }


def remove(unit: Unit, source_id: int) -> None:
    """Forget a package and its catalogue."""
    contexts = select(ContextRow.id).where(ContextRow.source_id == source_id)
    entries = select(EntryRow.id).where(EntryRow.context_id.in_(contexts))
    unit.connection.execute(delete(WordRow).where(WordRow.entry_id.in_(entries)))
    unit.connection.execute(delete(TextRow).where(TextRow.context_id.in_(contexts)))
    unit.connection.execute(delete(EntryRow).where(EntryRow.context_id.in_(contexts)))
    unit.connection.execute(delete(ContextRow).where(ContextRow.source_id == source_id))
    unit.connection.execute(delete(SourceRow).where(SourceRow.id == source_id))


def entries(unit: Unit) -> int:
    """How many entries there are in all."""
    return int(unit.connection.scalar(select(func.count()).select_from(EntryRow)) or 0)
