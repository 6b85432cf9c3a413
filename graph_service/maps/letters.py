"""Whole numbers as letters, five bits a letter, small ones short: what scripts of pages read too."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_MORE = 32  # added to five bits that others follow
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def letters(values: Iterable[int]) -> str:
    """These numbers as letters.

    >>> list(numbers(letters([0, -1, 15, -16, 16, 100_000])))
    [0, -1, 15, -16, 16, 100000]
    """
    text = []
    for value in values:
        left = value * 2 if value >= 0 else -value * 2 - 1
        while left >= _MORE:
            text.append(ALPHABET[left % _MORE + _MORE])
            left //= _MORE
        text.append(ALPHABET[left])
    return "".join(text)


def numbers(text: Iterable[str]) -> Iterator[int]:
    """The numbers that these letters stand for."""
    value, weight = 0, 1
    for letter in text:
        part = _VALUES[letter]
        value += part % _MORE * weight
        weight *= _MORE
        if part < _MORE:
            yield value // 2 if value % 2 == 0 else -(value + 1) // 2
            value, weight = 0, 1


def steps(values: Iterable[int]) -> Iterator[int]:
    """Each number less the one before, the first from 0.

    >>> list(steps([5, 7, 4]))
    [5, 2, -3]
    """
    return (after - before for before, after in pairwise([0, *values]))
