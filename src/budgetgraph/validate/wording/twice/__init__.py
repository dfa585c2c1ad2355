"""What a paper tells twice, and not alike."""
