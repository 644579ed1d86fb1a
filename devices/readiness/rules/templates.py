"""What is checked of each category and use class (mẫu kiểm tra).

Every device of a congress is freshly installed, checked for readiness and information security and stamped before use
(229-KH/TU Hà Tĩnh, II.3); what that means for each kind of device is practice and may be changed by a congress.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from congress.errors import Finding
from congress.text import clean, fold
from devices.readiness.rules.checks import most_value
from devices.readiness.values import Due, DueChange, Item, Measure, OwnItem
from devices.register.rules.details import check_text
from devices.register.values.devices import Category, UseClass

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)

_PRESENT = Due(Item.PRESENT, _WEEK)
_INSTALLED = (Due(Item.FRESH_INSTALL), Due(Item.UPDATES), Due(Item.MALWARE, _WEEK))
_ALONE = (Due(Item.NETWORK_OFF, _DAY), Due(Item.RADIO_OFF, _DAY))
_RUNS = (Due(Item.CLOCK, _DAY), Due(Item.DISK, _WEEK, Measure.GIGABYTES, 10))

_COMPUTER: Mapping[UseClass, tuple[Due, ...]] = {
    UseClass.COUNTING: (
        *_INSTALLED,
        *_ALONE,
        *_RUNS,
        Due(Item.BATTERY, _DAY, Measure.MINUTES, 30),
        Due(Item.KEYPAD, _DAY),
        Due(Item.PROGRAM, _DAY),
    ),
    UseClass.CLASSIFIED: (*_INSTALLED, *_ALONE, *_RUNS),
    UseClass.INTERNAL: (*_INSTALLED, *_RUNS),
    UseClass.INTERNET: (*_INSTALLED, *_RUNS),
}
_OTHERS: Mapping[Category, tuple[Due, ...]] = {
    Category.PRINTER: (Due(Item.TEST_PRINT, _DAY), Due(Item.TONER, _DAY, Measure.PERCENT, 20)),
    Category.PHOTOCOPIER: (Due(Item.TEST_PRINT, _DAY), Due(Item.TONER, _DAY, Measure.PERCENT, 20)),
    Category.SCANNER: (Due(Item.TEST_SCAN, _DAY),),
    Category.PROJECTOR: (Due(Item.PICTURE, _DAY),),
    Category.VIDEO_CAMERA: (Due(Item.PICTURE, _DAY), Due(Item.BATTERY, _DAY, Measure.MINUTES, 60)),
    Category.CAMERA: (Due(Item.PICTURE, _DAY), Due(Item.BATTERY, _DAY, Measure.PERCENT, 80)),
    Category.NETWORK: (Due(Item.UPDATES), _PRESENT),
    Category.UPS: (Due(Item.HOLDS, _WEEK, Measure.MINUTES, 10),),
    Category.KEYPAD: (Due(Item.KEYPAD, _DAY),),
    Category.MEDIA: (Due(Item.WIPED), Due(Item.MALWARE, _DAY)),
    # By existence and custody only.
    Category.LINE_SECURITY: (_PRESENT,),
    Category.OTHER: (_PRESENT,),
}


Changes = Mapping[tuple[str, str], DueChange]
"""What a congress changed, by template and item."""
DEFAULTS: Mapping[str, tuple[Due, ...]] = {
    **{f"{Category.COMPUTER} {use_class}": due for use_class, due in _COMPUTER.items()},
    **{str(category): due for category, due in _OTHERS.items()},
}
"""Every template by its name."""
MOST_DAYS = 3650


def template_name(category: Category, use_class: UseClass) -> str:
    """Which template such a device has: its category, of a computer its use class too."""
    return f"{category} {use_class}" if category is Category.COMPUTER else str(category)


def template(
    category: Category, use_class: UseClass, changes: Changes | None = None, own: Iterable[OwnItem] = ()
) -> tuple[Due, ...]:
    """What is checked of such a device, in the order in which it is done, as its congress changed and added to it."""
    name = template_name(category, use_class)
    adapted = ((due, (changes or {}).get((name, due.item))) for due in DEFAULTS[name])
    due = (changed(due, change) for due, change in adapted if change is None or change.is_due)
    return (*due, *(as_due(one) for one in own if one.template == name))


def as_due(one: OwnItem) -> Due:
    """A line of a template for an item of the congress's own."""
    return Due(one.text, None if one.days is None else timedelta(days=one.days))


def changed(due: Due, change: DueChange | None) -> Due:
    """The line of a template with a congress's change."""
    if change is None:
        return due
    return replace(due, valid_for=None if change.days is None else timedelta(days=change.days), least=change.least)


def by_item(changes: Iterable[DueChange]) -> Changes:
    """Changes as `template` asks for them."""
    return {(one.template, one.item): one for one in changes}


def as_default(name: str, due: Due) -> DueChange:
    """What a line of a default template says."""
    return DueChange(name, Item(due.item), True, None if due.valid_for is None else due.valid_for.days, due.least)


def is_default(one: DueChange) -> bool:
    """Whether it changes nothing."""
    return any(as_default(one.template, due) == one for due in DEFAULTS.get(one.template, ()))


def change_faults(changes: Iterable[DueChange]) -> Iterator[Finding]:
    """What is wrong with changes: an item that the template does not have, figures out of bounds, nothing left."""
    known = by_item(changes)
    for (name, item), one in known.items():
        where = f"{name} {item}"
        due = next((due for due in DEFAULTS.get(name, ()) if due.item is item), None)
        if due is None:
            yield Finding(where, "template-item-unknown", {"item": item})
            continue
        if one.days is not None and not 1 <= one.days <= MOST_DAYS:
            yield Finding(f"{where}.days", "template-days-wrong", {"most": MOST_DAYS})
        if one.least is not None and (due.measure is None or not 0 <= one.least <= most_value(due.measure)):
            yield Finding(f"{where}.least", "template-least-wrong", {"item": item})
    for name in dict.fromkeys(name for name, _ in known if name in DEFAULTS):
        off = {item for (template, item), one in known.items() if template == name and not one.is_due}
        if off >= {due.item for due in DEFAULTS[name]}:
            yield Finding(name, "template-empty")


def cleaned_own(one: OwnItem) -> OwnItem:
    """The same item with its words cleaned."""
    return replace(one, text=clean(one.text))


def own_faults(items: Iterable[OwnItem]) -> Iterator[Finding]:
    """What is wrong with items of a congress's own, already cleaned."""
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(items, start=1):
        where = f"own[{place}]"
        if one.template not in DEFAULTS:
            yield Finding(f"{where}.template", "template-unknown", {"template": one.template})
        if not one.text:
            yield Finding(f"{where}.text", "field-empty")
        yield from check_text(one.text, where=f"{where}.text")
        key = (one.template, fold(one.text))
        if key in seen or one.text in {str(item) for item in Item}:
            yield Finding(f"{where}.text", "template-own-twice", {"item": one.text})
        seen.add(key)
        if one.days is not None and not 1 <= one.days <= MOST_DAYS:
            yield Finding(f"{where}.days", "template-days-wrong", {"most": MOST_DAYS})
