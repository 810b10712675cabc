"""What a researcher keeps beside programme.yaml: measures of their own, and pages that ask for splits."""
