"""What the check finds."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A place, or several, that may stand wrong; `reason` says what speaks for it. `ids` begin with the place in doubt."""

    check: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    reason: str

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        """What makes it this finding and no other: numbers in its reason may change."""
        return self.check, frozenset(self.ids)
