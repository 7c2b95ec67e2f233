"""The page in fewer bytes: what a browser reads is the same."""

from __future__ import annotations

import minify_html


def shrunk(html: str) -> str:
    """The page, or a part, without needless white space, comments, quotation marks, closing tags.

    The script stays as it is: the page's policy names it by its hash.
    """
    return minify_html.minify(
        html, minify_css=True, minify_js=False, keep_html_and_head_opening_tags=True
    )
