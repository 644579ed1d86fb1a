"""How the screens of readiness say things (cách nói về sẵn sàng thiết bị): lights, what is lacking, days left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from textual.content import Content

from congress.i18n import code_of, sentence, t
from devices.readiness.values import Checked, Due, Lack, Light, Seal, SiteStanding
from devices.readiness.views import DeviceSeen
from devices.register.values.devices import Device, DeviceState
from devices.register.values.sites import Position
from tui.widgets.drawing import OK, WRONG, Part, line

LIGHTS: Mapping[Light, tuple[str, str]] = {
    Light.READY: ("●", "bold $good"),
    Light.PARTLY: ("◐", "bold $warn"),
    Light.NOT_READY: ("○", "bold $bad"),
}
"""Sign and colour; the word stands beside it."""
_CHECKS = frozenset({"check-missing", "check-failed", "check-expired"})
_SEALING = frozenset({"seal-missing", "device-not-sealed"})
_OF_DEVICES = frozenset({*_CHECKS, *_SEALING, "stamp-missing"})
_BEFORE_SEALING = frozenset({DeviceState.REGISTERED, DeviceState.ASSIGNED})


def light(standing: SiteStanding) -> Content:
    """The light in sign, word and colour; of a ready site until when, where that is not long enough."""
    sign, style = LIGHTS[standing.light]
    until = "" if standing.lapse is None else f" {t('until {moment}', moment=moment(standing.lapse.at))}"
    return line((f"{sign} {t(code_of(standing.light))}", style), (until, "$warn"))


def lapse_lines(standing: SiteStanding) -> Iterator[Content]:
    """What a site that is ready now will lack on the day unless it is checked again."""
    if standing.lapse is not None:
        facts = {"count": standing.lapse.devices, "moment": moment(standing.lapse.at)}
        said = t("Checks of {count} devices lapse from {moment}: check again before the congress needs them.", **facts)
        yield line((f"! {said}", "$warn"))


def share(part: int, whole: int) -> Part:
    """So many of so many."""
    return (f"{part}/{whole}", "$good" if part >= whole else "$warn")


def countdown(days_left: int | None) -> str:
    """How many days are left until the congress opens."""
    if days_left is None:
        return t("day of opening not set")
    if days_left > 0:
        return t("{days} days left", days=days_left)
    return t("opens today") if days_left == 0 else t("opened {days} days ago", days=-days_left)


def held(days: int | None) -> str:
    """How long a passed check holds."""
    return t("no limit") if days is None else t("{days} days", days=days)


def first_lack(lacks: Sequence[Lack]) -> str:
    """What blocks first, in the order of the work: devices there, checked, stamped, sealed; spares; the rest."""
    return next(_summed(lacks))


def _summed(lacks: Sequence[Lack]) -> Iterator[str]:
    def count(*codes: str) -> int:
        return len({one.subject for one in lacks if one.code in codes})

    if number := count("position-empty"):
        yield t("positions empty: {count}", count=number)
    if number := count(*_CHECKS):
        yield t("devices to check: {count}", count=number)
    if number := count("stamp-missing"):
        yield t("no stamp yet: {count}", count=number)
    if number := count(*_SEALING):
        yield t("devices to seal: {count}", count=number)
    yield from (sentence(one) for one in lacks if one.code not in {*_OF_DEVICES, "position-empty"})


def lack_lines(lacks: Sequence[Lack], *, at_most: int) -> Iterator[Content]:
    """Everything that is lacking, a device in one line; how many lines more there are."""
    found = list(_lines(lacks))
    shown = found if len(found) <= at_most else found[: at_most - 1]
    yield from (line((f"{WRONG} ", "bold $bad"), one) for one in shown)
    if more := len(found) - len(shown):
        yield line((t("and {more} further matters", more=more), "$quiet"))


def _lines(lacks: Sequence[Lack]) -> Iterator[str]:
    tags = dict.fromkeys(one.subject for one in lacks if one.code in _OF_DEVICES)
    yield from (sentence(one) for one in lacks if one.code == "position-empty")
    for tag in tags:
        yield f"{tag}: {'; '.join(_of_device([one for one in lacks if one.subject == tag]))}"
    yield from (sentence(one) for one in lacks if one.code not in {*_OF_DEVICES, "position-empty"})


def _of_device(lacks: Iterable[Lack]) -> Iterator[str]:
    found = tuple(lacks)
    if number := sum(1 for one in found if one.code in _CHECKS):
        yield t("checks open: {count}", count=number)
    codes = {one.code for one in found}
    if "stamp-missing" in codes:
        yield t("no inspection stamp")
    if "seal-missing" in codes:
        yield t("no seal")
    for one in found:
        state = one.facts.get("state")
        if isinstance(state, DeviceState) and state not in _BEFORE_SEALING:
            yield t(code_of(state))


def due_line(lacks: Sequence[Lack]) -> Content:
    """By when and by whom all of it is due."""
    if not lacks:
        return line((f"{OK} {t('Nothing is lacking.')}", "$good"))
    due_on, who = lacks[0].due_on, lacks[0].who
    said = [t("due by {day}", day=f"{due_on:%d/%m/%Y}")] if due_on else []
    said.append(who or t("nobody is in charge yet"))
    return line((t("Lacking"), "bold"), (f"  {' · '.join(said)}", "$quiet"))


def position_name(position: Position) -> str:
    """A position in words with its number."""
    name = t(code_of(position.kind))
    return f"{name[:1].upper()}{name[1:]} {position.number}"


def device_lines(seen: DeviceSeen) -> Iterator[Content]:
    """A device in words: what it is, its stamp and seal."""
    device = seen.device
    yield line((device.tag, "bold"), f"  {what_it_is(device)}")
    yield line((f"{t(code_of(device.use_class))}  ·  {t(code_of(device.state))}", "$quiet"))
    yield from seal_lines(one for one in (seen.stamp, seen.seal) if one is not None)


def what_it_is(device: Device) -> str:
    """Category, model, serial."""
    details = device.details
    return " · ".join(filter(None, (t(code_of(device.category)), details.model, details.serial)))


def seal_lines(seals: Iterable[Seal]) -> Iterator[Content]:
    """Stamps and seals with number, issuer, expiry."""
    for one in seals:
        until = "" if one.expires_on is None else t("until {moment}", moment=f"{one.expires_on:%d/%m/%Y}")
        said = " · ".join(filter(None, (one.issuer, one.spot, until, t("picture") if one.picture else "")))
        yield line(f"{t(code_of(one.kind))} ", (one.number, "bold"), (f"  {said}", "$quiet"))


def moment(at: datetime) -> str:
    """A moment as a table shows it."""
    return f"{at.astimezone():%d/%m %H:%M}"


def value_of(due: Due, check: Checked) -> str:
    """The value of a check with its unit; empty where none was measured."""
    if check.value is None or due.measure is None:
        return ""
    return f"{check.value} {t(code_of(due.measure))}"
