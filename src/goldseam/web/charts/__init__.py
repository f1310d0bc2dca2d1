"""Charts drawn on the server as SVG: no JavaScript, no library, a table beside each."""
