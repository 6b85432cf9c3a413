"""The table of questions: a new one is a module beside this one and a line here."""

from graph_service.questions.actions import ACTIONS
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.anniversaries import ANNIVERSARIES
from graph_service.questions.associations import ASSOCIATIONS
from graph_service.questions.brief import BRIEF
from graph_service.questions.candidates import CANDIDATES
from graph_service.questions.centrality import CENTRALITY
from graph_service.questions.channels import CHANNELS
from graph_service.questions.check import CHECK
from graph_service.questions.cluster import CLUSTER
from graph_service.questions.clusters import CLUSTERS
from graph_service.questions.communities import COMMUNITIES
from graph_service.questions.comparison import COMPARISON
from graph_service.questions.completeness import COMPLETENESS
from graph_service.questions.countries import COUNTRIES
from graph_service.questions.coverage import COVERAGE
from graph_service.questions.gaps import GAPS
from graph_service.questions.growth import GROWTH
from graph_service.questions.indicators import INDICATORS
from graph_service.questions.ledger import LEDGER
from graph_service.questions.life import LIFE
from graph_service.questions.matches import MATCHES
from graph_service.questions.matrix import MATRIX
from graph_service.questions.network import NETWORK
from graph_service.questions.overlay import OVERLAY
from graph_service.questions.paths import PATHS
from graph_service.questions.places import PLACES
from graph_service.questions.progress import PROGRESS
from graph_service.questions.queries import QUERIES
from graph_service.questions.query import QUERY
from graph_service.questions.question import AnyQuestion
from graph_service.questions.reach import REACH
from graph_service.questions.records import LISTS
from graph_service.questions.report import REPORT
from graph_service.questions.resources import RESOURCES
from graph_service.questions.scorecards import SCORECARDS
from graph_service.questions.statistics import STATISTICS

QUESTIONS: tuple[AnyQuestion, ...] = (
    *(CLUSTERS, CLUSTER, COUNTRIES, MATRIX, GAPS, COVERAGE, GROWTH, CHANNELS, MATCHES, OVERLAY, ACTIONS, CANDIDATES, RESOURCES),
    *(ANNIVERSARIES, ASSOCIATIONS, REPORT, BRIEF, LIFE, QUERIES, QUERY),
    *(PROGRESS, INDICATORS, SCORECARDS, LEDGER, COMPLETENESS, COMPARISON, CHECK),
    *(CENTRALITY, COMMUNITIES, STATISTICS, REACH, NETWORK, PATHS),
    *(PLACES, AGREEMENTS),
    *LISTS,
)
