"""Public answers: from an inquiry to a page that names nobody (§ 5 pkt 2)."""
