"""All named questions. A new one is a function and a line in the module of its kind."""

from collections.abc import Mapping

from graph_service.planning.questions import bodies, network, work
from graph_service.planning.questions.question import Question

QUESTIONS: Mapping[str, Question] = {**network.QUESTIONS, **bodies.QUESTIONS, **work.QUESTIONS}
