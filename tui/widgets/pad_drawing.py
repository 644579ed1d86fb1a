"""What the typist sees (màn hình nhập phiếu), as lines of text: pure, from the pad's state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from ballots.counting.keypad import Keep, Mark, Pad, PadReading, Phase, Refuse, on_enter
from ballots.counting.values import PileKind, SetAside
from ballots.regulations.values import Boxes, Form, Marks, Strikes
from congress.i18n import t
from congress.text import decimal_comma
from tui.widgets.drawing import BIG_GAP, BIG_ROWS, WRONG, apart, big_number, big_width, columns, fit, line

WIDE = 104
"""From this width on, the last papers stand in a column of their own."""
HISTORY_WIDTH = 36

_MARK_WORDS = {Mark.AGAINST: "disagreed", Mark.BLANK: "no box", Mark.BOTH: "both boxes"}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one picture of the pad needs (một khung hình)."""

    pad: Pad
    title: str
    names: Mapping[int, str]
    width: int
    height: int
    refused: str = ""
    """Why the last key was not taken."""
    seconds_per_paper: float | None = None

    @property
    def main_width(self) -> int:
        """Width of the column that is typed into."""
        return self.width - HISTORY_WIDTH if self.width >= WIDE else self.width


def draw(scene: Scene) -> list[Content]:
    """The picture, exactly `height` lines."""
    width = scene.main_width
    head = [_title(scene, width), _pile_progress(scene, width)]
    foot = [_previous(scene), _pace(scene)]
    middle = _middle(scene, width, scene.height - len(head) - len(foot))
    page = [*head, *middle, *foot]
    if scene.width < WIDE:
        return page
    beside = _history(scene)
    return [
        line(fit(left, width), ("  │ ", "$rule"), beside[row] if row < len(beside) else "")
        for row, left in enumerate(page)
    ]


def _middle(scene: Scene, width: int, room: int) -> list[Content]:
    status = _status(scene, width)
    roomy = room >= 14
    gap = [Content("")] if roomy else []
    numbers = _numbers(scene, width, room)
    fixed = len(gap) + len(numbers) + len(gap) + 1 + len(gap) + len(gap)
    names = _names(scene, width, room - fixed)
    body = [*gap, *numbers, *gap, status, *gap, *names]
    body += [Content("")] * (room - len(body))
    return body[:room]


# --- head ---------------------------------------------------------------------------------------------------


def _title(scene: Scene, width: int) -> Content:
    pad = scene.pad
    left = line((scene.title, "bold"), ("  ·  ", "$rule"), (declared_words(pad), "$quiet"))
    right = t("paper {position}", position=pad.position)
    if pad.slip.size is not None and pad.slip.kind is not PileKind.HEAP:
        right = t("paper {position} / {size}", position=min(pad.position, pad.slip.size), size=pad.slip.size)
    if pad.slip.kind is PileKind.HEAP:
        right = t("heap of one pattern")
    if pad.correcting:
        right = f"{t('CORRECTING')} {right}"
    return apart(left, line((right, "bold $gold")), width)


def declared_words(pad: Pad) -> str:
    """What the pile was declared, in words, with the number that every paper must have."""
    slip = pad.slip
    facts = {"needed": slip.needed, "names": len(slip.numbers), "seats": slip.seats}
    strike = slip.form is Form.STRIKE
    match slip.kind:
        case PileKind.FULL:
            return t("full pile: strike {needed} of {names}" if strike else "full pile: agree {seats}", **facts)
        case PileKind.FEWER:
            return t(
                "fewer pile: strike more than {needed} of {names}" if strike else "fewer pile: agree under {seats}",
                **facts,
            )
        case PileKind.HEAP:
            return t("heap: the pattern once, then the count")
        case PileKind.ASIDE:
            return t("pile set aside: the board concludes")


def _pile_progress(scene: Scene, width: int) -> Content:
    size, done = scene.pad.slip.size, len(scene.pad.readings)
    if size is None or scene.pad.slip.kind is PileKind.HEAP:
        return line(("─" * width, "$rule"))
    filled = min(width, width * done // size)
    return line(("━" * filled, "$gold"), ("─" * (width - filled), "$rule"))


# --- the numbers, large ---------------------------------------------------------------------------------------


def _slots(pad: Pad) -> list[tuple[str, str]]:
    """(text, style) of every number typed, the one being typed, and those still to come in a full pile."""
    width = pad.slip.width
    if pad.complete:
        return []
    if pad.nobody:
        return [("0" * width, "bold")]
    slots = [(f"{entry.number:0{width}}", "bold") for entry in pad.entries]
    if pad.fault:
        slots.append((pad.typed, "bold $bad"))
    elif pad.typed:
        slots.append((pad.typed.ljust(width, "_"), "bold $gold"))
    elif not _is_done(pad):
        slots.append(("_" * width, "$gold"))
    to_come = pad.slip.needed - len(slots) if pad.slip.kind is PileKind.FULL else 0
    return slots + [("_" * width, "$rule")] * to_come


def _is_done(pad: Pad) -> bool:
    """No further number is expected."""
    full = pad.slip.kind is PileKind.FULL and pad.missing == 0
    waiting = pad.slip.form is Form.AGREE and not pad.all_agree
    return full or waiting or pad.nobody or pad.complete


def _numbers(scene: Scene, width: int, room: int) -> list[Content]:
    pad = scene.pad
    match pad.phase:
        case Phase.LOOK_BACK:
            reading = pad.readings[pad.at]
            return _big([(n, "bold $quiet") for n in _numbers_of(reading.marks, pad)], width, room)
        case Phase.COUNT | Phase.RECOUNT:
            return _big([(pad.typed or "_", "bold $gold")], width, room)
        case Phase.PAPER:
            return _big(_slots(pad), width, room)


def _numbers_of(marks: Marks | None, pad: Pad) -> list[str]:
    numbers: Sequence[int] = ()
    match marks:
        case Strikes(struck=struck):
            numbers = struck
        case Boxes(agree=agree, disagree=disagree):
            numbers = [n for n in pad.slip.numbers if n not in agree or n in disagree]
    return [f"{number:0{pad.slip.width}}" for number in numbers]


def _big(slots: Sequence[tuple[str, str]], width: int, room: int) -> list[Content]:
    """Large type as long as it fits in a third of the room, else plain bold numbers."""
    if not slots:
        return [Content("")] * BIG_ROWS
    each = big_width(max(len(text) for text, _ in slots))
    across = max(1, (width + BIG_GAP) // (each + BIG_GAP))
    rows = [slots[start : start + across] for start in range(0, len(slots), across)]
    if len(rows) * BIG_ROWS > max(BIG_ROWS, room // 2):
        return _plain(slots, width)
    drawn = []
    for row in rows:
        glyphs = [(big_number(text), style) for text, style in row]
        drawn += [
            Content(" " * BIG_GAP).join([line((glyph[y], style)) for glyph, style in glyphs]) for y in range(BIG_ROWS)
        ]
    return drawn


def _plain(slots: Sequence[tuple[str, str]], width: int) -> list[Content]:
    across = max(1, width // (max(len(text) for text, _ in slots) + 2))
    rows = [slots[start : start + across] for start in range(0, len(slots), across)]
    return [Content("  ").join([line(slot) for slot in row]) for row in rows]


# --- one line that says what Enter does, or why a key was refused -----------------------------------------------


def _status(scene: Scene, width: int) -> Content:
    if scene.refused:
        return fit(line((f" {WRONG} {scene.refused}", "bold")), width).stylize("$ink on $bad-ground")
    pad = scene.pad
    match pad.phase:
        case Phase.LOOK_BACK:
            said = t("Looking back: Enter reads paper {position} anew, . earlier, - later", position=pad.position)
            return line((said, "$gold"))
        case Phase.COUNT:
            return line((t("Count the papers of this heap, then Enter"), "$gold"))
        case Phase.RECOUNT:
            return line((t("The second person counts, then Enter"), "$gold"))
        case Phase.PAPER if pad.complete:
            return line((t("✓ Every paper of this pile is entered"), "bold $good"))
        case Phase.PAPER:
            return _what_enter_does(pad)


def _what_enter_does(pad: Pad) -> Content:
    match on_enter(pad):
        case Keep(seen=SetAside(because=because)):
            return line((t("Enter sets it aside: {because}", because=t(because)), "bold $warn"))
        case Keep() if pad.slip.kind is PileKind.HEAP:
            return line((t("✓ {done} — Enter keeps the pattern", done=done_words(pad)), "bold $good"))
        case Keep():
            return line((t("✓ {done} — Enter takes the paper", done=done_words(pad)), "bold $good"))
        case Refuse():
            return _still_to_do(pad)


def _still_to_do(pad: Pad) -> Content:
    if pad.slip.form is Form.AGREE and not pad.all_agree:
        return line((t("+ all agree, then only the exceptions"), "$quiet"))
    if pad.slip.kind is PileKind.FULL and pad.missing:
        return line((t("{missing} more", missing=pad.missing), "bold $gold"))
    over = pad.slip.needed - len(pad.entries) + 1
    if pad.slip.kind is PileKind.FEWER and over > 0:
        return line((t("at least {missing} more", missing=over), "bold $gold"))
    return line((t("type the numbers, then Enter"), "$quiet"))


def done_words(pad: Pad) -> str:
    """What the paper in hand shows, in two or three words."""
    if pad.slip.form is Form.AGREE and not pad.entries:
        return t("all agreed")
    if pad.slip.form is Form.STRIKE and not pad.entries:
        return t("nobody struck")
    return t("{count} numbers", count=len(pad.entries))


# --- names ------------------------------------------------------------------------------------------------------


def _names(scene: Scene, width: int, room: int) -> list[Content]:
    pad = scene.pad
    if room <= 0:
        return []
    if pad.phase is Phase.LOOK_BACK:
        numbers = [int(text) for text in _numbers_of(pad.readings[pad.at].marks, pad)]
        cells = [_name(scene, number, "") for number in numbers]
        banner = _aside_words(pad.readings[pad.at])
    else:
        boxes = pad.slip.form is Form.AGREE
        cells = [_name(scene, entry.number, t(_MARK_WORDS[entry.mark]) if boxes else "") for entry in pad.entries]
        banner = _ground_words(pad)
    return [*banner, *_in_columns(cells, width, room - len(banner))]


def _in_columns(cells: Sequence[Content], width: int, room: int) -> list[Content]:
    """Names in two columns, or three; where they do not all fit, those typed last."""
    for first in range(max(0, len(cells) - 3 * max(0, room)), len(cells)):
        for across in (2, 3):
            rows = columns(cells[first:], width=width, across=across)
            if len(rows) <= room:
                return rows
    return []


def _ground_words(pad: Pad) -> list[Content]:
    if pad.marks is not None and pad.slip.form is Form.STRIKE and not pad.entries:
        return [line((t("NOBODY STRUCK"), "bold"))]
    if pad.all_agree:
        return [line((t("ALL AGREED") if not pad.entries else t("ALL AGREED, EXCEPT:"), "bold"))]
    return []


def _aside_words(reading: PadReading) -> list[Content]:
    return [line((f"{t('SET ASIDE')}: {t(reading.aside)}", "bold $warn"))] if reading.aside else []


def _name(scene: Scene, number: int, mark: str) -> Content:
    name = scene.names.get(number, "").upper()
    return line(
        (f"{number:0{scene.pad.slip.width}}", "bold $gold"),
        "  ",
        (name, "bold"),
        (f"  {mark}" if mark else "", "$warn"),
    )


# --- foot ---------------------------------------------------------------------------------------------------------


def reading_words(reading: PadReading, pad: Pad, *, counted: bool = True) -> Content:
    """One earlier paper in one line: its numbers (and how many), or that it was set aside."""
    numbers = " ".join(_numbers_of(reading.marks, pad))
    if reading.aside:
        return line((t("set aside"), "$warn"), f"  {numbers}")
    if not numbers:
        return line(t("all agreed") if pad.slip.form is Form.AGREE else t("nobody struck"))
    count = f"   ({len(numbers.split())})" if counted else ""
    times = f"  × {reading.times}" if reading.times > 1 else ""
    return line(numbers, (count, "$quiet"), times)


def _previous(scene: Scene) -> Content:
    pad = scene.pad
    if pad.previous is None:
        return line((t("This is the first paper of the pile"), "$quiet"))
    label = t("Last paper ({position})", position=pad.at)
    return line((f"{label}  ", "$quiet"), reading_words(pad.previous, pad))


def _pace(scene: Scene) -> Content:
    readings = scene.pad.readings
    aside = sum(1 for reading in readings if reading.aside)
    parts = [t("{papers} papers", papers=sum(reading.times for reading in readings))]
    if scene.seconds_per_paper is not None:
        parts.append(t("{seconds} s/paper", seconds=decimal_comma(f"{scene.seconds_per_paper:.1f}")))
    parts.append(t("{aside} set aside", aside=aside))
    return line(("  ·  ".join(parts), "$quiet"))


def _history(scene: Scene) -> list[Content]:
    pad, width = scene.pad, HISTORY_WIDTH - 4
    rows = [line((t("Papers entered"), "bold $quiet")), Content("")]
    space = scene.height - len(rows)
    earlier = list(enumerate(pad.readings, start=1))[-space:]
    for position, reading in reversed(earlier):
        is_here = position == pad.position and pad.phase is not Phase.PAPER
        mark = ("▶ ", "$gold") if is_here or (pad.correcting and position == pad.position) else ("  ", "")
        rows.append(fit(line(mark, (f"{position:>3}  ", "$quiet"), reading_words(reading, pad, counted=False)), width))
    return rows
