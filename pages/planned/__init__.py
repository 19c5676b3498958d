"""Competitions that units plan, before the public knows them: for SZ (§ 3 pkt 6)."""
