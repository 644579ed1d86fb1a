"""People and their accounts (nhân sự, tài khoản): made in under a minute, each by the administrator with the head."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access import queries, service
from congress.access.values import Account, AccountState, Authority, Grant, Role
from congress.i18n import t
from congress.term import queries as terms
from congress.term.rules import same_name
from congress.term.values import BoardPerson, Capacity
from congress.text import fold
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens import staffing
from tui.screens.accounts_code import CodeDialog
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.screens.signing_keys import (
    authority_dialog,
    has_authority,
    key_dialog,
    machine_dialog,
    machine_ends,
    machine_said,
)
from tui.widgets.drawing import Part
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

MAKE = "account:make"
ISSUE = "key:signer:issue"
CERTIFY = "key:machine:certify"
ROLES = "roles"


class AccountsScreen(WorkScreen):
    """Every account, and everybody of the board who has none yet (danh sách tài khoản)."""

    HEADING = "People and accounts"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": MAKE,
        "edit": "account:roles:set",
        "reset_code": "account:secret:reset",
        "switch_state": "account:state:set",
        "issue_key": ISSUE,
        "certify_machine": CERTIFY,
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "new", "edit", "reset_code", "switch_state", "issue_key", "certify_machine"
    )
    SAYS = (
        "An account belongs to one person and holds the role given to them. The administrator makes it with the head: "
        "name, role, done. The one-time code is shown large, once; the person sets a PIN at the first log-in.",
        "Whoever runs the machine (administrator, technicians) never concludes on papers.",
        "M gives a new one-time code, X disables an account or enables it again, E changes the roles.",
        "K issues a signing key to whoever signs digitally; the first time it makes the authority that vouches for it.",
        "F7 issues the certificate of this machine's key, with which electronic archives are signed and checked.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._accounts: tuple[Account, ...] = ()
        self._without: tuple[BoardPerson, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The accounts."""
        yield Static("", id="account-remark", classes="quiet", markup=False)
        yield WindowedTable(
            (Column(t("Full name")), Column(t("Account"), 11), Column(t("Role"), 26), Column(t("State"), 13)),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._accounts) + len(self._without),
            widget_id="accounts",
        )

    def show_state(self) -> None:
        """What there is now."""
        congress_id = self.session.congress_id
        self._accounts = self.read(queries.accounts)
        board = (
            ()
            if congress_id is None
            else self.read(lambda unit: terms.board(unit, congress_id, contest_id=None)).people
        )
        self._without = tuple(
            one for one in board if not any(same_name(one.name, account.person) for account in self._accounts)
        )
        said = [t("{count} of the board have no account yet: Enter makes one.", count=len(self._without))]
        said = said if self._without else [t("Made by the administrator together with the head.")]
        if roles := staffing.lacking(self._accounts):
            named = ", ".join(t(f"role-{role}") for role in roles)
            said.append(t("Nobody has an account yet as: {roles}.", roles=named))
        if has_authority(self.workspace) and machine_ends(self.workspace) is None:
            said.append(machine_said(self.workspace))
        self.query_one("#account-remark", Static).update("\n".join([*said, ""]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def _rows(self) -> list[Row]:
        waiting = [
            Row(one, ((one.name, "bold"), ("—", "$quiet"), t(f"capacity-{one.capacity}"), (t("no account"), "$warn")))
            for one in self._without
        ]
        return waiting + [
            Row(
                one,
                (
                    (one.person, "bold"),
                    one.name,
                    ", ".join(t(f"role-{grant.role}") for grant in one.grants),
                    _state(one),
                ),
                style="$quiet" if one.state is AccountState.DISABLED else "",
            )
            for one in self._accounts
        ]

    @property
    def _chosen(self) -> Account | BoardPerson | None:
        row = self.query_one(WindowedTable).chosen
        return row.key if row is not None and isinstance(row.key, Account | BoardPerson) else None

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if isinstance(event.key, BoardPerson):
            if refused := self._rights.why_not(MAKE):
                self.say(refused)
            else:
                self._make(event.key.name, Role.HEAD if event.key.capacity is Capacity.HEAD else Role.MEMBER)
        elif self._rights.may("account:roles:set"):
            self.action_edit()

    # --- making ------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """A: an account for somebody."""
        chosen = self._chosen
        if isinstance(chosen, BoardPerson):
            self._make(chosen.name, Role.HEAD if chosen.capacity is Capacity.HEAD else Role.MEMBER)
        else:
            self._make("", Role.MEMBER)

    def _make(self, person: str, role: Role) -> None:
        dialog = ValuesDialog(
            t("A new account"),
            [
                FormField("person", t("Full name"), value=person),
                _roles_field(str(role)),
                FormField("name", t("Account"), hint=t("empty: made of the name")),
                FormField("card_number", t("Party card"), hint=t("tells namesakes apart")),
            ],
            yes=t("Go on"),
            needed=("person", ROLES),
        )
        self.app.push_screen(dialog, self._asked)

    def _asked(self, values: Mapping[str, str] | None) -> None:
        if values is None:
            return
        known = next((one for one in self._accounts if same_name(one.person, values["person"])), None)
        if known is None or values["card_number"]:
            self._seconded(values, person_id=None)
            return
        self.ask(
            t("{person} is known here. A further account of the same person?", person=known.person),
            said=(t("Two people of one name: say no, and type the Party card of this one."),),
            then=lambda: self._seconded(values, person_id=known.person_id),
        )

    def _seconded(self, values: Mapping[str, str], *, person_id: UUID | None) -> None:
        person, roles = values["person"], _ticked(values)
        taken = {account.name for account in self._accounts}
        name = values["name"] or proposed_name(person, taken)

        def deed(by: Authority) -> tuple[Account, str]:
            return service.make_account(
                self.workspace,
                by,
                name=name,
                person=person,
                grants=[Grant(role) for role in roles],
                card_number=values["card_number"] or None,
                person_id=person_id,
            )

        self.do_together(
            t("Make the account {account}", account=name),
            deed,
            said=(f"{person}: {_named(roles)}", t("Administrator and head together.")),
            then=self._show_code,
        )

    def _show_code(self, made: tuple[Account, str]) -> None:
        account, code = made
        self.app.push_screen(CodeDialog(account.person, account.name, code))

    # --- changing ----------------------------------------------------------------------------------------

    def action_edit(self) -> None:
        """E: other roles."""
        account = self._chosen
        if not isinstance(account, Account):
            return
        of_contests = [grant for grant in account.grants if grant.scope_id is not None]
        held = [str(grant.role) for grant in account.grants if grant.scope_id is None]
        dialog = ValuesDialog(
            t("Roles of {person}", person=account.person),
            [_roles_field(" ".join(held))],
            yes=t("Go on"),
            needed=(ROLES,),
        )

        def asked(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            roles = _ticked(values)
            grants = [*of_contests, *(Grant(role) for role in roles)]
            self._together(
                t("Change the role of {account}", account=account.name),
                lambda by: service.set_roles(self.workspace, by, account_id=account.id, grants=grants),
                said=f"{account.person}: {_named(roles)}",
            )

        self.app.push_screen(dialog, asked)

    def action_reset_code(self) -> None:
        """M: a new one-time code."""
        account = self._chosen
        if isinstance(account, Account):
            self.do_together(
                t("New code for {account}", account=account.name),
                lambda by: (account, service.reset_secret(self.workspace, by, account_id=account.id)),
                said=(account.person, t("The PIN that holds now is worth nothing any more.")),
                then=self._show_code,
            )

    def action_switch_state(self) -> None:
        """X: disable, or enable again."""
        account = self._chosen
        if not isinstance(account, Account):
            return
        disables = account.state is AccountState.ACTIVE
        state = AccountState.DISABLED if disables else AccountState.ACTIVE
        self._together(
            t("Disable {account}", account=account.name) if disables else t("Enable {account}", account=account.name),
            lambda by: service.set_state(self.workspace, by, account_id=account.id, state=state),
            said=account.person,
        )

    def action_issue_key(self) -> None:
        """K: a key to sign papers with; the first time, the authority that issues it."""
        account = self._chosen
        if not isinstance(account, Account):
            return
        if has_authority(self.workspace):
            self.app.push_screen(key_dialog(self.workspace, account), self._issued)
            return
        self._make_authority(
            proposed=account.person, then=lambda made: None if made is None else self.action_issue_key()
        )

    def action_certify_machine(self) -> None:
        """F7: the certificate of this machine's key; an authority that is made now issues it at once."""
        if has_authority(self.workspace):
            self.app.push_screen(machine_dialog(self.workspace), self._certified)
        else:
            self._make_authority(proposed=self.workspace.settings.tag, then=self._certified)

    def _make_authority(self, *, proposed: str, then: Callable[[Path | None], None]) -> None:
        congress_id = self.session.congress_id
        congress = None if congress_id is None else self.read(lambda unit: terms.congress(unit, congress_id))
        proposed = congress.details.body if congress is not None else proposed
        self.app.push_screen(authority_dialog(self.workspace, proposed=proposed), then)

    def _certified(self, certificate: Path | None) -> None:
        if certificate is not None:
            self.tell(machine_said(self.workspace))

    def _issued(self, certificate: Path | None) -> None:
        if certificate is not None:
            self.tell(t("The key is issued. Certificate for other machines: {path}", path=certificate))

    def _together(self, title: str, deed: Callable[[Authority], object], *, said: str) -> None:
        self.do_together(title, deed, said=(said,), then=lambda _done: self.tell(t("Done.")))

    def commands(self) -> Iterable[ScreenCommand]:
        """Making and changing, for whoever may."""
        if self._rights.may(MAKE):
            yield ScreenCommand(t("A new account"), self.action_new)
        if self._rights.may(ISSUE):
            yield ScreenCommand(t("Issue a signing key"), self.action_issue_key)
        if self._rights.may(CERTIFY):
            yield ScreenCommand(t("Issue this machine's certificate"), self.action_certify_machine)


def proposed_name(person: str, taken: Iterable[str]) -> str:
    """A short account name: given name with the initials before it ("Lê Thị Hà" -> "halt"), numbered where taken."""
    words = fold(person).replace("'", "").split()
    wanted = "".join([words[-1], *(word[0] for word in words[:-1])]) if words else ""
    used = set(taken)
    return next(name for name in (wanted, *(f"{wanted}{n}" for n in range(2, 1000))) if name not in used)


def _roles() -> tuple[tuple[str, str], ...]:
    first = (Role.MEMBER, Role.HEAD, Role.TECHNICIAN, Role.PRESIDIUM, Role.CREDENTIALS, Role.SECRETARY)
    order = (*first, *(role for role in Role if role not in first))
    return tuple((str(role), t(f"role-{role}")) for role in order)


def _roles_field(ticked: str) -> FormField:
    hint = t("← → move, the blank bar ticks")
    return FormField(ROLES, t("Role"), FieldKind.SEVERAL, value=ticked, options=_roles(), hint=hint)


def _ticked(values: Mapping[str, str]) -> list[Role]:
    return [Role(value) for value in values[ROLES].split()]


def _named(roles: Iterable[Role]) -> str:
    return ", ".join(t(f"role-{role}") for role in roles)


def _state(account: Account) -> Part:
    if account.state is AccountState.DISABLED:
        return (t("disabled"), "$quiet")
    if account.must_change:
        return (t("code not used yet"), "$warn")
    if account.locked_until is not None:
        return (t("waits"), "$warn")
    return (t("in use"), "$good")
