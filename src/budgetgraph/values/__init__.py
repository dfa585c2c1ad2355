"""What printed text means: money, document numbers, codes, targets."""
