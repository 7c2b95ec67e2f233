"""The one door for what a reader sees: figures, tables, sentences and their style."""

# The subpackage first: imported later, it would take the place of the function of its name.
import rolereport.display.sentences  # noqa: F401
from rolereport.display.scope import question, scope, without_way
from rolereport.display.show import figure, findings, sentences
from rolereport.display.tables import Column, table

__all__ = ["Column", "figure", "findings", "question", "scope", "sentences", "table", "without_way"]
