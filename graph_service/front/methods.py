"""Questions as methods: what `help` and completion tell of them comes from their declaration."""

from collections.abc import Callable
from functools import partial
from inspect import Parameter, Signature
from keyword import iskeyword
from typing import get_type_hints

from graph_service.front.answer import Answer
from graph_service.questions.question import AnyQuestion


def described(method: Callable[..., Answer], question: AnyQuestion, without: tuple[str, ...]) -> Callable[..., Answer]:
    """The method with the question's parameters as its own, for `help` and for completion."""
    aliases = {name: field.alias or name for name, field in question.ask.model_fields.items()}
    fields = {name if iskeyword(aliases[name]) else aliases[name]: field for name, field in question.ask.model_fields.items()}
    told = {name: field for name, field in fields.items() if name not in without}
    types = get_type_hints(question.ask)  # without what pydantic adds to them
    keyword = partial(Parameter, kind=Parameter.KEYWORD_ONLY)
    words = [
        keyword(name, default=Parameter.empty if field.is_required() else field.default, annotation=types.get(name))
        for name, field in told.items()
    ]
    method.__name__ = method.__qualname__ = question.name
    lines = [f"    {name}: {field.description}" for name, field in told.items()]
    method.__doc__ = "\n".join(
        [question.summary, "", "Words:", *lines, "", "Raises:", "    BadRequest: a word is not understood."]
    )
    method.__signature__ = Signature([Parameter("self", Parameter.POSITIONAL_ONLY), *words], return_annotation=Answer)  # type: ignore[attr-defined]
    return method
