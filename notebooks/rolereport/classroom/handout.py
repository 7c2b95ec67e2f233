"""The set-up page as students get it: one file that opens by a double click, without a network."""

from __future__ import annotations

from functools import cache

from nbconvert.filters.markdown import markdown2html

from rolereport.classroom.masters import FOLDER

SOURCE = FOLDER / "set-up.md"
NAME = "set-up.html"
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{
  max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.6 system-ui, sans-serif;
  overflow-wrap: anywhere;
}}
pre {{ padding: 0.7rem; border: 1px solid; border-radius: 4px; white-space: pre-wrap; }}
.anchor-link {{ display: none; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: 0.4rem 0.6rem; border: 1px solid; text-align: left; vertical-align: top; }}
@media print {{
  body {{ max-width: none; padding: 0; font-size: 10.5pt; }}
  li, pre, tr {{ break-inside: avoid; }}
  h2, p:has(+ pre) {{ break-after: avoid; }}
}}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


@cache
def set_up() -> bytes:
    """The page, in UTF-8."""
    text = SOURCE.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return PAGE.format(title=title, body=markdown2html(text)).encode()
