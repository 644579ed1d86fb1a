"""Documents as the catalogue finds them (tài liệu trong tra cứu)."""

from collections.abc import Iterator, Sequence

from congress.documents.queries import documents as queries
from congress.documents.values.documents import Document
from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind
from congress.term import queries as terms
from congress.text import fold


def subjects(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Every document, or those that have all the words; of a secret one no more than kind and number."""
    congresses = {one.id: one for one in terms.congresses(unit)}
    for one in queries.documents(unit):
        congress = congresses[one.congress_id]
        found = Subject(
            kind=SubjectKind.DOCUMENT,
            key=str(one.id),
            title=one.title,
            term=congress.term.name,
            congress=congress.details.title,
            on=one.details.on,
            also=_also(one),
            facts=_facts(one),
        )
        told = _letters(fold(" ".join((found.title, found.term, found.congress, *found.also))))
        if words is None or all(_letters(word) in told for word in words):
            yield found


def _letters(folded: str) -> str:
    """Without signs: 12-BC/ĐU is found by 12bcdu too."""
    return "".join(char for char in folded if char.isalnum() or char == " ")


def _also(one: Document) -> tuple[str, ...]:
    details = one.details
    said = (details.number, details.archive_code, details.fonds, details.file_number, details.issuer)
    hidden = () if one.is_secret else (one.name, details.file_title, details.signer)
    return tuple(text for text in (*said, *hidden) if text)


def _facts(one: Document) -> dict[str, object]:
    details = one.details
    facts: dict[str, object] = {"secrecy": str(details.secrecy), "format": str(one.looked.format), "sha256": one.sha256}
    if details.pages is not None:
        facts["pages"] = details.pages
    if one.withdrawn is not None:
        facts["withdrawn"] = one.withdrawn.reason
    return facts
