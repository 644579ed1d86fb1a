"""From what was observed to answers: pure."""

from collections.abc import Iterator
from datetime import UTC, datetime

from devices.machine.values import MEBIBYTE, Answer, Fact, Observed, Topic

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
"""Before this program was there: a clock that lost its battery starts years earlier."""
LATEST = datetime(2076, 1, 1, tzinfo=UTC)
LEAST_FREE_BYTES = 500 * MEBIBYTE
"""Below it official counting waits: database, papers and two backups of a large congress take about half of it."""


def judge(observed: Observed) -> tuple[Fact, ...]:
    """Every answer on one laptop, in the order of the topics; one line an interface that is up."""
    return (
        *_offline(observed),
        _no_way_out(observed),
        _radio_off(observed),
        _clock(observed),
        _disk(observed),
        _printer(observed),
        _encrypted(observed),
    )


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


def _no_way_out(observed: Observed) -> Fact:
    match observed.ways_out:
        case None:
            return Fact(Topic.NO_WAY_OUT, Answer.UNKNOWN, "machine-route-unknown")
        case ():
            return Fact(Topic.NO_WAY_OUT, Answer.YES, "machine-route-none")
        case ways:
            return Fact(Topic.NO_WAY_OUT, Answer.NO, "machine-route-out", {"names": ", ".join(ways)}, blocks=True)


def _radio_off(observed: Observed) -> Fact:
    match observed.radios_on:
        case None:
            return Fact(Topic.RADIO_OFF, Answer.UNKNOWN, "machine-radio-unknown")
        case ():
            return Fact(Topic.RADIO_OFF, Answer.YES, "machine-radio-off")
        case names:
            return Fact(Topic.RADIO_OFF, Answer.NO, "machine-radio-on", {"names": ", ".join(names)})


def _clock(observed: Observed) -> Fact:
    told = {"found": observed.now.astimezone().strftime("%H:%M %d/%m/%Y")}
    if EARLIEST <= observed.now < LATEST:
        return Fact(Topic.CLOCK, Answer.YES, "machine-clock-possible", told)
    return Fact(Topic.CLOCK, Answer.NO, "machine-clock-impossible", told, blocks=True)


def _disk(observed: Observed) -> Fact:
    if observed.free_bytes is None:
        return Fact(Topic.DISK, Answer.UNKNOWN, "machine-disk-unknown")
    told = {"free_mib": observed.free_bytes // MEBIBYTE, "least_mib": LEAST_FREE_BYTES // MEBIBYTE}
    if observed.free_bytes < LEAST_FREE_BYTES:
        return Fact(Topic.DISK, Answer.NO, "machine-disk-nearly-full", told, blocks=True)
    return Fact(Topic.DISK, Answer.YES, "machine-disk-roomy", told)


def _printer(observed: Observed) -> Fact:
    match observed.printers:
        case None:
            return Fact(Topic.PRINTER, Answer.UNKNOWN, "machine-printer-unknown")
        case ():
            return Fact(Topic.PRINTER, Answer.NO, "machine-printer-none")
        case names:
            return Fact(Topic.PRINTER, Answer.YES, "machine-printer-there", {"names": ", ".join(names)})


def _encrypted(observed: Observed) -> Fact:
    match observed.is_encrypted:
        case None:
            return Fact(Topic.ENCRYPTED, Answer.UNKNOWN, "machine-disk-encryption-unknown")
        case True:
            return Fact(Topic.ENCRYPTED, Answer.YES, "machine-disk-encrypted")
        case False:
            return Fact(Topic.ENCRYPTED, Answer.NO, "machine-disk-plain")
