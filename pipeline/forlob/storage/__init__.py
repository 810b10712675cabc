"""Where a programme's folders lie, and how finished files are put in place there."""
