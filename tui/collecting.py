"""When Python searches for garbage (thu gom bộ nhớ): a whole search takes a tenth of a second, at any key.

A program that starts by `none_while_loading` searches between piles instead, and never through its own modules.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 100
"""Partial searches to one whole search: none falls into a pile, since each begins with one."""


@contextmanager
def none_while_loading() -> Iterator[None]:
    """No search while a program's modules load; what they made stays to its end and is not searched again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        youngest, young, _ = gc.get_threshold()
        gc.set_threshold(youngest, young, _RARELY)
        gc.enable()


def before_a_pile() -> None:
    """A whole search now, while the papers are taken in hand, where the program keeps it from other moments."""
    if gc.get_freeze_count():
        gc.collect()
