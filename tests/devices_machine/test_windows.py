"""The chain of adapters as Windows documents it, made by hand; Windows itself is not here."""

import ctypes
from itertools import pairwise

from devices.machine import windows
from devices.machine.values import Interface, Link
from devices.machine.windows import Adapter


def chain(*adapters: Adapter) -> "ctypes._Pointer[Adapter]":
    for one, following in pairwise(adapters):
        one.next = ctypes.pointer(following)
    return ctypes.pointer(adapters[0])


def test_the_structure_lies_as_windows_lays_it_on_64_bits() -> None:
    """Offsets of IP_ADAPTER_ADDRESSES_LH in iptypes.h, with pointers of eight bytes."""
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        return
    offsets = {name: getattr(Adapter, name).offset for name in ("next", "friendly_name", "flags", "kind", "state")}
    assert offsets == {"next": 8, "friendly_name": 72, "flags": 92, "kind": 100, "state": 104}
    assert Adapter.first_gateway.offset == 208


def test_a_chain_is_walked_to_its_end_and_the_loop_left_out() -> None:
    first = chain(
        Adapter(friendly_name="Loopback", kind=24, state=1),
        Adapter(friendly_name="Ethernet", kind=6, state=2, first_gateway=1),
        Adapter(friendly_name="Wi-Fi của máy", kind=71, state=1, first_gateway=1),
        Adapter(friendly_name="VPN", kind=131, state=1),
    )
    assert windows.told(first) == (
        (
            Interface("Ethernet", Link.WIRED, is_up=False),
            Interface("Wi-Fi của máy", Link.WIRELESS, is_up=True),
            Interface("VPN", Link.OTHER, is_up=True),
        ),
        ("Wi-Fi của máy",),
    )


def test_where_there_is_no_windows_nothing_is_known() -> None:
    if not hasattr(ctypes, "windll"):
        assert windows.observed() is None
