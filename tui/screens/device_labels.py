"""Labels printed from a table (in tem): which sheet, from which label on, how far the printer is off."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import current, t
from congress.records.values import Record
from devices.register import labelling
from devices.register.rules.labels import GRIDS, MOST_OFFSET_MM, LabelSheet, Setting
from devices.register.values.listing import Sought
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.made_papers import MadePapers
from tui.widgets.forms import FieldKind, FormField

LABEL_DEEDS: Mapping[str, str] = {"print_labels": "device:labels:print"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """Devices whose labels are printed (thiết bị được in tem)."""

    count: int
    tags: Sequence[str]
    """Those marked; empty: all that is sought."""
    sought: Sought


class PrintsLabels(MadePapers):
    """P prints labels into a PDF among the records; its path stands above the keys."""

    NEEDS: ClassVar[dict[str, str]] = dict(LABEL_DEEDS)

    def __init__(self) -> None:
        super().__init__()
        self._next_label = 1

    @abstractmethod
    def labelled(self) -> Labelled:
        """The devices meant."""

    def action_print_labels(self) -> None:
        """P: labels of the devices meant."""
        meant = self.labelled()

        def deed(values: Values, by: Authority) -> tuple[Record, Setting]:
            setting = _setting(values)
            record = labelling.keep_labels(self.workspace, by, setting, tags=meant.tags, sought=meant.sought)
            return record, setting

        dialog = DeedDialog[tuple[Record, Setting]](
            t("Print labels"),
            self._label_fields(),
            deed=deed,
            said=(t("Labels of {count} devices. Print the file at its own size (100 %).", count=meant.count),),
            needed=("start",),
            yes=t("Make the file"),
        )
        self.app.push_screen(dialog, lambda done: self._labels_made(done, meant.count))

    def _label_fields(self) -> tuple[FormField, ...]:
        liked = self.shell.preferences
        sheet = liked.label_sheet if liked.label_sheet in set(LabelSheet) else LabelSheet.L7162
        off = t("millimetres, {most} at most; may be negative", most=f"{MOST_OFFSET_MM:g}")
        return (
            FormField("sheet", t("Sheet"), FieldKind.CHOICE, value=sheet, options=tuple(map(_option, LabelSheet))),
            FormField(
                "start",
                t("First label"),
                FieldKind.NUMBER,
                value=str(self._next_label),
                hint=t("the first label that is still on the sheet, counted row by row"),
            ),
            FormField("right", t("Shift to the right"), value=_millimetres(liked.label_right_mm), hint=off),
            FormField("down", t("Shift down"), value=_millimetres(liked.label_down_mm), hint=off),
        )

    def _labels_made(self, done: tuple[Record, Setting] | None, count: int) -> None:
        if done is None:
            return
        record, setting = done
        # What is left of the last sheet is where the next labels go.
        self._next_label = (setting.start - 1 + count) % GRIDS[setting.sheet].count + 1
        liked = replace(
            self.shell.preferences,
            label_sheet=str(setting.sheet),
            label_right_mm=setting.right_mm,
            label_down_mm=setting.down_mm,
        )
        self.shell.keep(liked)
        self.note_papers([record])


def _option(sheet: LabelSheet) -> tuple[str, str]:
    grid = GRIDS[sheet]
    size = f"{_millimetres(grid.width_mm)} × {_millimetres(grid.height_mm)} mm"
    name = t("plain paper to be cut") if grid.cut_lines else str(sheet)
    return str(sheet), t("{sheet}: {count} of {size}", sheet=name, count=grid.count, size=size)


def _setting(values: Values) -> Setting:
    faults: list[Finding] = []
    right, down = (_read(values[name], name, faults) for name in ("right", "down"))
    if faults:
        raise Malformed(faults)
    return Setting(LabelSheet(values["sheet"]), int(values["start"]), right, down)


def _read(text: str, name: str, faults: list[Finding]) -> float:
    try:
        return float(text.replace(",", ".")) if text else 0.0
    except ValueError:
        faults.append(Finding(name, "label-offset-wrong", {"most": f"{MOST_OFFSET_MM:g}"}))
        return 0.0


def _millimetres(number: float) -> str:
    text = f"{number:g}"
    return text.replace(".", ",") if current() == "vi" else text
