"""Every fact about the laptop is yes, no or not known; what is not known is never taken for good."""

from datetime import UTC, datetime, timedelta

import pytest

from congress.i18n import LANGUAGES, sentence
from devices.machine import rules
from devices.machine.values import MEBIBYTE, Answer, Fact, Interface, Link, Observed, Topic

NOW = datetime(2025, 8, 12, 1, 10, tzinfo=UTC)
GOOD = Observed(
    now=NOW,
    interfaces=(Interface("eth0", Link.WIRED, is_up=False),),
    ways_out=(),
    radios_on=(),
    free_bytes=10_000 * MEBIBYTE,
    printers=("HP_LaserJet",),
    is_encrypted=True,
)
BLIND = Observed(now=NOW)


def judged(**changed: object) -> dict[Topic, list[Fact]]:
    fields = {name: getattr(GOOD, name) for name in Observed.__slots__}
    facts: dict[Topic, list[Fact]] = {}
    for fact in rules.judge(Observed(**{**fields, **changed})):
        facts.setdefault(fact.topic, []).append(fact)
    return facts


def test_a_laptop_without_fault_blocks_nothing() -> None:
    facts = rules.judge(GOOD)
    assert {fact.answer for fact in facts} == {Answer.YES}
    assert [fact.topic for fact in facts] == list(Topic)
    assert not any(fact.blocks for fact in facts)


def test_what_cannot_be_seen_is_said_to_be_unknown_and_an_unseen_network_blocks() -> None:
    facts = {fact.topic: fact for fact in rules.judge(BLIND)}
    assert {topic for topic, fact in facts.items() if fact.answer is Answer.UNKNOWN} == set(Topic) - {Topic.CLOCK}
    assert {topic for topic, fact in facts.items() if fact.blocks} == {Topic.OFFLINE}


def test_every_network_that_is_up_blocks_by_its_own_name() -> None:
    up = (
        Interface("eth0", Link.WIRED, is_up=True),
        Interface("tun0", Link.OTHER, is_up=False),
        Interface("wlan0", Link.WIRELESS, is_up=True),
    )
    facts = judged(interfaces=up)[Topic.OFFLINE]
    assert [(fact.thing, fact.blocks, fact.answer) for fact in facts] == [
        ("eth0", True, Answer.NO),
        ("wlan0", True, Answer.NO),
    ]
    assert "mạng không dây" in sentence(facts[1])


def test_a_way_out_blocks_and_a_radio_that_is_on_is_only_said() -> None:
    assert judged(ways_out=("eth0",))[Topic.NO_WAY_OUT][0].blocks
    (radio,) = judged(radios_on=("wlan",))[Topic.RADIO_OFF]
    assert (radio.answer, radio.blocks) == (Answer.NO, False)


@pytest.mark.parametrize(("free_bytes", "blocks"), [(500 * MEBIBYTE - 1, True), (500 * MEBIBYTE, False), (0, True)])
def test_a_nearly_full_disk_blocks(free_bytes: int, *, blocks: bool) -> None:
    (disk,) = judged(free_bytes=free_bytes)[Topic.DISK]
    assert disk.blocks == blocks
    assert (disk.answer is Answer.NO) == blocks


@pytest.mark.parametrize(
    ("now", "blocks"),
    [
        (datetime(1970, 1, 1, tzinfo=UTC), True),
        (rules.EARLIEST - timedelta(seconds=1), True),
        (rules.EARLIEST, False),
        (rules.LATEST, True),
    ],
)
def test_a_clock_that_lost_its_battery_blocks(now: datetime, *, blocks: bool) -> None:
    (clock,) = judged(now=now)[Topic.CLOCK]
    assert clock.blocks == blocks


def test_no_printer_and_a_plain_disk_are_said_and_block_nothing() -> None:
    facts = [*judged(printers=())[Topic.PRINTER], *judged(is_encrypted=False)[Topic.ENCRYPTED]]
    assert [(fact.answer, fact.blocks) for fact in facts] == [(Answer.NO, False)] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_sentence(language: str) -> None:
    """The codes stand in values that the catalogue's own test does not see."""
    bad = judged(
        interfaces=(Interface("eth0", Link.OTHER, is_up=True),),
        ways_out=("eth0",),
        radios_on=("wlan",),
        now=datetime(1970, 1, 1, tzinfo=UTC),
        free_bytes=1,
        printers=(),
        is_encrypted=False,
    )
    every = [*rules.judge(GOOD), *rules.judge(BLIND), *(fact for facts in bad.values() for fact in facts)]
    assert len({fact.code for fact in every}) == 20
    for fact in every:
        said = sentence(fact, language)
        assert said != fact.code
        assert "{" not in said
