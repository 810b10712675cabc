"""What a report costs, measured in pairs within one run: `make bench`."""
