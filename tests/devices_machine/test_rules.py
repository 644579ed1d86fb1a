"""Every fact about the laptop is yes, no or not known; what is not known is never taken for good."""

from datetime import UTC, datetime, timedelta

import pytest

from congress.i18n import LANGUAGES, code_of, say_in, sentence
from congress.term.values import Holding, MachineClass
from devices.machine import rules
from devices.machine.values import MEBIBYTE, Answer, Fact, Interface, Kept, Link, Medium, Observed, Power, Topic

NOW = datetime(2025, 8, 12, 1, 10, tzinfo=UTC)
GOOD = Observed(
    now=NOW,
    interfaces=(Interface("eth0", Link.WIRED, is_up=False),),
    ways_out=(),
    radios_on=(),
    free_bytes=10_000 * MEBIBYTE,
    printers=("HP_LaserJet",),
    is_encrypted=True,
    listening=(),
    failing_disks=(),
    power=Power(on_mains=True, percent=90),
    media=(),
    kept=Kept(last_backup=NOW - timedelta(hours=3), clock_doubted=False),
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


@pytest.mark.parametrize(
    ("holding", "cable", "code"),
    [
        (Holding(), False, "machine-holds-ordinary"),
        (Holding(), True, "machine-holds-ordinary"),
        (Holding(MachineClass.CLASSIFIED), False, "machine-holds-classified"),
        (Holding(MachineClass.CLASSIFIED), True, "machine-holds-connected"),
        (Holding(MachineClass.CLASSIFIED, ever_connected_counts=True), False, "machine-holds-connected-once"),
        (Holding(MachineClass.CLASSIFIED, ever_connected_counts=True), True, "machine-holds-connected"),
    ],
)
def test_what_the_machine_may_hold_is_said_as_it_stands(holding: Holding, cable: bool, code: str) -> None:
    kept = Kept(NOW, clock_doubted=False, holding=holding, first_connected=NOW - timedelta(days=3))
    interfaces = (Interface("eth0", Link.WIRED, is_up=cable),)
    (fact,) = judged(kept=kept, interfaces=interfaces)[Topic.HOLDS]
    assert fact.code == code
    assert (fact.answer is Answer.NO) == code.startswith("machine-holds-connected")
    assert not fact.blocks, "the way out itself blocks official counting"


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


def test_a_way_out_and_a_radio_block_each_by_its_own_name() -> None:
    ways = judged(ways_out=("eth0", "wlan0"))[Topic.NO_WAY_OUT]
    assert [(fact.thing, fact.blocks) for fact in ways] == [("eth0", True), ("wlan0", True)]
    radios = judged(radios_on=("bluetooth", "wlan"))[Topic.RADIO_OFF]
    assert [(fact.thing, fact.blocks) for fact in radios] == [("bluetooth", True), ("wlan", True)]


def test_only_what_leads_out_keeps_entry_waiting() -> None:
    """A disk that fills up or a clock that was reset stops no count that is open."""
    bad = {"free_bytes": 1, "now": datetime(1970, 1, 1, tzinfo=UTC), "kept": None}
    facts = [fact for found in judged(**bad).values() for fact in found]
    assert {fact.topic for fact in facts if fact.blocks} == {Topic.CLOCK, Topic.DISK}
    assert rules.ways_out(tuple(facts)) == ()
    out = [fact for found in judged(ways_out=("eth0",), radios_on=("wlan",)).values() for fact in found]
    assert {fact.topic for fact in rules.ways_out(tuple(out))} == {Topic.NO_WAY_OUT, Topic.RADIO_OFF}
    assert {fact.topic for fact in rules.ways_out(rules.judge(BLIND))} == {Topic.OFFLINE}


def test_a_clock_behind_the_last_entry_blocks() -> None:
    (clock,) = judged(kept=Kept(None, clock_doubted=True))[Topic.CLOCK]
    assert (clock.code, clock.blocks) == ("machine-clock-went-back", True)


@pytest.mark.parametrize(
    ("power", "answer"),
    [
        (None, Answer.UNKNOWN),
        (Power(on_mains=None, percent=50), Answer.UNKNOWN),
        (Power(on_mains=True), Answer.YES),
        (Power(on_mains=True, percent=30), Answer.YES),
        (Power(on_mains=True, percent=29), Answer.NO),
        (Power(on_mains=False), Answer.NO),
        (Power(on_mains=False, percent=100), Answer.NO),
    ],
)
def test_mains_is_good_a_battery_or_a_low_charge_is_not(power: Power | None, answer: Answer) -> None:
    (found,) = judged(power=power)[Topic.POWER]
    assert (found.answer, found.blocks) == (answer, False)


def test_a_medium_is_held_against_the_list() -> None:
    stick, other = Medium("4C530001", "SanDisk Ultra (sdb)"), Medium("0001", "Kingston (sdc)")
    facts = judged(media=(stick, other), allowed_media=frozenset({"4C530001"}))[Topic.MEDIA]
    assert [(fact.answer, fact.thing) for fact in facts] == [(Answer.NO, "0001")]
    (allowed,) = judged(media=(stick,), allowed_media=frozenset({"4C530001"}))[Topic.MEDIA]
    assert allowed.answer is Answer.YES


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        (NOW, Answer.YES),
        (NOW - rules.OLDEST_BACKUP, Answer.YES),
        (NOW - rules.OLDEST_BACKUP - timedelta(seconds=1), Answer.NO),
        (None, Answer.NO),
    ],
)
def test_a_backup_older_than_a_day_is_none(last: datetime | None, answer: Answer) -> None:
    (found,) = judged(kept=Kept(last, clock_doubted=False))[Topic.BACKUP]
    assert found.answer is answer


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
        listening=("tcp 0.0.0.0:22",),
        failing_disks=("WDC WD5000",),
        power=Power(on_mains=False),
        media=(Medium("0001", "Kingston"),),
        kept=Kept(None, clock_doubted=False),
    )
    secret = Holding(MachineClass.CLASSIFIED, ever_connected_counts=True)
    rest = [
        *judged(kept=Kept(None, clock_doubted=True))[Topic.CLOCK],
        *judged(kept=Kept(NOW - timedelta(days=3), clock_doubted=False))[Topic.BACKUP],
        *judged(power=Power(on_mains=False, percent=40))[Topic.POWER],
        *judged(power=Power(on_mains=True))[Topic.POWER],
        *judged(power=Power(on_mains=True, percent=5))[Topic.POWER],
        *judged(media=(Medium("0001", "Kingston"),), allowed_media=frozenset({"0001"}))[Topic.MEDIA],
        *judged(kept=Kept(NOW, clock_doubted=False, holding=secret, first_connected=NOW))[Topic.HOLDS],
        *judged(kept=Kept(NOW, clock_doubted=False, holding=secret), radios_on=("wlan",))[Topic.HOLDS],
        *judged(kept=Kept(NOW, clock_doubted=False, holding=secret))[Topic.HOLDS],
    ]
    every = [*rules.judge(GOOD), *rules.judge(BLIND), *(fact for facts in bad.values() for fact in facts), *rest]
    assert len({fact.code for fact in every}) == 46
    for member in (*Topic, *Answer):
        assert say_in(language)(code_of(member)) != code_of(member)
    for fact in every:
        said = sentence(fact, language)
        assert said != fact.code
        assert "{" not in said
