"""Loading the room costs nothing until it signs: counting never pays for pyHanko."""

import subprocess
import sys

import pytest

HEAVY = ("pyhanko", "aiohttp", "pikepdf", "asn1crypto")


def loaded_by(*modules: str) -> set[str]:
    code = f"import sys, {', '.join(modules)}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "modules",
    [("mac", "heads", "sealed", "spelling", "binding", "values", "formats", "verifying", "attachments")],
    ids=["all but keys and signing"],
)
def test_most_of_the_room_loads_neither_cryptography_nor_pyhanko(modules: tuple[str, ...]) -> None:
    loaded = loaded_by(*(f"congress.sealing.{module}" for module in modules))
    assert loaded.isdisjoint({*HEAVY, "cryptography"})


def test_keys_and_signing_load_cryptography_alone() -> None:
    assert loaded_by("congress.sealing.keys", "congress.sealing.signing").isdisjoint(HEAVY)
