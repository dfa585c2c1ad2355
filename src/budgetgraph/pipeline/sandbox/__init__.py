"""Read documents in processes of their own, where a hostile one can do no harm.

A worker has no network, little memory and a time limit; what it breaks is its own document.
"""
