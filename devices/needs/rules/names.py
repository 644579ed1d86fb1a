"""Names of units as files spell them (tên đơn vị): the one meant, where exactly one fits."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from congress.text import clean

_APOSTROPHES = frozenset("'’‘ʼ`´′＇ʹˈ")


class Fit(Enum):
    """How a name was found (kết quả đối chiếu)."""

    SAME = auto()
    """Letter by letter."""
    ALIKE = auto()
    """It differs only in spacing, apostrophes, marks or Unicode form, and one name alone is like it."""
    SEVERAL = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """The name that is meant (tên đúng), where there is one; the names alike where there are several."""

    fit: Fit
    name: str = ""
    alike: tuple[str, ...] = ()


def loosened(name: str) -> str:
    """A name without what spellings differ in: blanks, apostrophes, marks, Unicode form. Its capitals stay."""
    decomposed = unicodedata.normalize("NFKD", clean(name))
    kept = (c for c in decomposed if not (c.isspace() or c in _APOSTROPHES or unicodedata.combining(c)))
    return "".join(kept).replace("đ", "d").replace("Đ", "D")


@dataclass(slots=True)
class Names:
    """The names that may be meant (danh mục tên), each as it was written where it was given."""

    _written: dict[str, str] = field(default_factory=dict)
    """As written -> as we keep it (NFC, single blanks)."""
    _alike: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _kept: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        """Names as their own file spells them."""
        found = cls()
        for name in names:
            found.add(name)
        return found

    def add(self, written: str) -> bool:
        """Take one in (thêm tên); False where it is there already."""
        kept = clean(written)
        if kept in self._kept:
            return False
        self._written[written] = kept
        self._kept.add(kept)
        self._alike[loosened(written)].append(kept)
        return True

    def find(self, written: str) -> Found:
        """Which one is meant (tìm tên): the nearest spelling first, and never one of several."""
        if written in self._written:
            return Found(Fit.SAME, self._written[written])
        kept = clean(written)
        if kept in self._kept:
            return Found(Fit.ALIKE, kept)
        alike = self._alike.get(loosened(written), [])
        if len(alike) == 1:
            return Found(Fit.ALIKE, alike[0])
        return Found(Fit.SEVERAL, alike=tuple(alike)) if alike else Found(Fit.NONE)


def circles(into: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Units that go into one another in a circle (sáp nhập vòng tròn), each circle once; one that stays is none."""
    done: set[str] = set()
    for start in into:
        path: dict[str, None] = {}
        name = start
        while name in into and name not in done and name not in path:
            path[name] = None
            name = into[name]
        if name in path:
            passed = list(path)
            circle = passed[passed.index(name) :]
            if len(circle) > 1:
                yield tuple(circle)
        done |= path.keys()
