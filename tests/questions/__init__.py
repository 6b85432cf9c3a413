"""Tests of the table of questions and of the doors made from it."""
