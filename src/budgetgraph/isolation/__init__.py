"""Take from a worker process what it has no need of: the network, memory, a life of its own."""
