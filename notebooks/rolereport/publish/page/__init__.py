"""The report as one web page: nbconvert exporter, templates, style sheet, drawings."""
