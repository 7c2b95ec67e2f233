"""The one door for what a reader sees: figures, tables, sentences and their style."""

from rolereport.display.scope import question, scope
from rolereport.display.show import figure, findings, sentences
from rolereport.display.tables import Column, table

__all__ = ["Column", "figure", "findings", "question", "scope", "sentences", "table"]
