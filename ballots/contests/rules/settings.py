"""The open points of a congress and of a contest (nội dung do đại hội quyết định): what holds, what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from ballots.contests.values import ContestDetails, SettingLine
from ballots.regulations.open_points import OPEN_POINTS, Group, OpenPoint, Value, checked
from ballots.regulations.values import ContestKind, ContestSettings, ElectorateKind, Form, PercentBase, Treatment
from congress.errors import Refused

_TALLY = ("all_disagree", "all_blank", "percent_base")
SAID_ELSEWHERE = frozenset({"congress_kind", "ruleset"})
"""Said with the congress itself, and with each contest; not set among the settings."""
_FIXED_AT_OPENING = frozenset({Group.BASIS, Group.PAPER, Group.RESULT, Group.LIST})
"""Groups that stay for a contest as they were when its desk opened; the rest is about paper work behind it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What of a contest decides which open points concern it."""

    details: ContestDetails
    names: int
    form: Form
    electorate_kind: ElectorateKind


def parsed(key: str, text: str) -> Value:
    """A value as it is typed or kept, in the type of its open point; `Refused` where it is not allowed."""
    point = next((point for point in OPEN_POINTS if point.key == key), None)
    if point is None:
        raise Refused("setting-unknown", key=key)
    if key in SAID_ELSEWHERE:
        raise Refused("setting-said-elsewhere", title=point.title)
    wanted: Value = text.strip()
    if isinstance(point.default, int) and isinstance(wanted, str) and wanted.isascii() and wanted.isdecimal():
        wanted = int(wanted)
    return checked(key, wanted)


def congress_lines(decided: Mapping[str, str], *, kind: str) -> tuple[SettingLine, ...]:
    """Every open point of a congress, in the order of the regulation's table."""
    return tuple(_line(point, decided, known={"congress_kind": kind}) for point in OPEN_POINTS)


def contest_lines(
    decided: Mapping[str, str], situation: Situation, *, frozen: Mapping[str, Value] | None
) -> tuple[SettingLine, ...]:
    """Every open point of a contest: its own value, else the congress's, else the default.

    `frozen` holds the values of the moment when its desk opened.
    """
    known = _known(situation)
    return tuple(
        _line(
            point,
            decided,
            known=known,
            frozen=frozen.get(point.key) if frozen and point.group in _FIXED_AT_OPENING else None,
            concerns=_concerns(point, situation),
        )
        for point in OPEN_POINTS
    )


def tally_settings(lines: tuple[SettingLine, ...], details: ContestDetails) -> ContestSettings:
    """The settings that stand in a contest's record (cài đặt ghi vào dữ liệu kiểm phiếu)."""
    value = {line.key: str(line.value) for line in lines if line.key in _TALLY}
    return ContestSettings(
        all_disagree=Treatment(value["all_disagree"]),
        all_blank=Treatment(value["all_blank"]),
        percent_base=PercentBase(value["percent_base"]),
        sheet=details.settings.sheet,
    )


def number(lines: tuple[SettingLine, ...], key: str) -> int:
    """The value of an open point that is a number."""
    return int(next(line.value for line in lines if line.key == key))


def congress_form(decided: Mapping[str, str]) -> Form | None:
    """The form that a congress prints whatever the list (mẫu phiếu); None where it follows from the list."""
    wanted = decided.get("ballot_form", "by-list")
    return None if wanted == "by-list" else Form(wanted)


def _known(situation: Situation) -> dict[str, Value]:
    """What the contest itself says of open points."""
    details = situation.details
    known: dict[str, Value] = {
        "ruleset": str(details.regulation),
        "congress_kind": str(situation.electorate_kind),
    }
    if details.form_by_hand is not None:
        known["ballot_form"] = str(details.form_by_hand)
    own = details.settings
    for key, value in (
        ("all_disagree", own.all_disagree),
        ("all_blank", own.all_blank),
        ("percent_base", own.percent_base),
    ):
        if value is not None:
            known[key] = str(value)
    return known


def _line(
    point: OpenPoint,
    decided: Mapping[str, str],
    *,
    known: Mapping[str, Value],
    frozen: Value | None = None,
    concerns: bool = True,
) -> SettingLine:
    is_decided = point.key in known or point.key in decided or frozen is not None
    if frozen is not None:
        value = frozen
    elif point.key in known:
        value = known[point.key]
    elif point.key in decided:
        value = parsed(point.key, decided[point.key])
    else:
        value = point.default
    return SettingLine(
        key=point.key,
        value=value,
        title=point.title,
        is_default=value == point.default,
        is_decided=is_decided,
        concerns=concerns,
        must_confirm=point.confirm,
    )


def _concerns(point: OpenPoint, situation: Situation) -> bool:
    details = situation.details
    match point.key:
        case "all_disagree" | "all_blank":
            return situation.form is Form.AGREE and situation.names > 1
        case "partial_strike":
            return situation.form is Form.STRIKE
        case "committee_deductions":
            return situation.electorate_kind is ElectorateKind.COMMITTEE
        case "alternates_list":
            return details.alternates > 0
        case "tie" | "revote_tied" | "too_few":
            return details.kind in {ContestKind.ELECTION, ContestKind.REVOTE}
        case _:
            return True
