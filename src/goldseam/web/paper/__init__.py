"""Printed sheets as PDF: data goes in as JSON, bytes come out, no file is written."""
