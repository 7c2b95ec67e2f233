"""The report as a tagged PDF, set by typst from the document model."""
