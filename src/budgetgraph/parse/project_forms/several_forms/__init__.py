"""One table that holds several forms, side by side or one below the other → a claim for each."""
