"""The list of what is done with a result (danh mục việc với kết quả), each as a line: done, next, to come. Pure."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from ballots.results import rules
from ballots.results.values import Corrigendum, Result, ResultState, SealedEvent, SealedLine, SigningPlace
from congress.i18n import t
from tui.screens.desk_showing import clock, short_name
from tui.screens.result_showing import basis_words
from tui.widgets.steps import DeskStep, StepState


class Act(StrEnum):
    """One thing that is done with a result (việc)."""

    PRINT = "print"
    SIGN = "sign"
    TAKE_SIGNED = "take-signed"
    BIND = "bind"
    OFFICIAL = "official"
    PROOF = "proof"
    CORRECT = "correct"
    KEY = "key"
    SEAL = "seal"
    COMPLAINT = "complaint"
    SETTLE = "settle"
    OPEN = "open"
    DESTROY = "destroy"


def acts_of(
    result: Result,
    places: Sequence[tuple[SigningPlace, bool]],
    log: Sequence[SealedLine],
    corrigenda: Sequence[Corrigendum],
) -> tuple[DeskStep, ...]:
    """What can be done with a result in its state, the next thing marked."""
    return tuple(_acts(result, places, log, corrigenda))


def _acts(
    result: Result,
    places: Sequence[tuple[SigningPlace, bool]],
    log: Sequence[SealedLine],
    corrigenda: Sequence[Corrigendum],
) -> Iterator[DeskStep]:
    done, due, free = StepState.DONE, StepState.NEXT, StepState.TO_COME
    is_fixed = result.state is ResultState.FIXED
    signed = [place.signatory.name for place, has in places if has]
    is_begun = is_fixed and 0 < len(signed) < len(places)
    yield _act(Act.PRINT, due if is_fixed and not signed else done, note=t("for signing by pen"))
    if is_fixed or result.signed_id is not None:
        note = ", ".join(f"{'✓' if has else '—'} {short_name(place.signatory.name)}" for place, has in places)
        state = done if len(signed) == len(places) else due if is_begun else free
        yield _act(Act.SIGN, state, said=f"{len(signed)}/{len(places)}", note=note)
    if is_fixed:
        yield _act(Act.TAKE_SIGNED, free)
    bound = result.scan_id is not None
    yield _act(Act.BIND, done if bound else free, note="" if bound else t("may be done later"))
    official = "" if result.official_at is None else clock(result.official_at)
    yield _act(
        Act.OFFICIAL,
        done if not is_fixed else free if is_begun else due,
        said=official,
        note=t("head and member") if is_fixed else basis_words(result),
    )
    yield _act(Act.PROOF, done, note=t("before the result is read to the hall"))
    if not is_fixed:
        yield _act(Act.CORRECT, free, said=str(len(corrigenda)) if corrigenda else "")
        yield from _sealing(result, log)
    if result.state is ResultState.SEALED:
        yield from _later(result, log)


def _sealing(result: Result, log: Sequence[SealedLine]) -> Iterator[DeskStep]:
    printed = any(event.kind is SealedEvent.KEY_PRINTED for event in log)
    sealed = _packed(log)
    if not result.by_hand:
        yield _act(Act.KEY, StepState.DONE if printed or sealed else StepState.NEXT, note=t("for the envelope"))
    state = StepState.DONE if sealed else StepState.NEXT if printed or result.by_hand else StepState.TO_COME
    packed = next((event for event in reversed(log) if event.kind is SealedEvent.PACKED), None)
    note = t("head and presidium")
    if packed is not None and result.keep_until is not None:
        note = t("{packets} packets, kept until {day}", packets=packed.packets, day=f"{result.keep_until:%d/%m/%Y}")
    yield _act(Act.SEAL, state, said="" if packed is None else clock(packed.at), note=note)


def _later(result: Result, log: Sequence[SealedLine]) -> Iterator[DeskStep]:
    destroyed = next((event for event in log if event.kind is SealedEvent.DESTROYED), None)
    if destroyed is not None:
        yield _act(Act.DESTROY, StepState.DONE, note=destroyed.text)
        return
    waiting = rules.open_complaints(tuple(log))
    yield _act(Act.COMPLAINT, StepState.TO_COME, said=str(waiting) if waiting else "")
    if waiting:
        yield _act(Act.SETTLE, StepState.NEXT)
    if not result.by_hand:
        opened = sum(event.kind is SealedEvent.OPENED for event in log)
        yield _act(Act.OPEN, StepState.TO_COME, said=str(opened) if opened else "")
    yield _act(Act.DESTROY, StepState.TO_COME, note=t("after the time of keeping"))


def _packed(log: Sequence[SealedLine]) -> bool:
    return any(event.kind is SealedEvent.PACKED for event in log)


def _act(act: Act, state: StepState, *, said: str = "", note: str = "") -> DeskStep:
    return DeskStep(str(act), t(f"act-{act}"), state, said, note)
