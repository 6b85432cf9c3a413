"""All named questions. A new one is a function and a line in the module of its kind."""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from graph_service.planning.questions import bodies, network, work
from graph_service.planning.questions.question import Question
from graph_service.records.vocabulary import one_of

QUESTIONS: Mapping[str, Question] = {**network.QUESTIONS, **bodies.QUESTIONS, **work.QUESTIONS}
QueryName: TypeAlias = Annotated[str, one_of(QUESTIONS)]
