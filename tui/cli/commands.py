"""The table of commands (lệnh): its words, where it lives, what it is for.

A row names its function as `module:function`. The module is imported only when its command is asked for, so
that `congress --help` and the stateless commands load nothing they do not need. The function's parameters
carry their Typer annotations; it returns its exit code (None is 0) and raises Refused, Malformed or Broken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """One command (lệnh) of the suite."""

    words: tuple[str, ...]
    """("tally",) or ("journal", "verify")."""
    runs: str
    """`module:function`."""
    about: str
    """Message id of its one line in the help."""

    def load(self) -> Callable[..., object]:
        """Import the module and give the function."""
        module, _, function = self.runs.partition(":")
        found: Callable[..., object] = getattr(import_module(module), function)
        return found


GROUPS: dict[str, str] = {
    "archive": "Packages of a term: built, verified, taken back in, searched.",
    "bundle": "What offline machines hand over to each other.",
    "devices": "Equipment: the register, labels, what units have and need.",
    "journal": "The journal of every deed.",
    "machine": "What this laptop states of itself, and what another one checks.",
    "media": "Sticks, cards and phones that may be plugged in here.",
}
"""First words that hold several commands, with the message id of their line in the help."""

COMMANDS: tuple[Command, ...] = (
    Command(("open",), "tui.cli.open:open_app", about="Open the full-screen app; what congress alone does."),
    Command(("init",), "tui.cli.workspace:init", about="Make a workspace and its first two accounts."),
    Command(("backup",), "tui.cli.workspace:backup", about="Copy the whole workspace, and compare."),
    Command(("restore",), "tui.cli.workspace:restore", about="Bring a backup back; what stood there is kept aside."),
    Command(("check-machine",), "tui.cli.machine:check", about="Say what this laptop can prove about itself."),
    Command(
        ("machine", "state"),
        "tui.cli.stating:state",
        about="State what this laptop runs and holds, over its signature.",
    ),
    Command(
        ("machine", "check"), "tui.cli.stating:check", about="Check what another laptop stated, with its certificate."
    ),
    Command(("media", "allow"), "tui.cli.machine:allow", about="Let a medium be plugged in: two people, a reason."),
    Command(("media", "forbid"), "tui.cli.machine:forbid", about="Take a medium off the list: two people, a reason."),
    Command(("journal", "verify"), "tui.cli.journal:verify", about="Walk the journal's hash chain."),
    Command(
        ("demo",), "tui.cli.demo:demo", about="Build a sample congress, count it, sign and verify, open the app on it."
    ),
    Command(("trial",), "tui.cli.trial:trial", about="Try the entry of papers: seconds a paper and errors."),
    Command(("verify",), "tui.cli.verify:verify", about="Check papers, outcomes and count records, on any machine."),
    Command(("bundle", "key"), "tui.cli.bundle:key", about="Write this machine's public key, to be certified."),
    Command(
        ("bundle", "certify"),
        "tui.cli.bundle:certify",
        about="Issue a certificate for another machine: administrator with head.",
    ),
    Command(
        ("bundle", "export"),
        "tui.cli.bundle:export",
        about="Write what this machine counted onto a stick, for another machine alone.",
    ),
    Command(
        ("bundle", "import"), "tui.cli.bundle:take", about="Take in what another machine counted: head with a member."
    ),
    Command(("archive", "build"), "tui.cli.archive:build", about="Build the term's packages, signed by this machine."),
    Command(("archive", "verify"), "tui.cli.archive:verify", about="Check packages byte by byte, and who signed them."),
    Command(("archive", "fixity"), "tui.cli.archive:fixity", about="Check known packages, and enter what was found."),
    Command(
        ("archive", "repair"), "tui.cli.archive:repair", about="Bring damaged files of a package from a second copy."
    ),
    Command(("archive", "restore"), "tui.cli.archive:restore", about="Take verified packages back into a workspace."),
    Command(
        ("archive", "close"), "tui.cli.archive_closing:close", about="Close the book: packages on two media, verified."
    ),
    Command(
        ("archive", "remove-sealed"),
        "tui.cli.archive_closing:remove",
        about="Take the sealed part and its backups off this laptop: two people, a reason.",
    ),
    Command(("archive", "key"), "tui.cli.archive_closing:key", about="Make a key pair for an archive that receives."),
    Command(
        ("archive", "decrypt"),
        "tui.cli.archive_closing:decrypt",
        about="Decrypt a package that was encrypted to a key here.",
    ),
    Command(
        ("archive", "take"),
        "tui.cli.archive_closing:take",
        about="Make packages of other terms findable here, without restoring them.",
    ),
    Command(("archive", "list"), "tui.cli.archive:packages", about="List the packages that are known here."),
    Command(("archive", "search"), "tui.cli.searching:search", about="Find persons, units, votes, devices, documents."),
    Command(
        ("devices", "needs"), "tui.cli.needs:needs", about="Plan equipment where units merge, without a workspace."
    ),
    Command(
        ("devices", "import"),
        "tui.cli.register:import_list",
        about="Look at a list of devices, or take it into the register.",
    ),
    Command(("devices", "export"), "tui.cli.register:export_list", about="Write the register's list as XLSX or CSV."),
    Command(
        ("devices", "merge"),
        "tui.cli.mergers:merge",
        about="Take in which old units go into which new ones, by a decision.",
    ),
    Command(
        ("devices", "move"),
        "tui.cli.mergers:move",
        about="Let devices follow a decision: whole units, or devices by tag.",
    ),
    Command(("devices", "unit"), "tui.cli.mergers:unit", about="Say what became of a unit, and what it came from."),
    Command(
        ("devices", "report"),
        "tui.cli.reporting:report",
        about="Count what units have, as it stands, as before and as after mergers.",
    ),
    Command(
        ("devices", "plan"),
        "tui.cli.planning:plan",
        about="Plan equipment where units merge, from the register.",
    ),
    Command(
        ("devices", "norms"),
        "tui.cli.planning:norms",
        about="Keep norms of equipment, with their source and the day they hold from.",
    ),
    Command(
        ("devices", "staff"),
        "tui.cli.planning:staff",
        about="Keep how many persons units have, with source and the day it holds from.",
    ),
    Command(("devices", "labels"), "tui.cli.register:print_labels", about="Write labels with QR codes as a PDF."),
    Command(("tally",), "tui.cli.tally:tally", about="Print the outcome of a count record, without a workspace."),
)
"""In the order of the help."""

WITHOUT_WORDS: tuple[str, ...] = ("open",)
"""The command that `congress` alone means: the full-screen app."""


def asked_for(arguments: Sequence[str], commands: Sequence[Command]) -> Command | None:
    """The command that the arguments begin with, if they begin with one."""
    words = tuple(arguments[:2])
    return next((command for command in commands if words[: len(command.words)] == command.words), None)
