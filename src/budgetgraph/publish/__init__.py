"""Serve a built folder as web pages, downloads and a SPARQL endpoint.

It knows no reader and no parser.
"""
