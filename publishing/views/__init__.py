"""Staff doors of handoffs."""
