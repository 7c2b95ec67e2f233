"""Keeps one slow module from loading; import this before nbformat, papermill or nbconvert.

With jupyterlab installed, nbformat's JSON Schema checker finds `rfc3987_syntax`, which builds a
grammar on import and costs every process 0.75 s. It checks URI formats, which no notebook schema
asks for, and jsonschema does without it when the import fails.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
