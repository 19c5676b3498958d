"""Forms of the staff doors."""
