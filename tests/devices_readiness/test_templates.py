"""A congress adapts the check templates: items off, validity, least values; the defaults stay as they are."""

from datetime import timedelta

import pytest

from congress.errors import Malformed
from congress.journal import queries as journal
from congress.records import files
from devices.readiness import printing, service, templating
from devices.readiness.queries import congress as queries
from devices.readiness.rules.templates import DEFAULTS, MOST_DAYS, as_default, by_item, template
from devices.readiness.service import Result
from devices.readiness.values import DueChange, Item, OwnItem
from devices.readiness.views import checklist
from devices.register.values.devices import Category, UseClass
from tests.congress_papers.reading import text_of
from tests.devices_readiness.test_service import TECHNICIAN, At, at_site
from tests.workspaces import Office

COUNTING = "computer counting"
LONGER = DueChange(COUNTING, Item.CLOCK, is_due=True, days=3)
NO_KEYPAD = DueChange(COUNTING, Item.KEYPAD, is_due=False)
STRONGER = DueChange(COUNTING, Item.BATTERY, is_due=True, days=1, least=60)


def change(at: At, *changes: DueChange) -> tuple[DueChange, ...]:
    office = at.office
    return templating.set_changes(
        office.workspace, office.by(TECHNICIAN), congress_id=at.site.congress_id, changes=changes
    )


def test_changes_take_the_place_of_the_defaults_and_nothing_else() -> None:
    due = {one.item: one for one in template(Category.COMPUTER, UseClass.COUNTING, by_item([LONGER, NO_KEYPAD]))}
    assert due[Item.CLOCK].valid_for == timedelta(days=3)
    default = {one.item: one for one in DEFAULTS[COUNTING]}
    assert default.keys() - due.keys() == {Item.KEYPAD}
    assert {item: one for item, one in due.items() if item is not Item.CLOCK} == {
        item: one for item, one in default.items() if item not in {Item.CLOCK, Item.KEYPAD}
    }
    assert template(Category.PRINTER, UseClass.INTERNAL, by_item([LONGER])) == DEFAULTS["printer"]


def test_the_board_the_checklist_and_the_certificate_follow(any_office: Office) -> None:
    at = at_site(any_office)
    change(at, LONGER, NO_KEYPAD, STRONGER)
    ws, by, tag = any_office.workspace, any_office.by(TECHNICIAN), at.tags[0]
    with pytest.raises(Malformed) as malformed:
        results = [Result(Item.KEYPAD, passed=True), Result(Item.BATTERY, passed=True, value=30)]
        service.check_device(ws, by, tag=tag, results=results)
    assert [one.code for one in malformed.value.findings] == ["check-not-due", "check-value-too-low"]
    assert ("check-missing", tag, Item.KEYPAD) not in {
        (one.code, one.subject, one.facts.get("item")) for one in at.lacks
    }
    service.check_device(ws, by, tag=tag, results=[Result(Item.CLOCK, passed=True)])
    any_office.clock.advance(hours=25)
    assert Item.CLOCK not in {one.facts.get("item") for one in at.lacks if one.subject == tag}
    any_office.clock.advance(hours=48)
    assert Item.CLOCK in {one.facts.get("item") for one in at.lacks if one.subject == tag}
    record = printing.print_certificate(ws, any_office.by(TECHNICIAN), site_id=at.site.id)
    said = text_of(files.fetch(ws.papers, record.sha256))
    assert "Mẫu kiểm tra đã điều chỉnh" in said
    assert "không kiểm tra" in said


def test_the_journal_holds_values_and_no_wording(office: Office) -> None:
    at = at_site(office)
    change(at, NO_KEYPAD, STRONGER)
    own = OwnItem(COUNTING, "Dán nhãn tài sản")
    templating.set_own_items(office.workspace, office.by(TECHNICIAN), congress_id=at.site.congress_id, items=[own])
    with office.workspace.reading() as unit:
        added, changed = journal.latest(unit, unit.machine, limit=2)
    assert changed.facts["changes"] == [
        {"template": COUNTING, "item": "keypad", "due": False, "days": None},
        {"template": COUNTING, "item": "battery", "due": True, "days": 1, "least": 60},
    ]
    assert added.facts["changes"] == [{"template": COUNTING, "item": own.text, "due": True, "days": None}]


def test_what_is_as_by_default_is_no_change(office: Office) -> None:
    at = at_site(office)
    default = next(as_default(COUNTING, due) for due in DEFAULTS[COUNTING] if due.item is Item.CLOCK)
    assert change(at, LONGER) == (LONGER,)
    assert change(at, default) == ()
    with office.workspace.reading() as unit:
        assert queries.changes(unit, at.site.congress_id) == ()


def test_every_fault_of_changes_is_named(office: Office) -> None:
    at = at_site(office)
    with pytest.raises(Malformed) as malformed:
        change(
            at,
            DueChange("printer", Item.CLOCK, is_due=True),
            DueChange("printer", Item.TONER, is_due=True, least=101),
            DueChange("scanner", Item.TEST_SCAN, is_due=False),
            DueChange(COUNTING, Item.CLOCK, is_due=True, days=0, least=3),
        )
    assert [(one.where, one.code) for one in malformed.value.findings] == [
        ("printer clock", "template-item-unknown"),
        ("printer toner.least", "template-least-wrong"),
        ("computer counting clock.days", "template-days-wrong"),
        ("computer counting clock.least", "template-least-wrong"),
        ("scanner", "template-empty"),
    ]


TAGGED, BAG = OwnItem(COUNTING, "Dán nhãn tài sản"), OwnItem(COUNTING, "Túi, sạc đi kèm", 1)


def add(at: At, *items: OwnItem) -> tuple[OwnItem, ...]:
    office = at.office
    return templating.set_own_items(
        office.workspace, office.by(TECHNICIAN), congress_id=at.site.congress_id, items=items
    )


def test_own_items_stand_behind_those_of_their_template_in_their_order() -> None:
    own = (BAG, OwnItem("printer", "Khay giấy thứ hai", 2), TAGGED)
    due = template(Category.COMPUTER, UseClass.COUNTING, by_item([NO_KEYPAD]), own)
    assert [one.item for one in due[-2:]] == [BAG.text, TAGGED.text]
    assert [one.valid_for for one in due[-2:]] == [timedelta(days=1), None]
    assert len(due) == len(DEFAULTS[COUNTING]) - 1 + 2
    assert template(Category.SCANNER, UseClass.INTERNAL, {}, own) == DEFAULTS["scanner"]


def test_a_site_is_ready_only_with_the_own_items_too(any_office: Office) -> None:
    at = at_site(any_office)
    ws, tag = any_office.workspace, at.tags[0]
    at.check(tag)
    assert add(at, TAGGED, OwnItem(COUNTING, "  Túi,  sạc đi kèm ", 1)) == (TAGGED, BAG)
    missing = {("check-missing", tag, TAGGED.text), ("check-missing", tag, BAG.text)}
    assert missing <= {(one.code, one.subject, one.facts.get("item")) for one in at.lacks}
    results = [Result(TAGGED.text, passed=True), Result(BAG.text, passed=False, note="thiếu sạc")]
    service.check_device(ws, any_office.by(TECHNICIAN), tag=tag, results=results)
    lacking = {(one.code, one.facts.get("item")) for one in at.lacks if one.subject == tag}
    assert TAGGED.text not in {item for _, item in lacking}
    assert ("check-failed", BAG.text) in lacking
    results = [Result(BAG.text, passed=True)]
    any_office.clock.advance(hours=1)
    service.check_device(ws, any_office.by(TECHNICIAN), tag=tag, results=results)
    assert BAG.text not in {one.facts.get("item") for one in at.lacks if one.subject == tag}
    any_office.clock.advance(hours=25)
    assert BAG.text in {one.facts.get("item") for one in at.lacks if one.subject == tag}
    record = printing.print_certificate(ws, any_office.by(TECHNICIAN), site_id=at.site.id)
    said = text_of(files.fetch(ws.papers, record.sha256))
    assert "bổ sung “Túi, sạc đi kèm”: hiệu lực 01 ngày" in " ".join(said.split())


def test_an_own_item_that_was_taken_out_is_asked_no_more_and_its_checks_stay(office: Office) -> None:
    at = at_site(office)
    tag = at.tags[0]
    add(at, TAGGED)
    service.check_device(office.workspace, office.by(TECHNICIAN), tag=tag, results=[Result(TAGGED.text, passed=False)])
    add(at)
    assert TAGGED.text not in {one.facts.get("item") for one in at.lacks}
    with pytest.raises(Malformed, match="check-not-due"):
        service.check_device(
            office.workspace, office.by(TECHNICIAN), tag=tag, results=[Result(TAGGED.text, passed=True)]
        )
    with office.workspace.reading() as unit:
        assert TAGGED.text in {one.item for one in checklist(unit, tag).history}


def test_every_fault_of_own_items_is_named(office: Office) -> None:
    at = at_site(office)
    wrong = (
        OwnItem("toaster", "x"),
        OwnItem("printer", " "),
        OwnItem("printer", "a" * 201, 0),
        OwnItem("printer", "clock", MOST_DAYS + 1),
        OwnItem("scanner", "Nắp máy"),
        OwnItem("scanner", "nap MÁY"),
    )
    with pytest.raises(Malformed) as malformed:
        add(at, *wrong)
    assert [(one.where, one.code) for one in malformed.value.findings] == [
        ("own[1].template", "template-unknown"),
        ("own[2].text", "field-empty"),
        ("own[3].text", "field-too-long"),
        ("own[3].days", "template-days-wrong"),
        ("own[4].text", "template-own-twice"),
        ("own[4].days", "template-days-wrong"),
        ("own[6].text", "template-own-twice"),
    ]
