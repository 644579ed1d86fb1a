"""Which word of a name is the given name (tên): proposed by the program, confirmed by a person.

Among the Kinh and most peoples the given name is the last word. Among peoples of Tây Nguyên a word before the
given name tells men from women, and the clan stands behind it or in front:

* Ê Đê, M'Nông: Y (men), H' (women), given name, clan: "Y Ngông Niê Kdăm", "H'Nghia Êban";
* Cơ Ho, Mạ: K' (men), Ka (women), given name; the branches Cil, Lạch … have a clan in front: "Đa Cát K' Hương",
  "Cil Ha Git" (man), "Cil Hơ Git" (woman);
* Xơ Đăng, Ba Na, Giẻ Triêng: A (men), Y (women), given name, no clan: "A Lâm", "Y Đai";
* Gia Rai, Chu Ru, Ra Glai: the clan in front: "Ksor Phước", "Nay H'Wil".

Sources: Báo Đắk Lắk, "Đôi điều về họ của người Tây Nguyên", 6/2022; Báo Lâm Đồng, "Phiền phức do nhầm họ tên,
giới tính", 17/9/2013; Đặng Minh Tâm, "Tên họ của người Ê Đê", HNUE Journal of Science 63(4), 2018.
These usages are not uniform and no regulation orders them: a proposal made by any of them asks to be confirmed.
"""

from dataclasses import dataclass
from enum import Enum, auto

from ballots.contests.values import NameDoubt, SortProposal
from congress.text import clean, fold

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "`": "'", "\u00b4": "'"})


class _Follows(Enum):
    """What follows the word that is taken for the given name."""

    CLAN = auto()
    """The given name, then the clan."""
    NOTHING = auto()
    """The given name is the last word."""


@dataclass(frozen=True, slots=True)
class _Marker:
    follows: _Follows
    leads_only: bool
    """Only as the first word: within a name it is an ordinary middle name ("Giàng A Chu")."""


# Written without apostrophe; "H'Nghia", "H' Nghia" and "H Nghia" are one usage.
_MARKERS = {
    "y": _Marker(_Follows.CLAN, leads_only=True),
    "h'": _Marker(_Follows.CLAN, leads_only=False),
    "h": _Marker(_Follows.CLAN, leads_only=True),
    "k'": _Marker(_Follows.NOTHING, leads_only=False),
    "k": _Marker(_Follows.NOTHING, leads_only=False),
    "ka": _Marker(_Follows.NOTHING, leads_only=False),
    "ha": _Marker(_Follows.NOTHING, leads_only=False),
    "hơ": _Marker(_Follows.NOTHING, leads_only=False),
    "a": _Marker(_Follows.NOTHING, leads_only=True),
    "ya": _Marker(_Follows.NOTHING, leads_only=True),
}
_ATTACHED = ("h'", "k'")

_BEHIND = """
    Niê Mlô Êban Ênuôl Êñuôl Êčăm Byă Yă Buôn Bkrông Krông Knul Kbuôr Kđoh Kmăn Ksơr Kdăm Kđăm Ktla Ktul Kpơr Adrơng
    Adrâng Ayun Hmok Hđơk Hwing Hlong Rơčăm Tơr Jiê Bdap Bkông Êung Ndu Triêk
"""
_IN_FRONT = """
    Liêng Hót, Liêng Jrang, Liêng Trang, Đa Cát, Đa Gút, Đa Góut, Đa Du, Păng Ting, Pang Ting, Păng Pế, Lơ Mu,
    Bon Krong, Bon Niêng, Bon Dơng, Bon Yô, Bon Tô, Kơ Să, Kơ Sa, Kơ Liêng, Rơ Ông, Rơ Jê, Kra Jăn, Kra Zan,
    Phi Srônh, Cil Múp, Cil Yú, Lang Bian, Đơng Gur, Đưng Gur, Bơ Nahria, Bo Bo, Pi Năng, Ka Tơr, Cha Ma Léa,
    Rơ Châm, Rơ Mah, Rơ Lan, Rah Lan, Rơ Com, Rơ Ô
"""
_CLANS_BEHIND = frozenset(map(fold, _BEHIND.split()))
"""Clans that stand behind the given name (Ê Đê, M'Nông), folded; one of two words is known by its first."""
_CLANS_IN_FRONT = frozenset(map(fold, _IN_FRONT.split(",")))
"""Clans of several words in front of the given name (Cơ Ho, Chu Ru, Ra Glai, Gia Rai), folded."""
_NOT_GIVEN = frozenset({"thị", "văn"})
_FOREIGN = frozenset("fjwzƀčñŭĭŏ'")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, a marker written together with its name taken apart: "H'Nghia" -> "H'", "Nghia"."""
    found: list[str] = []
    for word in clean(name).translate(_APOSTROPHES).split():
        marker = word[:2].casefold()
        if marker in _ATTACHED and len(word) > 2:
            found += [word[:2], word[2:]]
        elif word == "'" and found:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def propose_sort_name(name: str) -> SortProposal:
    """The given name by which to place a person (tên để xếp vần), and why a person should look at it."""
    words = words_of(name)
    if len(words) < 2:
        return SortProposal(clean(name), NameDoubt.SINGLE_WORD)
    # "Ka Tơr", "Bo Bo", "Kơ Să" are clans of two words, whose first might be taken for a marker.
    in_front = fold(" ".join(words[:2])) in _CLANS_IN_FRONT and len(words) > 2
    for place, word in enumerate(words[:-1]):
        marker = _MARKERS.get(word.casefold())
        if marker is None or (place > 0 and marker.leads_only) or (in_front and place < 2):
            continue
        return SortProposal(_behind_marker(words[place + 1 :], marker), NameDoubt.MARKER)
    if in_front:
        return SortProposal(words[-1], NameDoubt.CLAN_FIRST)
    start = _clan_behind(words[1:])
    if start is not None:
        return SortProposal(words[start], NameDoubt.CLAN_LAST)
    doubt = NameDoubt.FOREIGN_LETTERS if _FOREIGN & set("".join(words).casefold()) else None
    return SortProposal(words[-1], doubt)


def _behind_marker(words: tuple[str, ...], marker: _Marker) -> str:
    """The given name among the words behind a marker."""
    start = _clan_behind(words)
    if start is None:
        # A clan known by its first word alone: "Mlô Dun Du", "Niê Siêng".
        start = next((place for place, word in enumerate(words) if fold(word) in _CLANS_BEHIND), None)
    if start:
        return words[start - 1]
    # Without a clan that is known: the one word behind the marker, unless it is plainly a middle name.
    if marker.follows is _Follows.CLAN and words[0].casefold() not in _NOT_GIVEN:
        return words[0]
    return words[-1]


def _clan_behind(words: tuple[str, ...]) -> int | None:
    """Where the clan at the end of `words` begins, None where no known clan ends them."""
    start: int | None = None
    for place in range(len(words) - 1, -1, -1):
        if fold(words[place]) not in _CLANS_BEHIND:
            break
        start = place
    return start
