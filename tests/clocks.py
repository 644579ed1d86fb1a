"""A clock that stands still until a test moves it (đồng hồ ghim)."""

from datetime import UTC, datetime, timedelta

OPENING = datetime(2025, 8, 12, 1, 10, tzinfo=UTC)
"""08:10 in Việt Nam on the second morning of a congress."""


class PinnedClock:
    """Tells the same moment until it is moved."""

    def __init__(self, start: datetime = OPENING) -> None:
        self.moment = start
        self.seconds = 1000.0

    def now(self) -> datetime:
        """The moment, UTC."""
        return self.moment

    def steady(self) -> float:
        """Seconds that only grow."""
        return self.seconds

    def advance(self, **parts: float) -> None:
        """Let time pass: `advance(minutes=5)`."""
        passed = timedelta(**parts)
        self.moment += passed
        self.seconds += passed.total_seconds()

    def set_back(self, **parts: float) -> None:
        """Someone sets the wall clock back; the steady seconds run on."""
        self.moment -= timedelta(**parts)
