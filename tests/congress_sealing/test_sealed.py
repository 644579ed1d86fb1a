"""A sealed record opens with its key, unaltered, and in no other way."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed, Refused
from congress.sealing import sealed

KEY = bytes(range(32))
ABOUT = {"contest": "bch", "sha256": "ab" * 32}


def refusal(data: bytes, key: bytes) -> str:
    with pytest.raises(Refused) as refused:
        sealed.open_sealed(data, key)
    return refused.value.code


@given(plain=st.binary(max_size=300), key=st.binary(min_size=32, max_size=32))
def test_what_was_sealed_comes_back(plain: bytes, key: bytes) -> None:
    assert sealed.open_sealed(sealed.seal(plain, key, about=ABOUT), key) == plain


def test_the_header_says_what_it_is_without_the_key() -> None:
    data = sealed.seal(b"papers", KEY, about={"contest": "Bầu Ban Chấp hành"})
    header = json.loads(data.split(b"\n", 1)[0])
    assert header["format"] == "congress-sealed/1"
    assert sealed.read_header(data) == sealed.Header(sealed.key_id(KEY), {"contest": "Bầu Ban Chấp hành"})
    assert b"papers" not in data


def test_another_key_is_told_from_an_altered_file() -> None:
    data = sealed.seal(b"papers", KEY, about=ABOUT)
    assert refusal(data, bytes(32)) == "key-wrong"
    assert refusal(data[:-1] + bytes([data[-1] ^ 1]), KEY) == "sealed-altered"


def test_every_single_altered_byte_is_noticed() -> None:
    data = sealed.seal(b"the papers, shuffled", KEY, about=ABOUT)
    for place in range(len(data)):
        altered = data[:place] + bytes([data[place] ^ 0x04]) + data[place + 1 :]
        with pytest.raises((Refused, Malformed)):
            sealed.open_sealed(altered, KEY)


def test_what_it_is_about_cannot_be_exchanged() -> None:
    data = sealed.seal(b"papers", KEY, about={"contest": "bch"})
    assert refusal(data.replace(b'"bch"', b'"btv"'), KEY) == "sealed-altered"


def test_two_seals_of_one_record_have_nothing_in_common() -> None:
    first, second = (sealed.seal(b"papers" * 20, KEY, about=ABOUT) for _ in range(2))
    start = first.index(b"\n") + 1
    assert first[:start] == second[:start]
    assert first[start:] != second[start:]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}\n" + bytes(40),
        b"[" * 5000 + b"\n" + bytes(40),
        b'{"format":"congress-sealed/2","cipher":"AES-256-GCM","key":"","about":{}}\n' + bytes(40),
        b'{"format":"congress-sealed/1","cipher":"AES-256-GCM","key":"","about":{"a":1}}\n' + bytes(40),
        b'{"format":"congress-sealed/1","cipher":"AES-256-GCM","key":"","about":{}}\n' + bytes(20),
    ],
)
def test_what_is_no_sealed_record_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        sealed.open_sealed(data, KEY)


def test_keys_are_random_and_their_names_tell_them_apart() -> None:
    keys = {sealed.new_key() for _ in range(20)}
    assert len(keys) == 20
    assert len({sealed.key_id(key) for key in keys}) == 20


def test_a_destroyed_file_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    secret = b"reading" * 300_000
    path, link = tmp_path / "readings", tmp_path / "other name of the same bytes"
    path.write_bytes(secret)
    link.hardlink_to(path)
    sealed.destroy(path)
    assert not path.exists()
    assert b"reading" not in link.read_bytes()


def test_destroying_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sealed.destroy(tmp_path / "nothing")
