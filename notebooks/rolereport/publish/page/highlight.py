"""Python source as HTML: an element only round what the style sheet colours."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from itertools import groupby
from typing import Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text, _TokenType

# The more particular first: a kind of token and the element it is on the page. Short elements,
# for there are thousands: HTML has `b` for key words, `small` for side comments.
COLOURED = (
    (Keyword, "b"),
    (Operator.Word, "b"),
    (String, "i"),
    (Number, "u"),
    (Name.Function, "var"),
    (Name.Class, "var"),
    (Name.Builtin, "var"),
    (Name.Namespace, "var"),
    (Comment, "small"),
)
_WORDS = "|".join([*keyword.kwlist, "match", "case", "lazy"])
_BUILTINS = "|".join([*PythonLexer.tokens["builtins"][0][0].words, "self|cls|Ellipsis"])
# Names, spaces and signs without colour, up to where a word, a string or a number may have one.
_PLAIN = rf"""(?x: (?:
    \n (?! \s* [a-zA-Z]* ["'] )
    | ^ [ ]++ (?! (?:match|case)\b | [a-zA-Z]* ["'] )
    | (?<=[^\n]) [ ]+
    | (?! (?:{_WORDS})\b | (?<!\.)(?:{_BUILTINS})\b | __ ) [A-Za-z_]\w*\b (?! ["'] )
    | \. (?!\d) | != | [-~+/*%=<>&^|\]{{}}:(),;\[]
    )+ )"""
HELD = 1000  # sources; the chapters of every edition have the same


@lru_cache(HELD)
def highlighted(source: str) -> str:
    """Python source as HTML; neighbours of one colour share one element."""
    return "".join(_runs(source)).rstrip("\n")


class _Lexer(PythonLexer):
    """Finds the same colours, but passes over at once what has none."""

    tokens: ClassVar[dict[str, list[Any]]] = {"root": [(_PLAIN, Text), inherit]}


def _runs(source: str) -> Iterator[str]:
    tokens = _Lexer().get_tokens(source)
    for colour, run in groupby(tokens, key=lambda token: _colour(token[0])):
        text = escape("".join(text for _, text in run), quote=False)
        yield f"<{colour}>{text}</{colour}>" if colour else text


@cache
def _colour(kind: _TokenType) -> str:
    return next((name for coloured, name in COLOURED if kind in coloured), "")
