"""What psutil says alike on every system: programs that wait for calls, and the battery of Windows."""

import ipaddress
from collections.abc import Iterable

from devices.machine.values import Power


def listening() -> tuple[str, ...] | None:
    """Where programs of this machine can be called from outside."""
    import psutil

    try:
        found = psutil.net_connections(kind="inet")
    except (psutil.Error, OSError):
        return None
    return places(
        (str(one.type.name), one.laddr.ip, one.laddr.port)
        for one in found
        if one.laddr and (one.status == psutil.CONN_LISTEN or (one.type.name == "SOCK_DGRAM" and not one.raddr))
    )


def places(sockets: Iterable[tuple[str, str, int]]) -> tuple[str, ...]:
    """Open sockets as a person reads them, those that only the machine itself can call left out."""
    return tuple(
        sorted(
            {
                f"{'tcp' if kind == 'SOCK_STREAM' else 'udp'} {ip}:{port}"
                for kind, ip, port in sockets
                if not _is_loopback(ip)
            }
        )
    )


def _is_loopback(ip: str) -> bool:
    address = ipaddress.ip_address(ip.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return address.is_loopback or (mapped is not None and mapped.is_loopback)


def power() -> Power | None:
    """Mains and battery; None where there is no battery, for then nothing is told of the mains."""
    import psutil

    try:
        found = psutil.sensors_battery()
    except (psutil.Error, OSError):
        return None
    return None if found is None else Power(found.power_plugged, round(found.percent))
