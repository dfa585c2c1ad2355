"""Indicators in words: cells beside or below a level that state several in one text."""
