"""The commands as a Typer program: words and options checked, help in the user's language."""

import gettext
import os
from collections.abc import Sequence
from importlib.metadata import version as version_of
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from congress.errors import Finding, Malformed
from congress.i18n import LOCALE_DIR, current, t
from tui.cli.answers import PROGRAM, say
from tui.cli.commands import COMMANDS, GROUPS, WITHOUT_WORDS, Command, asked_for


def run(arguments: Sequence[str]) -> int:
    """Check `arguments`, run the command they name, give its exit code.

    Raises Malformed where they name no command, or its options are wrong.
    """
    _translate_typer()
    words = list(arguments) or list(WITHOUT_WORDS)
    wanted = asked_for(words, COMMANDS)
    try:
        return _run(words, wanted)
    except Malformed as error:
        raise Malformed([_of_command(finding, wanted) for finding in error.findings]) from error


def _run(words: Sequence[str], wanted: Command | None) -> int:
    _check_said(words)
    program = get_command(build(wanted))
    try:
        code = program.main(args=list(words), prog_name=PROGRAM, standalone_mode=False)
    except typer.Abort as left:
        raise KeyboardInterrupt from left
    except typer.TyperException as error:
        raise Malformed([_usage(error)]) from error
    except SystemExit as left:
        # Typer turns a broken pipe into an exit of its own.
        if isinstance(left.__context__, BrokenPipeError):
            raise left.__context__ from None
        raise
    return code if isinstance(code, int) else 0


def _of_command(finding: Finding, wanted: Command | None) -> Finding:
    """A finding about usage points to the help of the very command, whoever found it."""
    if wanted is None or not finding.code.startswith("usage-") or finding.facts.get("command") != PROGRAM:
        return finding
    return Finding(finding.where, finding.code, {**finding.facts, "command": " ".join((PROGRAM, *wanted.words))})


def _check_said(words: Sequence[str]) -> None:
    """An empty word is none: as a folder it would be the one that the program happens to stand in."""
    for place, word in enumerate(words):
        option, equals, value = word.partition("=")
        empty = word == "" or (word.startswith("--") and equals and not value)
        if empty:
            before = words[place - 1] if place and words[place - 1].startswith("-") else '""'
            facts = {"name": option or before, "command": PROGRAM}
            raise Malformed([Finding(PROGRAM, "usage-value-wrong", facts)])


def build(wanted: Command | None) -> typer.Typer:
    """All commands by name and purpose; only the one that is wanted is loaded, with its options."""
    app = _app(t("Counts the secret ballots of Party congresses on one offline laptop, and proves the result."))
    app.callback()(_front)
    groups: dict[str, typer.Typer] = {}
    for name, about in GROUPS.items():
        groups[name] = _app(t(about))
        app.add_typer(groups[name], name=name, short_help=t(about))
    for command in COMMANDS:
        *group, name = command.words
        place = groups[group[0]] if group else app
        place.command(
            name, cls=_Command, help=t(command.about), short_help=t(command.about), options_metavar=t("[OPTIONS]")
        )(command.load() if command is wanted else _not_loaded)
    return app


def _app(about: str) -> typer.Typer:
    return typer.Typer(
        cls=_Group,
        help=about,
        add_completion=False,
        rich_markup_mode=None,  # rich would cost as much again as all the rest of `--help`
        pretty_exceptions_enable=False,
        options_metavar=t("[OPTIONS]"),
        subcommand_metavar=t("COMMAND [ARGUMENTS]..."),
    )


def _not_loaded() -> None:
    """Stands in the help for a command that was not asked for."""


def _print_version(wanted: bool) -> None:  # the signature Typer calls
    if wanted:
        say(f"{PROGRAM} {version_of('congress-suite')}")
        raise typer.Exit


def _front(
    lang: Annotated[  # read before Typer is asked, since the help is in that language already
        str | None, typer.Option(help=t("Language: vi or en."), metavar="vi|en", show_default=False)
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help=t("Print the version."), callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """The options before the command's word."""


class _Command(TyperCommand):
    """A command whose help page is in the user's language throughout."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _told(super().get_help_option(ctx))


class _Group(TyperGroup):
    """A group of commands: its help page is in the user's language too; a command that it lacks is a finding."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _told(super().get_help_option(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise Malformed(
                [Finding(ctx.command_path, "usage-command-unknown", {"name": cmd_name, "command": ctx.command_path})]
            )
        return found


def _write_usage(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), prefix=t("Usage: "))


def _told(help_option: Any) -> Any:
    help_option.help = t("Show this message and exit.")
    return help_option


def _translate_typer() -> None:
    """Let Typer find its own words ("Options", "required") in our catalogue of that name."""
    os.environ["LANGUAGE"] = current()
    gettext.bindtextdomain("typer", str(LOCALE_DIR))
    gettext.textdomain("typer")


def _named(parameter: Any) -> str:
    """An option as it is typed, with the variable that may stand for it; an argument by its word."""
    options = [option for option in parameter.opts if option.startswith("--")]
    if not options:
        return str(parameter.get_error_hint()).strip("'")
    if not parameter.envvar:
        return str(options[0])
    return t("{option} (or the environment variable {variable})", option=options[0], variable=parameter.envvar)


def _usage(error: typer.TyperException) -> Finding:
    """What was wrong with the words and options, as a finding about the command line."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else PROGRAM
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", "") if parameter is None else _named(parameter)
    # Typer tells these apart by class, and keeps all but BadParameter to itself.
    match type(error).__name__:
        case "NoSuchOption":
            code = "usage-option-unknown"
        case "MissingParameter":
            code = "usage-parameter-missing"
        case "BadParameter" | "BadOptionUsage":
            code = "usage-value-wrong"
        case _ if isinstance(getattr(error, "cmd", None), _Group):
            code = "usage-command-missing"
        case _:
            code = "usage-too-many"
    return Finding(command, code, {"name": name, "command": command})
