"""Several facts in one sentence: sentences follow each other, words stand with a semicolon between."""

from congress.errors import Refused
from congress.i18n import sentence

NETWORK = Refused("machine-network-up", name="eth0", link="mạng dây")
ROUTE = Refused("machine-route-out", name="eth0")


def test_sentences_within_a_sentence_are_not_joined_by_a_semicolon_behind_a_full_stop() -> None:
    said = sentence(Refused("gate-blocked", act="count:open", blockers=(NETWORK, ROUTE)), "vi")
    assert ".;" not in said
    assert ".." not in said
    assert "rút dây hoặc tắt. Có đường ra ngoài qua eth0. Khắc phục" in said
