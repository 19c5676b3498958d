"""A plain Wagtail project to measure beside: same tree, same fields, one Django group for each unit."""
