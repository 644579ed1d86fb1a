"""From what was observed to answers: pure."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from congress.term.values import MachineClass
from congress.text import decimal_comma
from devices.machine.values import GIBIBYTE, MEBIBYTE, WAYS_OUT, Answer, Fact, Observed, Topic

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
"""Before this program was there: a clock that lost its battery starts years earlier."""
LATEST = datetime(2076, 1, 1, tzinfo=UTC)
LEAST_FREE_BYTES = 500 * MEBIBYTE
"""Below it official counting waits: database, papers and two backups of a large congress take about half of it."""
OLDEST_BACKUP = timedelta(hours=24)
"""A backup from before the day of the congress holds none of its ballots."""
LEAST_PERCENT = 30
"""Less charge than this is said even on mains: a cut lasts longer than it."""


def judge(observed: Observed) -> tuple[Fact, ...]:
    """Every answer on one laptop, in the order of the topics; one line an interface that is up."""
    return (
        *_offline(observed),
        *_no_way_out(observed),
        *_radio_off(observed),
        _not_listening(observed),
        _clock(observed),
        _disk(observed),
        _health(observed),
        _encrypted(observed),
        _power(observed),
        _printer(observed),
        *_media(observed),
        _backup(observed),
        _holds(observed),
    )


def ways_out(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Of all answers those that keep entry waiting while a count is open: something leads out of the laptop."""
    return tuple(fact for fact in facts if fact.blocks and fact.topic in WAYS_OUT)


def _offline(observed: Observed) -> Iterator[Fact]:
    if observed.interfaces is None:
        yield Fact(Topic.OFFLINE, Answer.UNKNOWN, "machine-network-unknown", blocks=True)
        return
    up = [interface for interface in observed.interfaces if interface.is_up]
    for interface in up:
        told = {"name": interface.name, "link": interface.link}
        yield Fact(Topic.OFFLINE, Answer.NO, "machine-network-up", told, blocks=True, thing=interface.name)
    if not up:
        yield Fact(Topic.OFFLINE, Answer.YES, "machine-network-down", {"count": len(observed.interfaces)})


def _no_way_out(observed: Observed) -> Iterator[Fact]:
    if observed.ways_out is None:
        yield Fact(Topic.NO_WAY_OUT, Answer.UNKNOWN, "machine-route-unknown")
        return
    for name in observed.ways_out:
        yield Fact(Topic.NO_WAY_OUT, Answer.NO, "machine-route-out", {"name": name}, blocks=True, thing=name)
    if not observed.ways_out:
        yield Fact(Topic.NO_WAY_OUT, Answer.YES, "machine-route-none")


def _radio_off(observed: Observed) -> Iterator[Fact]:
    if observed.radios_on is None:
        yield Fact(Topic.RADIO_OFF, Answer.UNKNOWN, "machine-radio-unknown")
        return
    for name in observed.radios_on:
        yield Fact(Topic.RADIO_OFF, Answer.NO, "machine-radio-on", {"name": name}, blocks=True, thing=name)
    if not observed.radios_on:
        yield Fact(Topic.RADIO_OFF, Answer.YES, "machine-radio-off")


def _not_listening(observed: Observed) -> Fact:
    match observed.listening:
        case None:
            return Fact(Topic.NOT_LISTENING, Answer.UNKNOWN, "machine-listening-unknown")
        case ():
            return Fact(Topic.NOT_LISTENING, Answer.YES, "machine-listening-none")
        case places:
            told = {"count": len(places), "places": _some(places)}
            return Fact(Topic.NOT_LISTENING, Answer.NO, "machine-listening", told)


def _clock(observed: Observed) -> Fact:
    told = {"found": moment(observed.now)}
    if observed.kept is not None and observed.kept.clock_doubted:
        return Fact(Topic.CLOCK, Answer.NO, "machine-clock-went-back", told, blocks=True)
    if EARLIEST <= observed.now < LATEST:
        return Fact(Topic.CLOCK, Answer.YES, "machine-clock-possible", told)
    return Fact(Topic.CLOCK, Answer.NO, "machine-clock-impossible", told, blocks=True)


def _disk(observed: Observed) -> Fact:
    if observed.free_bytes is None:
        return Fact(Topic.DISK, Answer.UNKNOWN, "machine-disk-unknown")
    told = {
        "free_gb": _tenths(observed.free_bytes * 10 // GIBIBYTE),
        "least_gb": _tenths(-(-LEAST_FREE_BYTES * 10 // GIBIBYTE)),
    }
    if observed.free_bytes < LEAST_FREE_BYTES:
        return Fact(Topic.DISK, Answer.NO, "machine-disk-nearly-full", told, blocks=True)
    return Fact(Topic.DISK, Answer.YES, "machine-disk-roomy", told)


def _tenths(number: int) -> str:
    return decimal_comma(f"{number // 10}.{number % 10}")


def _health(observed: Observed) -> Fact:
    match observed.failing_disks:
        case None:
            return Fact(Topic.HEALTH, Answer.UNKNOWN, "machine-disk-health-unknown")
        case ():
            return Fact(Topic.HEALTH, Answer.YES, "machine-disk-healthy")
        case names:
            return Fact(Topic.HEALTH, Answer.NO, "machine-disk-failing", {"names": ", ".join(names)})


def _encrypted(observed: Observed) -> Fact:
    match observed.is_encrypted:
        case None:
            return Fact(Topic.ENCRYPTED, Answer.UNKNOWN, "machine-disk-encryption-unknown")
        case True:
            return Fact(Topic.ENCRYPTED, Answer.YES, "machine-disk-encrypted")
        case False:
            return Fact(Topic.ENCRYPTED, Answer.NO, "machine-disk-plain")


def _power(observed: Observed) -> Fact:
    power = observed.power
    if power is None or power.on_mains is None:
        return Fact(Topic.POWER, Answer.UNKNOWN, "machine-power-unknown")
    if not power.on_mains:
        return Fact(Topic.POWER, Answer.NO, *_charged("machine-power-battery", power.percent))
    if power.percent is not None and power.percent < LEAST_PERCENT:
        return Fact(Topic.POWER, Answer.NO, "machine-power-low", {"percent": power.percent, "least": LEAST_PERCENT})
    return Fact(Topic.POWER, Answer.YES, *_charged("machine-power-mains", power.percent))


def _charged(code: str, percent: int | None) -> tuple[str, dict[str, object]]:
    return (code, {}) if percent is None else (f"{code}-charged", {"percent": percent})


def _printer(observed: Observed) -> Fact:
    match observed.printers:
        case None:
            return Fact(Topic.PRINTER, Answer.UNKNOWN, "machine-printer-unknown")
        case ():
            return Fact(Topic.PRINTER, Answer.NO, "machine-printer-none")
        case names:
            return Fact(Topic.PRINTER, Answer.YES, "machine-printer-there", {"names": ", ".join(names)})


def _media(observed: Observed) -> Iterator[Fact]:
    if observed.media is None:
        yield Fact(Topic.MEDIA, Answer.UNKNOWN, "machine-media-unknown")
        return
    foreign = [medium for medium in observed.media if medium.id not in observed.allowed_media]
    for medium in foreign:
        told = {"name": medium.name, "id": medium.id}
        yield Fact(Topic.MEDIA, Answer.NO, "machine-media-foreign", told, thing=medium.id)
    if not observed.media:
        yield Fact(Topic.MEDIA, Answer.YES, "machine-media-none")
    elif not foreign:
        told = {"name": _some(tuple(medium.name for medium in observed.media))}
        yield Fact(Topic.MEDIA, Answer.YES, "machine-media-allowed", told)


def _backup(observed: Observed) -> Fact:
    if observed.kept is None:
        return Fact(Topic.BACKUP, Answer.UNKNOWN, "machine-backup-unknown")
    last = observed.kept.last_backup
    if last is None:
        return Fact(Topic.BACKUP, Answer.NO, "machine-backup-never")
    told = {"at": moment(last), "hours": OLDEST_BACKUP // timedelta(hours=1)}
    if observed.now - last > OLDEST_BACKUP:
        return Fact(Topic.BACKUP, Answer.NO, "machine-backup-old", told)
    return Fact(Topic.BACKUP, Answer.YES, "machine-backup-made", told)


def _holds(observed: Observed) -> Fact:
    kept = observed.kept
    if kept is None:
        return Fact(Topic.HOLDS, Answer.UNKNOWN, "machine-holds-unknown")
    if kept.holding.machine_class is MachineClass.ORDINARY:
        return Fact(Topic.HOLDS, Answer.YES, "machine-holds-ordinary")
    if ways_out((*_offline(observed), *_no_way_out(observed), *_radio_off(observed))):
        return Fact(Topic.HOLDS, Answer.NO, "machine-holds-connected")
    if kept.holding.ever_connected_counts and kept.first_connected is not None:
        return Fact(Topic.HOLDS, Answer.NO, "machine-holds-connected-once", {"at": moment(kept.first_connected)})
    return Fact(Topic.HOLDS, Answer.YES, "machine-holds-classified")


def moment(at: datetime) -> str:
    """A moment as this room's sentences have it."""
    return at.astimezone().strftime("%H:%M %d/%m/%Y")


def _some(names: tuple[str, ...], *, at_most: int = 6) -> str:
    """As many names as a line takes; how many there are stands before them."""
    return ", ".join(names[:at_most]) + (", …" if len(names) > at_most else "")
