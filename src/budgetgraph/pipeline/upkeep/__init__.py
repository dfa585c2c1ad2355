"""What an office does beside building: teach words, correct figures, look at doubtful papers."""
