"""The closed lists of words by name, as the interface calls them, each word with its labels."""

from collections.abc import Iterable, Mapping

from graph_service.words import agreements, network, planning, records
from graph_service.words.bilingual import Bilingual

WORD_LISTS: Mapping[str, Mapping[str, Bilingual]] = {
    "Level": records.LEVELS,
    "Match": records.MATCHES,
    "PopulationOf": records.POPULATIONS,
    "Confidence": records.CONFIDENCES,
    "OrganisationKind": records.ORGANISATIONS,
    "OrganisationStatus": records.ORGANISATION_STATUSES,
    "Grade": records.GRADES,
    "FrameKind": records.FRAMES,
    "ActivityKind": records.ACTIVITIES,
    "ActivityChannel": records.ACTIVITY_CHANNELS,
    "PlanKind": records.PLANS,
    "ProjectKind": records.PROJECTS,
    "WorkType": records.WORK_TYPES,
    "WorkStatus": records.WORK_STATUSES,
    "MarkState": records.MARK_STATES,
    "Qualifier": records.QUALIFIERS,
    "ClaimedField": records.CLAIMED_FIELDS,
    "SigningKind": agreements.SIGNINGS,
    "StageKind": agreements.STAGES,
    "AgreementKind": agreements.KINDS,
    "AgreementKindOrNone": agreements.KINDS_OR_NONE,
    "AgreementStatus": agreements.STATUSES,
    "Mechanism": agreements.MECHANISMS,
    "StageRemark": agreements.STAGE_REMARKS,
    "Role": agreements.ROLES,
    "GrapeClass": agreements.CLASSES,
    "Basis": agreements.BASES,
    "Certainty": agreements.CERTAINTIES,
    "Precision": agreements.PRECISIONS,
    "Dating": agreements.DATINGS,
    "DurationBasis": agreements.DURATIONS,
    "DormancyState": agreements.DORMANCY,
    "CentralityMeasure": network.CENTRALITY_NAMES,
    "CoverageState": network.COVERAGE_STATES,
    "Dimension": network.DIMENSIONS,
    "UnitMeasure": network.UNIT_MEASURES,
    "StrengthTerm": network.STRENGTH_TERMS,
    "ExternalChannel": network.CHANNEL_NAMES,
    "OverlayState": network.OVERLAY_STATES,
    "BusinessType": network.BUSINESS_TYPES,
    "BusinessLines": network.BUSINESS_LINES,
    "GapType": planning.GAPS,
    "PriorityTermName": planning.PRIORITIES,
    "GapState": planning.GAP_STATES,
    "ActionClass": planning.ACTIONS,
    "ActionRule": planning.ACTION_RULES,
    "CandidateTermName": planning.CANDIDATE_TERMS,
    "WarningKind": planning.WARNINGS,
    "LiftReason": planning.LIFT_REASONS,
    "LeftOutReason": planning.LEFT_OUT,
    "ListStatus": planning.LIST_STATES,
    "LedgerRemark": planning.LEDGER_REMARKS,
    "WorkState": planning.WORK_STATES,
    "AnniversariesOf": planning.ANNIVERSARIES_OF,
    "AnniversaryKind": planning.ANNIVERSARIES,
    "TargetState": planning.TARGET_STATES,
    "DenominatorBasis": planning.DENOMINATORS,
    "PaceBasis": planning.PACES,
    "QueryEngine": planning.ENGINES,
}


def labels_of(words: Iterable[str]) -> Mapping[str, Bilingual]:
    """The labels of the list that holds just these words, or of the only one that holds them among others; else none.

    >>> labels_of(("consolidate", "activate")).keys() <= labels_of(("consolidate", "activate", "open")).keys()
    True
    >>> labels_of(("country", "region")), labels_of(())
    ({}, {})
    """
    wanted = set(words)
    holding = [known for known in WORD_LISTS.values() if wanted and wanted <= known.keys()]
    just = [known for known in holding if wanted == known.keys()]
    return just[0] if just else holding[0] if len(holding) == 1 else {}
