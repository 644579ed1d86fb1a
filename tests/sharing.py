"""What the tests of a run share (dùng chung): work that comes out equal for every test is done once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def shared_statements() -> Iterator[None]:
    """Statements are compiled once a run, not once a workspace: an engine's cache of them outlives the engine.

    The key of what is compiled names the dialect, so the engines of SQLite have one between them.
    """
    from sqlalchemy import Engine

    from congress.store import engine as engines

    make: Callable[..., Engine] = vars(engines)["create_engine"]
    first: list[Engine] = []

    def made(url: Any, **options: Any) -> Engine:
        engine = make(url, **options)
        if engine.dialect.name != "sqlite":
            return engine
        if not first or not first[0].dialect.server_version_info:  # it never connected
            first[:] = [engine]
        engine.dialect = engine.pool._dialect = first[0].dialect
        engine._compiled_cache = first[0]._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "create_engine", made)
        yield


@pytest.fixture(autouse=True, scope="session")
def shared_styles() -> Iterator[None]:
    """Style sheets are parsed once a run for each theme, not once an app. For conftests of screens."""
    from textual.css.stylesheet import Stylesheet

    parse = Stylesheet._parse_rules
    parsed: dict[tuple[Any, ...], list[Any]] = {}

    def once(sheet: Stylesheet, *source: Any, **more: Any) -> list[Any]:
        key = (frozenset(sheet._variables.items()), source, tuple(sorted(more.items())))
        if key not in parsed:
            parsed[key] = parse(sheet, *source, **more)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield
