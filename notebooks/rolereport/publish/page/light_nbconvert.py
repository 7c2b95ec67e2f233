"""Loads nbconvert without what runs notebooks, serves slides and looks for pictures in HTML.

Import this before nbconvert.
"""

from rolereport.publish.startup import called, standing_in

EXECUTE, SERVE = "nbconvert.preprocessors.execute", "nbconvert.postprocessors.serve"

with standing_in(
    {
        "nbclient.exceptions": called("nbclient.exceptions", "CellExecutionError"),
        EXECUTE: called(EXECUTE, "ExecutePreprocessor"),
        SERVE: called(SERVE, "ServePostProcessor"),
        "bs4": called("bs4", "BeautifulSoup"),
    }
):
    import nbconvert  # noqa: F401
