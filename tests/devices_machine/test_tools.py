"""Programs of the system: asked within a time, with nothing of our surroundings, never through a shell."""

import os
import socket
import time
from pathlib import Path

import pytest

from devices.machine import calls
from devices.machine.tools import ask


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path / "tool-of-the-system"


def written(program: Path, script: str) -> str:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program.name


def test_an_answer_is_what_was_printed(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "proxy.example.org")
    name = written(program, 'echo "$LC_ALL$HTTP_PROXY|$1"')
    assert ask(name, "; rm -rf $HOME") == "C|; rm -rf $HOME\n"


def test_a_program_that_fails_is_missing_or_never_ends_gives_no_answer(program: Path) -> None:
    assert ask(written(program, "echo half; exit 1")) is None
    assert ask(program.name, ends=None) == "half\n"
    assert ask("no-such-tool-anywhere") is None
    began = time.monotonic()
    assert ask(written(program, "exec sleep 30"), patience_s=0.2) is None
    assert time.monotonic() - began < 10


def test_letters_that_are_none_are_no_fault(program: Path) -> None:
    assert ask(written(program, r"printf '\377ok'")) == "\ufffdok"


def test_what_only_the_machine_itself_can_call_is_left_out() -> None:
    sockets = [
        ("SOCK_STREAM", "127.0.0.1", 631),
        ("SOCK_STREAM", "::1", 631),
        ("SOCK_STREAM", "::ffff:127.0.0.1", 5432),
        ("SOCK_STREAM", "0.0.0.0", 22),
        ("SOCK_STREAM", "::", 22),
        ("SOCK_DGRAM", "fe80::1%eth0", 5353),
        ("SOCK_STREAM", "0.0.0.0", 22),
    ]
    assert calls.places(sockets) == ("tcp 0.0.0.0:22", "tcp :::22", "udp fe80::1%eth0:5353")


def test_a_program_that_waits_for_calls_is_seen() -> None:
    with socket.socket() as waiting:
        waiting.bind(("0.0.0.0", 0))
        waiting.listen()
        place = f"tcp 0.0.0.0:{waiting.getsockname()[1]}"
        found = calls.listening()
        assert found is not None
        assert place in found
    gone = calls.listening()
    assert gone is not None
    assert place not in gone
