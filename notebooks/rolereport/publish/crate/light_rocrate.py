"""Loads rocrate without what fetches files and fills in a crate's preview.

Import this before rocrate.
"""

from rolereport.publish.startup import called, standing_in

with standing_in(
    {
        "dateutil.parser": called("dateutil.parser", "isoparse"),
        "jinja2": called("jinja2", "Template"),
        "urllib.request": called("urllib.request", "urlopen"),
    }
):
    import rocrate.rocrate  # noqa: F401
