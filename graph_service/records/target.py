"""Target: a number to reach in a period."""

from typing import ClassVar

from graph_service.records.base import Figure, Id, Record, Reference
from graph_service.records.vocabulary import WorkStatus


class Target(Record, frozen=True, kw_only=True):
    """`minimum` to `maximum` of `measure` within `period`; None means no bound on that side. `agreements` are the ones
    it names."""

    REFERENCES: ClassVar = (
        Reference("owner", "OWNED_BY", ("places", "organisations")),
        Reference("parties", "CONCERNS", ("places", "organisations")),
        Reference("agreements", "AIMS_AT", ("agreements",)),
    )
    DATES: ClassVar = ("period",)

    owner: Id
    measure: str
    minimum: Figure | None = None
    maximum: Figure | None = None
    unit: str | None = None
    period: str | None = None
    status: WorkStatus | None = None
    parties: tuple[Id, ...] = ()
    agreements: tuple[Id, ...] = ()
    fields: tuple[str, ...] = ()

    def check(self) -> None:
        """See `Record.check`."""
        super().check()
        if self.minimum is None and self.maximum is None:
            raise ValueError("minimum: a target needs it or a maximum")
        if self.minimum is not None and self.maximum is not None and self.maximum < self.minimum:
            raise ValueError(f"maximum: the range {self.minimum:g} to {self.maximum:g} is empty")
