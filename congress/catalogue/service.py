"""Searching what is here and what packages brought (tra cứu), and taking packages' catalogues in: steps."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from congress.catalogue import queries, rules
from congress.catalogue.contests import subjects_of
from congress.catalogue.values import LISTED, Answer, Asked, Found, Source
from congress.store.unit import Unit
from congress.subjects import ContestResult, Subject, SubjectKind
from congress.workspace import House

MOST_HERE = 2000
"""So many things of one room are ranked; where more hold the words, "more than" is said."""

Ordered = tuple[rules.Order, Subject]
"""With what it is sorted by."""


def everything(unit: Unit, house: House) -> tuple[tuple[Subject, ...], tuple[ContestResult, ...]]:
    """Step: all subjects and results of this workspace, as its rooms offer them; what packages brought is not its."""
    results = tuple(result for offered in house.results for result in offered(unit))
    subjects = (subject for offered in house.subjects for subject in offered(unit, None))
    return (*subjects, *_of_results(results)), results


def search(unit: Unit, house: House, text: str, *, kinds: Collection[SubjectKind] = (), limit: int = LISTED) -> Answer:
    """Step: what holds every word, the best first: of this workspace, then of packages. Without a word nothing."""
    asked = Asked(rules.words_of(text), text, frozenset(kinds), limit)
    if not asked.words:
        return Answer(())
    here, here_cut = _here(unit, house, asked)
    stored, stored_cut = queries.hits(unit, asked)
    ranked: list[tuple[tuple[object, ...], Subject | int]] = [
        *(((order, 0, place), subject) for place, (order, subject) in enumerate(here)),
        *(((hit.order, 1, place), hit.entry_id) for place, hit in enumerate(stored)),
    ]
    ranked.sort(key=lambda one: one[0])
    listed = [thing for _, thing in ranked[:limit]]
    brought = iter(queries.found(unit, [one for one in listed if isinstance(one, int)]))
    found = tuple(next(brought) if isinstance(one, int) else Found(one, None) for one in listed)
    return Answer(found, max(0, len(ranked) - limit), here_cut or stored_cut)


def take_catalogue(unit: Unit, source: Source, subjects: Iterable[Subject]) -> bool:
    """Step: take a package's catalogue in; False where it is here already, which a package never changes."""
    if queries.source(unit, source.package) is not None:
        return False
    queries.add(unit, source, subjects)
    return True


def forget_catalogue(unit: Unit, package: str) -> bool:
    """Step: forget a package's catalogue; False where it is not here."""
    known = queries.source(unit, package)
    if known is None:
        return False
    queries.remove(unit, known[0])
    return True


def sources(unit: Unit) -> tuple[Source, ...]:
    """Step: every package whose catalogue is here, the oldest first."""
    return tuple(queries.sources(unit).values())


def _here(unit: Unit, house: House, asked: Asked) -> tuple[list[Ordered], bool]:
    """What this workspace has, and whether a room has more."""
    results = (result for offered in house.results for result in offered(unit))
    rooms = (*(offered(unit, asked.words) for offered in house.subjects), _of_results(results))
    found: list[Ordered] = []
    cut = False
    for room in rooms:
        held = list(islice(_holding(room, asked), MOST_HERE + 1))
        cut = cut or len(held) > MOST_HERE
        found += held[:MOST_HERE]
    return found, cut


def _holding(subjects: Iterable[Subject], asked: Asked) -> Iterator[Ordered]:
    key = rules.exact_key(asked.phrase)
    for one in subjects:
        if asked.kinds and one.kind not in asked.kinds:
            continue
        text = rules.text_of(one)
        if rules.holds(asked.words, text, rules.context_of(one.term, one.congress)):
            title = rules.exact_key(one.title)
            yield rules.order(asked.words, one.kind, text, title=title, exact=title == key), one


def _of_results(results: Iterable[ContestResult]) -> Iterator[Subject]:
    for result in results:
        yield from subjects_of(result)
