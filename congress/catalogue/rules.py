"""How a thing is found (quy tắc tra cứu): words without marks, all of them, in any order; which comes first. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from congress.subjects import Subject
from congress.text import fold

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_SIGNS = re.compile(r"[^0-9a-z]+")
_SIGN_INSIDE = re.compile(r"[0-9a-z][^0-9a-z\s]+[0-9a-z]")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text` as it is searched in: without marks, every apostrophe as the plain one."""
    return fold(text).translate(_APOSTROPHES)


def words_of(text: str) -> tuple[str, ...]:
    """The words that are searched for, each once; a sign that stands alone is none."""
    return tuple(dict.fromkeys(word for word in folded(text).split() if _SIGNS.sub("", word)))


def searched(title: str, also: Iterable[str]) -> str:
    """What a search looks through: the title, then all else; words with signs in them (K'Brơi, TB-7K) also without."""
    text = " ".join(map(folded, (title, *also)))
    if not _SIGN_INSIDE.search(text):
        return text
    plain = (_SIGNS.sub("", word) for word in text.split() if _SIGN_INSIDE.search(word))
    return " ".join(dict.fromkeys((text, *plain)))


def text_of(subject: Subject) -> str:
    """What a search looks through for a subject."""
    return searched(subject.title, (*subject.also, subject.term))


def holds(words: Sequence[str], text: str) -> bool:
    """Whether every word occurs."""
    return all(word in text for word in words)
