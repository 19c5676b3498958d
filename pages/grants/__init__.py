"""Small grants (art. 19a): calls and their states, the money left in units, the calculator of limits."""
