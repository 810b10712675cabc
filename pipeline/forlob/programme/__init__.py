"""What a programme says of itself: programme.yaml and the code lists."""
