"""Calls the command that the command line names; ends the process with a message if it fails."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, NoReturn

import click

from rolereport.cli.commands import commands
from rolereport.data.errors import DataError, DataErrors
from rolereport.parameters import ParameterError
from rolereport.publish.errors import PublishError

if TYPE_CHECKING:
    from rolereport.publish.headstart import Runner


def call(runner: Runner | None) -> None:
    """Run the command.

    Parameters
    ----------
    runner
        What runs the chapters of a build, if it has begun.

    Raises
    ------
    SystemExit
        If it fails by something that a user can mend, which is told.
    """
    try:
        commands(standalone_mode=False, obj=runner)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except ParameterError as error:
        _stop(error, 2)
    except (DataError, DataErrors, PublishError, OSError) as error:
        _stop(error, 1)


def _stop(error: Exception, code: int) -> NoReturn:
    click.echo(_for_reading(f"Error: {error}"), err=True)
    sys.exit(code)


def _for_reading(message: str) -> str:
    """Each line of a message broken between words, if a person reads it in a terminal."""
    if not sys.stderr.isatty():
        return message
    wide = shutil.get_terminal_size().columns - 1
    lines = message.splitlines()
    return "\n".join(textwrap.fill(line, wide, subsequent_indent="    ") for line in lines)
