"""What stands in front of the gate: people with their passphrases, and lines that nobody uses."""
