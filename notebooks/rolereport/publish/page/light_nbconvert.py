"""Loads nbconvert without what runs notebooks, serves slides, looks for pictures and cleans HTML.

Import this before nbconvert.
"""

from rolereport.publish.startup import called, standing_in

EXECUTE, SERVE = "nbconvert.preprocessors.execute", "nbconvert.postprocessors.serve"
SANITIZE, BROWSE = "nbconvert.preprocessors.sanitize", "nbconvert.exporters.webpdf"

with standing_in(
    {
        "nbclient.exceptions": called("nbclient.exceptions", "CellExecutionError"),
        EXECUTE: called(EXECUTE, "ExecutePreprocessor"),
        BROWSE: called(BROWSE, "WebPDFExporter"),
        SERVE: called(SERVE, "ServePostProcessor"),
        SANITIZE: called(SANITIZE, "SanitizeHTML", "_get_default_css_sanitizer"),
        "bs4": called("bs4", "BeautifulSoup"),
    }
):
    import nbconvert  # noqa: F401
