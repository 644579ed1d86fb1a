"""The clock (đồng hồ) of a house: asked once a unit, pinned in tests, and watched."""

import time
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from congress.errors import Refused

SLACK = timedelta(minutes=2)
"""How far a machine's clock may drift while the program runs, or stand behind the last entry."""


class Clock(Protocol):
    """Tells the moment, and seconds that no one can set back."""

    def now(self) -> datetime:
        """The moment, UTC."""

    def steady(self) -> float:
        """Seconds since some start, through sleep of the machine too where it can tell."""


class SystemClock:
    """This machine's clock."""

    def now(self) -> datetime:
        """The moment, UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """CLOCK_BOOTTIME where there is one: it runs on while the lid is closed."""
        boottime = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class ClockWatch:
    """Notices a clock that was set or jumped (đồng hồ bị chỉnh): times in the journal are worth nothing then."""

    def __init__(self, clock: Clock, *, latest: datetime | None) -> None:
        self._clock = clock
        self._latest = latest
        """The latest moment in the journal since two people last accepted the clock."""
        self._base = (clock.now(), clock.steady())

    def question(self, now: datetime, *, latest: datetime | None = None) -> Refused | None:
        """What is wrong with the moment `now`; None where nothing is. `latest` is what others have written."""
        base, steady = self._base
        expected = base + timedelta(seconds=self._clock.steady() - steady)
        if abs(now - expected) > SLACK:
            return Refused("clock-jumped", expected=local_minute(expected), found=local_minute(now))
        last = max(filter(None, (self._latest, latest)), default=None)
        if last is not None and now < last - SLACK:
            return Refused("clock-went-back", last=local_minute(last), found=local_minute(now))
        return None

    def passed(self, moment: datetime) -> None:
        """An entry of this moment has been written."""
        self._latest = moment if self._latest is None else max(self._latest, moment)

    def accept(self) -> None:
        """Take the clock as it stands now for true: two people have looked at it."""
        now = self._clock.now()
        self._base = (now, self._clock.steady())
        self._latest = now


def local_minute(moment: datetime) -> str:
    """A moment as people here read it, to the minute."""
    return moment.astimezone().strftime("%H:%M %d/%m/%Y")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the month's last day where there is none such."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
