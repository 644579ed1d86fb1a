"""pyHanko's coroutines, run to their end without an event loop (chạy đồng bộ)."""

from collections.abc import Coroutine
from typing import Any

from congress.errors import Broken


def settle(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing: no event loop is made, hence no socket is opened.

    It also works where a loop is already running, as in the full-screen app.
    """
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    work.close()
    raise Broken("signature-waits")
