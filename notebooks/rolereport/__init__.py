"""The package behind the report: data, analysis, display, publishing."""
