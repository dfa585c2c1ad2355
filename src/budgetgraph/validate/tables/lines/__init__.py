"""Totals of lines that are told apart by their marks: 一、 1. （一）."""
