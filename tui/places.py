"""Every screen that can be gone to (các màn hình), in one table: the palette and home read it.

A row names its screen as `module:class`; the module is imported when somebody goes there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from tui.screens.frame import WorkScreen


@dataclass(frozen=True, slots=True)
class Place:
    """One screen (màn hình) that a person can go to."""

    name: str
    title: str
    """English text, key of the catalogue."""
    about: str
    """One sentence for the palette, key of the catalogue."""
    shows: str
    """`module:class`."""
    needs_contest: bool = False
    """A contest has to be chosen first."""

    def load(self) -> "type[WorkScreen]":
        """Import the screen."""
        module, _, name = self.shows.partition(":")
        screen: type[WorkScreen] = getattr(import_module(module), name)
        return screen


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is (đang ở đâu): the contest chosen and the place."""

    contest_id: UUID | None = None
    place: str = "home"


PLACES: tuple[Place, ...] = (
    Place("home", "Home", "Where we are, what is next, what blocks.", "tui.screens.home:HomeScreen"),
    Place(
        "contests", "Contests", "Every contest of the congress and its state.", "tui.screens.contests:ContestsScreen"
    ),
    Place(
        "desk",
        "Counting desk",
        "The steps of the counting board, from sealing the box to the count.",
        "tui.screens.desk:DeskScreen",
        needs_contest=True,
    ),
    Place(
        "differences",
        "Compare the counts",
        "Papers that independent counts read differently; two of the board settle.",
        "tui.screens.differences:DifferencesScreen",
        needs_contest=True,
    ),
    Place(
        "doubtful",
        "Doubtful papers",
        "Papers laid aside, on which two of the board conclude.",
        "tui.screens.doubtful:DoubtfulScreen",
        needs_contest=True,
    ),
    Place(
        "result",
        "Result",
        "Draft, fixing, signing, sealing.",
        "tui.screens.result:ResultScreen",
        needs_contest=True,
    ),
    Place(
        "list",
        "List of candidates",
        "Names, sort names, order; confirmed by a person.",
        "tui.screens.contest_list:ListScreen",
        needs_contest=True,
    ),
    Place(
        "electorate",
        "Electorate",
        "From the roll to the denominator, each line with its reason.",
        "tui.screens.contest_electorate:ElectorateScreen",
        needs_contest=True,
    ),
    Place(
        "settings",
        "Open points",
        "What the regulation leaves to the congress; confirmed by the board.",
        "tui.screens.settings:SettingsScreen",
    ),
    Place("board", "Counting board", "Head and members as voted.", "tui.screens.congress_board:BoardScreen"),
    Place("congress", "Term and congress", "Title, body, place, term, sites.", "tui.screens.congress:CongressScreen"),
    Place("accounts", "People and accounts", "Who may log in, in which role.", "tui.screens.accounts:AccountsScreen"),
    Place(
        "readiness",
        "Equipment readiness",
        "Every site: devices checked, stamped, sealed; what blocks.",
        "tui.screens.readiness_board:ReadinessScreen",
    ),
    Place(
        "templates",
        "Check templates",
        "What is checked of each kind of device; what this congress changes of it.",
        "tui.screens.readiness_templates:TemplatesScreen",
    ),
    Place(
        "escalation",
        "Incident response team",
        "Whom a security incident goes to: names, bodies, telephones.",
        "tui.screens.readiness_escalation:EscalationScreen",
    ),
    Place(
        "devices",
        "Devices",
        "The register of devices: search, cards with history, lists in and out.",
        "tui.screens.devices:DevicesScreen",
    ),
    Place(
        "device-units",
        "Devices by unit",
        "What each unit has, as it stands, as before and as after the mergers.",
        "tui.screens.device_units:DeviceUnitsScreen",
    ),
    Place(
        "needs",
        "Needs of the units",
        "Have, need, short, surplus; what to move, what to buy, both options with costs.",
        "tui.screens.needs:NeedsScreen",
    ),
    Place(
        "norms",
        "Norms",
        "What a unit needs, by item and purpose, from a day on and by a source.",
        "tui.screens.norms:NormsScreen",
    ),
    Place(
        "staff",
        "Staff of units",
        "How many persons each unit has, from a day on and by a source.",
        "tui.screens.staff:StaffScreen",
    ),
    Place(
        "mergers",
        "Mergers of units",
        "Which old units went into which new ones, by which decision; their devices follow.",
        "tui.screens.mergers:MergersScreen",
    ),
    Place(
        "bodies",
        "Units",
        "Every party body: name, kind, the one above; other spellings of its name.",
        "tui.screens.bodies:BodiesScreen",
    ),
    Place(
        "sites",
        "Sites and positions",
        "What each site needs: counting stations, printers, spares, paper; its rooms, hall and boxes.",
        "tui.screens.sites:SitesScreen",
    ),
    Place(
        "stock-takes",
        "Stock-takes",
        "Tags scanned where the devices stand, against the register.",
        "tui.screens.stock_takes:StockTakesScreen",
    ),
    Place(
        "handovers",
        "Hand-overs",
        "Devices handed over by minutes: what came back, what is still out.",
        "tui.screens.handovers:HandoversScreen",
    ),
    Place(
        "documents",
        "Documents of the congress",
        "Papers, pictures, sound of the congress with their metadata: search, cards, lists in and out.",
        "tui.screens.documents:DocumentsScreen",
    ),
    Place(
        "earlier",
        "Earlier terms",
        "Results of earlier terms with their sources: taken in, looked at, withdrawn.",
        "tui.screens.earlier:EarlierScreen",
    ),
    Place(
        "terms-compared",
        "Terms compared",
        "Contests of two terms side by side: figures, bars, who was elected again; printed as PDF and XLSX.",
        "tui.screens.terms_compared:TermsComparedScreen",
    ),
    Place(
        "issues",
        "Papers handed out",
        "Numbered copies: to whom, what came back, what is still out by delegation.",
        "tui.screens.issues:IssuesScreen",
    ),
    Place(
        "opinions",
        "Opinions on drafts",
        "What delegations and persons say of the drafts, what is taken, what is answered; the synthesis.",
        "tui.screens.drafts:DraftsScreen",
    ),
    Place(
        "search",
        "Search the archive",
        "One field over everything: persons, units, votes, devices, documents, of packages too.",
        "tui.screens.search:SearchScreen",
    ),
    Place(
        "archive",
        "Archive",
        "Packages of the term: built, checked on a schedule, repaired from a second copy.",
        "tui.screens.archive:ArchiveScreen",
    ),
    Place(
        "archive-closing",
        "Closing the book",
        "The book closed on two media, the sealed part removed, packages taken back in.",
        "tui.screens.archive_closing:ArchiveClosingScreen",
    ),
    Place(
        "machine",
        "This machine",
        "Networks, clock, disk, power, printers, media, backup: what this laptop can prove about itself.",
        "tui.screens.machine:MachineScreen",
    ),
    Place("journal", "Journal", "Every deed, who did it and when.", "tui.screens.journal:JournalScreen"),
    Place(
        "backup", "Backup", "Copies of the workspace; clock and key of this machine.", "tui.screens.backup:BackupScreen"
    ),
    Place(
        "regulation",
        "The regulation",
        "Provisions with their articles.",
        "tui.screens.settings_regulation:RegulationScreen",
    ),
    Place(
        "app",
        "Choices of this laptop",
        "Language, light or dark, minutes to the lock.",
        "tui.screens.settings_app:AppSettingsScreen",
    ),
)
"""In the order in which the palette offers them."""


_BY_NAME = {one.name: one for one in PLACES}


def place(name: str) -> Place:
    """The place of this name."""
    return _BY_NAME[name]


def name_of(screen: object) -> str | None:
    """The place that this screen is; nothing where it is none of the table."""
    shown = f":{type(screen).__name__}"
    return next((one.name for one in PLACES if one.shows.endswith(shown)), None)


def offered(*, contest_chosen: bool) -> Iterable[Place]:
    """The places to offer now: everybody may look, and each deed asks who does it."""
    return (one for one in PLACES if contest_chosen or not one.needs_contest)
