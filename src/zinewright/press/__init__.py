"""Read, plan, make, check, publish."""
