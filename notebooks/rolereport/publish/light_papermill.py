"""Loads papermill without what starts kernels, writes to clouds, and looks for others' engines.

Import this before papermill.
"""

from rolereport.publish.startup import called, standing_in

TENACITY = ("retry", "retry_if_exception_type", "stop_after_attempt", "wait_exponential")

with standing_in(
    {
        "papermill.clientwrap": called("papermill.clientwrap", "PapermillNotebookClient"),
        "tenacity": called("tenacity", *TENACITY),
        "entrypoints": {"get_group_all": lambda group: []},
    }
):
    import papermill  # noqa: F401
