"""Next steps that a refusal may name: codes only. A door turns them into links (coordination.admin.refusals)."""

FIND_COORDINATOR = "find_coordinator"
WRITE_TO_PORTAL_TEAM = "write_to_portal_team"
OWN_INQUIRIES = "own_inquiries"
OFFICES = "offices"
SIGN_IN = "sign_in"
