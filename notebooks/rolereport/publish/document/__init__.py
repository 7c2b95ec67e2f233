"""The report as a document apart from any format, and its PDF, DOCX and workbook."""
