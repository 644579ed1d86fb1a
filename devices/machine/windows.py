"""What Windows says of the laptop, asked of its own library of networks: nothing is asked over a network.

Written from the documentation of GetAdaptersAddresses and tried on structures made by hand; not run on Windows.
"""

import ctypes
from collections.abc import Iterator

from devices.machine.values import Interface, Link

_LOOPBACK = 24  # IF_TYPE_SOFTWARE_LOOPBACK
_IS_UP = 1  # IfOperStatusUp
_ANY_FAMILY = 0
_FLAGS = 0x80 | 0x2 | 0x4 | 0x8  # gateways wanted; no anycast, multicast or name servers
_DONE, _MORE_ROOM = 0, 111
_FIRST_ROOM = 16 * 1024


class Adapter(ctypes.Structure):
    """The head of IP_ADAPTER_ADDRESSES_LH, as far as it is read."""


Adapter._fields_ = [
    ("length", ctypes.c_uint32),
    ("index", ctypes.c_uint32),
    ("next", ctypes.POINTER(Adapter)),
    ("adapter_name", ctypes.c_char_p),
    ("first_unicast", ctypes.c_void_p),
    ("first_anycast", ctypes.c_void_p),
    ("first_multicast", ctypes.c_void_p),
    ("first_name_server", ctypes.c_void_p),
    ("suffix", ctypes.c_wchar_p),
    ("description", ctypes.c_wchar_p),
    ("friendly_name", ctypes.c_wchar_p),
    ("physical_address", ctypes.c_ubyte * 8),
    ("physical_length", ctypes.c_uint32),
    ("flags", ctypes.c_uint32),
    ("mtu", ctypes.c_uint32),
    ("kind", ctypes.c_uint32),
    ("state", ctypes.c_int),
    ("index_new", ctypes.c_uint32),
    ("zones", ctypes.c_uint32 * 16),
    ("first_prefix", ctypes.c_void_p),
    ("sends", ctypes.c_uint64),
    ("receives", ctypes.c_uint64),
    ("first_wins", ctypes.c_void_p),
    ("first_gateway", ctypes.c_void_p),
]


def observed() -> tuple[tuple[Interface, ...], tuple[str, ...]] | None:
    """Interfaces but the loop, and those with a gateway; None where Windows does not answer."""
    library = getattr(ctypes, "windll", None)
    if library is None:
        return None
    ask = library.iphlpapi.GetAdaptersAddresses
    size = ctypes.c_uint32(_FIRST_ROOM)
    for _ in range(3):
        room = ctypes.create_string_buffer(size.value)
        answer = ask(_ANY_FAMILY, _FLAGS, None, room, ctypes.byref(size))
        if answer == _DONE:
            return told(ctypes.cast(room, ctypes.POINTER(Adapter)))
        if answer != _MORE_ROOM:
            return None
    return None


def told(first: "ctypes._Pointer[Adapter]") -> tuple[tuple[Interface, ...], tuple[str, ...]]:
    """What a chain of adapters says."""
    adapters = [adapter for adapter in _chain(first) if adapter.kind != _LOOPBACK]
    interfaces = tuple(
        Interface(adapter.friendly_name or "?", _link(adapter.kind), is_up=adapter.state == _IS_UP)
        for adapter in adapters
    )
    ways = tuple(
        adapter.friendly_name or "?" for adapter in adapters if adapter.state == _IS_UP and adapter.first_gateway
    )
    return interfaces, ways


def _chain(first: "ctypes._Pointer[Adapter]") -> Iterator[Adapter]:
    link = first
    while link:
        yield link.contents
        link = link.contents.next


def _link(kind: int) -> Link:
    match kind:
        case 6:  # IF_TYPE_ETHERNET_CSMACD
            return Link.WIRED
        case 71:  # IF_TYPE_IEEE80211
            return Link.WIRELESS
        case _:
            return Link.OTHER
