"""Tell those who keep the server running how it is: health, counters, a log of requests."""
