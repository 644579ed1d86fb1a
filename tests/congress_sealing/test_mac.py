"""Tags of rows and digests of secret records."""

import hashlib
import hmac
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from congress.sealing import mac

BAG = st.lists(st.binary(max_size=12), max_size=8)
SALT = bytes(32)


@given(key=st.binary(min_size=32, max_size=32), data=st.binary(max_size=100))
def test_the_tag_is_hmac_sha256(key: bytes, data: bytes) -> None:
    assert mac.mac(key, data) == hmac.digest(key, data, hashlib.sha256)


def test_known_answer_of_rfc_4231() -> None:
    tag = mac.mac(b"\x0b" * 20, b"Hi There")
    assert tag.hex() == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"


@given(key=st.binary(min_size=32, max_size=32), data=st.binary(max_size=50), other=st.binary(max_size=50))
def test_a_tag_holds_for_its_row_only(key: bytes, data: bytes, other: bytes) -> None:
    tag = mac.mac(key, data)
    assert mac.holds(key, data, tag)
    assert mac.holds(key, other, tag) == (data == other)
    assert not mac.holds(bytes(32), data, tag) or key == bytes(32)
    assert not mac.holds(key, data, tag[:-1])


@given(bag=BAG, seed=st.randoms())
def test_the_order_of_records_does_not_show(bag: list[bytes], seed: Random) -> None:
    shuffled = list(bag)
    seed.shuffle(shuffled)
    assert mac.salted_digest(SALT, shuffled) == mac.salted_digest(SALT, bag)


@given(one=BAG, other=BAG)
def test_different_bags_have_different_digests(one: list[bytes], other: list[bytes]) -> None:
    assert (mac.salted_digest(SALT, one) == mac.salted_digest(SALT, other)) == (sorted(one) == sorted(other))


def test_no_two_ways_to_cut_the_same_bytes_agree() -> None:
    cuts = [[b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"a", b"b", b"c"], [b"", b"abc"], [b"abc", b"abc"], []]
    assert len({mac.salted_digest(SALT, cut) for cut in cuts}) == len(cuts)


def test_the_salt_matters_and_is_not_mixed_up_with_a_record() -> None:
    assert mac.salted_digest(mac.new_salt(), [b"x"]) != mac.salted_digest(mac.new_salt(), [b"x"])
    assert mac.salted_digest(b"ab", [b"c"]) != mac.salted_digest(b"a", [b"bc"])


def test_known_answer_so_that_archives_can_be_checked_in_years() -> None:
    expected = hashlib.sha256(
        b"congress-salted/1\n"
        + (4).to_bytes(8, "big") + b"salt"
        + (2).to_bytes(8, "big")
        + (1).to_bytes(8, "big") + b"a"
        + (2).to_bytes(8, "big") + b"bc"
    ).digest()  # fmt: skip
    assert mac.salted_digest(b"salt", [b"bc", b"a"]) == expected


def test_new_keys_and_salts_are_32_random_bytes() -> None:
    made = {mac.new_key(), mac.new_key(), mac.new_salt(), mac.new_salt()}
    assert len(made) == 4
    assert {len(each) for each in made} == {32}
