"""What is checked of each category and use class (mẫu kiểm tra).

Every device of a congress is freshly installed, checked for readiness and information security and stamped before use
(229-KH/TU Hà Tĩnh, II.3); what that means for each kind of device is practice and may be changed by a congress.
"""

from collections.abc import Mapping
from datetime import timedelta

from devices.readiness.values import Due, Item, Measure
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


def template(category: Category, use_class: UseClass) -> tuple[Due, ...]:
    """What is checked of such a device, in the order in which it is done."""
    return _COMPUTER[use_class] if category is Category.COMPUTER else _OTHERS[category]
