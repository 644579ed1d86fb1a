"""How a thing is found (quy tắc tra cứu): words without marks, all of them, in any order; which comes first. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import normalize

from congress.subjects import Subject, SubjectKind
from congress.text import fold

TITLE_END = "\n"
"""Stands between the title and all else in what a search looks through; no text that was cleaned has one."""

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_SIGNS = re.compile(r"[\W_]+")
_SIGN_INSIDE = re.compile(r"[^\W_][^\w\s]+[^\W_]")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` as it is searched in: without marks, every apostrophe as the plain one."""
    return normalize("NFC", fold(text)).translate(_APOSTROPHES)


def words_of(text: str) -> tuple[str, ...]:
    """The words that are searched for, each once; a sign that stands alone is none."""
    return tuple(dict.fromkeys(word for word in folded(text).split() if _SIGNS.sub("", word)))


def searched(title: str, also: Iterable[str]) -> str:
    """What a search looks through: a blank before each word, the title, an end of line, all else."""
    return f" {_spelled(title)} {TITLE_END} {_spelled(' '.join(also))}".rstrip(" ")


def _spelled(text: str) -> str:
    """Words with signs in them (K'Brơi, TB-7K) stand without them too."""
    plain = folded(text)
    if not _SIGN_INSIDE.search(plain):
        return plain
    without = (_SIGNS.sub("", word) for word in plain.split() if _SIGN_INSIDE.search(word))
    return " ".join((plain, *dict.fromkeys(without)))


def text_of(subject: Subject) -> str:
    """What a search looks through for a subject."""
    return searched(subject.title, subject.also)


def context_of(term: str, congress: str) -> str:
    """What narrows a search to a term or a congress, but finds nothing by itself."""
    return f" {_spelled(f'{term} {congress}')}"


def holds(words: Sequence[str], text: str, context: str = "") -> bool:
    """Whether every word occurs, at least one of them in the thing's own text."""
    return any(word in text for word in words) and all(word in text or word in context for word in words)


def exact_key(title: str) -> str:
    """What a title is compared by, whole: its beginning where it is very long."""
    return " ".join(folded(title).split())[:100]


def named_by(kind: SubjectKind, text: str) -> str:
    """The part of the searched text that names a thing: its title; for a unit also the names of its kin."""
    return text if kind is SubjectKind.UNIT else text.partition(TITLE_END)[0]


def naming_words(kind: SubjectKind, text: str) -> tuple[str, ...]:
    """The words that name a thing, as an index keeps them: their beginnings where they are very long."""
    return tuple(dict.fromkeys(map(index_word, named_by(kind, text).split())))


def index_word(word: str) -> str:
    """A word as an index of words keeps it."""
    return word[:40]


Order = tuple[int, int, bool, str]
"""Rank, kind, whether it is found by the names of its kin only, title."""


def order(words: Sequence[str], kind: SubjectKind, text: str, *, title: str, exact: bool) -> Order:
    """Which comes first: the exact title, words that begin words of the name, of any text, the rest.

    Words that only the term or the congress has do not weigh. Within a rank by kind, then by title.
    """
    own = [word for word in words if word in text]
    titled = all(f" {word}" in text.partition(TITLE_END)[0] for word in own)
    if exact:
        rank = 0
    elif titled or all(f" {word}" in named_by(kind, text) for word in own):
        rank = 1
    else:
        rank = 2 if all(f" {word}" in text for word in own) else 3
    return rank, _KINDS[kind], not titled, title


_KINDS = {kind: place for place, kind in enumerate(SubjectKind)}
