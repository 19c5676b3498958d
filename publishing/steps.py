"""Next steps of publishing: codes only, as in coordination.steps. `refusals` turns them into links."""

HAND_OVER = "hand_over"
WITHDRAW = "withdraw"
SEE_HANDOFF = "see_handoff"
OWN_HANDOFFS = "own_handoffs"
QUEUE = "queue"
EDIT = "edit"
