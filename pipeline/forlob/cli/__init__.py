"""The command line: each command, the order of the steps of a report, and what they say."""
