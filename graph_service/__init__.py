"""The sister-city relationship graph service: stems, grapes and partner gaps of local governments."""

from importlib.metadata import version

__version__ = version("sister-city-graph")
