"""How records stand in the graph: the class and the predicate of every field.

Standard terms where the field's vocabularies have one (CPSV-AP, CCCEV, ELM, SKOS, DCT); ``def:`` otherwise.
"""

from __future__ import annotations

from pydantic import BaseModel

from kb.model import (
    authorisation,
    authority,
    fact,
    mapping,
    measure,
    occupation,
    ordinance,
    place,
    procedure,
    profession,
    qualification,
    rule,
    source,
    unit,
    unit_alignment,
)

TYPES: dict[type[BaseModel], tuple[str, ...]] = {
    authorisation.Authorisation: ("def:Authorisation",),
    authority.Authority: ("cv:PublicOrganisation",),
    authority.District: ("def:District",),
    fact.Unknown: ("def:Unknown",),
    mapping.Mapping: ("sssom:Mapping",),
    measure.Period: ("def:Period",),
    occupation.OccupationLink: ("def:OccupationLink",),
    ordinance.Ordinance: ("def:TrainingOrdinance", "eli:LegalResource"),
    place.Place: ("def:Place",),
    procedure.Procedure: ("cpsv:PublicService",),
    procedure.Role: ("cv:Participation",),
    procedure.Basis: ("def:LegalBasis",),
    procedure.Fee: ("cv:Cost",),
    procedure.Term: ("def:Term",),
    procedure.Document: ("cv:EvidenceType",),
    procedure.PaperLanguages: ("def:PaperLanguages",),
    procedure.JobLanguage: ("def:LanguageRequirement",),
    procedure.Compensation: ("def:CompensationMeasure",),
    procedure.Condition: ("cv:Requirement",),
    procedure.Appeal: ("def:Appeal",),
    procedure.Outcome: ("cv:Output",),
    procedure.Channel: ("cv:Channel",),
    procedure.Step: ("def:Step",),
    procedure.Remark: ("def:Remark",),
    profession.Profession: ("def:Profession",),
    profession.Regulated: ("def:Regulation",),
    profession.Access: ("def:Access",),
    profession.Automatic: ("def:AutomaticRecognition",),
    profession.NotAutomatic: ("def:NoAutomaticRecognition",),
    profession.Level: ("def:Article11Level",),
    profession.Start: ("def:StartBeforeRecognition",),
    profession.Activity: ("def:ReservedActivity",),
    qualification.Qualification: ("elm:Qualification", "skos:Concept"),
    rule.Rule: ("def:Rule",),
    rule.Article: ("def:LegalBasis",),
    rule.Measure: ("def:MeasureChoice",),
    rule.Pattern: ("def:ExperiencePattern",),
    rule.Settled: ("def:SettledQuestion",),
    source.Source: ("def:Source",),
    unit.Unit: ("def:Unit", "elm:LearningAchievementSpecification"),
    unit_alignment.UnitAlignment: ("def:UnitAlignment",),
}

PREDICATES: dict[str, str] = {
    # texts and names
    "title": "dct:title",
    "summary": "dct:description",
    "labels": "skos:prefLabel",
    "names": "def:officialName",
    "note": "skos:editorialNote",
    # provenance
    "source": "dct:source",
    "sources": "dct:source",
    "at": "def:placeInSource",
    "checked": "def:checked",
    "on": "def:lookedOn",
    "since": "def:inForceSince",
    "until": "def:inForceUntil",
    "published": "dct:issued",
    "publisher": "dct:publisher",
    # authorities
    "url": "foaf:page",
    "email": "vcard:email",
    "phone": "vcard:telephone",
    # procedures
    "authorities": "cv:hasParticipation",
    "fees": "cv:hasCost",
    "amount": "cv:value",
    "currency": "cv:currency",
    "documents": "def:hasDocument",
    "outcome": "cpsv:produces",
    "channels": "cv:hasChannel",
    "kind": "dct:type",
    "type": "dct:type",
    # qualifications
    "code": "skos:notation",
    "valid_from": "elm:validFrom",
    "valid_to": "elm:validUntil",
    "replaced_by": "dct:isReplacedBy",
}

_SSSOM = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_source",
    "mapping_justification",
    "author_label",
    "reviewer_label",
    "mapping_date",
    "confidence",
    "comment",
)
"""The slots of a mapping that SSSOM itself has; the others are ours."""

OF_CLASS: dict[tuple[type[BaseModel], str], str] = {
    **{(mapping.Mapping, slot): f"sssom:{slot}" for slot in _SSSOM},
    (mapping.Mapping, "status"): "def:mappingStatus",
    (authorisation.Authorisation, "status"): "def:mappingStatus",
    (authorisation.Authorisation, "kind"): "def:statementKind",
    (authorisation.Authorisation, "subject"): "def:authorisedSubject",
    (authorisation.Authorisation, "hash"): "def:documentHash",
    (authorisation.Authorisation, "version"): "def:statementVersion",
    (authorisation.Authorisation, "reasons"): "def:lapseReason",
    (authorisation.Authorisation, "example"): "def:isExample",
    (qualification.Qualification, "title"): "skos:prefLabel",
    (place.Place, "names"): "def:placeName",
    (place.Place, "kind"): "def:placeKind",
    (qualification.Qualification, "status"): "def:registerStatus",
    (ordinance.Ordinance, "qualifications"): "def:trainsTo",
    (unit.Unit, "title"): "skos:prefLabel",
    (unit.Unit, "qualification"): "dct:isPartOf",
    (unit.Unit, "kind"): "def:unitKind",
    (unit.Unit, "parent"): "def:parentCode",
    (unit.Unit, "number"): "def:officialNumber",
    (unit_alignment.UnitAlignment, "subject"): "def:subjectCode",
    (unit_alignment.UnitAlignment, "object"): "def:objectCode",
    (unit_alignment.UnitAlignment, "status"): "def:mappingStatus",
    (source.Source, "title"): "dct:title",
    (source.Source, "language"): "dct:language",
    (source.Source, "identifier"): "dct:identifier",
}


def predicate(kind: type[BaseModel], field: str) -> str:
    """The prefixed name of the predicate of a field."""
    return OF_CLASS.get((kind, field)) or PREDICATES.get(field) or f"def:{_camel(field)}"


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


IN_ENGLISH = frozenset({(mapping.Mapping, "comment")})
"""Fields whose text is English; the other languages may stand beside it in the graph."""


REFERENCES: dict[str, str] = {
    "source": "source",
    "sources": "source",
    "law": "source",
    "looked_at": "source",
    "ask": "authority",
    "authority": "authority",
    "body": "authority",
    "part_of": "authority",
    "local_of": "authority",
    "professions": "profession",
    "qualifications": "qualification",
    "qualification": "qualification",
    "replaced_by": "qualification",
    "statement_source": "source",
    "overrides": "rule",
    "legal_source": "source",
    "bridge_source": "source",
    "subject_qualification": "qualification",
    "object_qualification": "qualification",
}
"""Fields that hold the key of another record, with the kind of that record."""

CODES: dict[str, str] = {
    "jurisdiction": "jurisdictions",
    "jurisdictions": "jurisdictions",
    "homes": "jurisdictions",
    "advises_on": "jurisdictions",
    "modes": "modes",
    "answer": "answers",
    "other_tasks": "answers",
    "regulated_at_home": "answers",
    "status": "register-status",
    "unit": "units-of-time",
}
"""Closed lists of the records that the graph shows as concepts of a scheme."""

COMPACT = frozenset({"subject_id", "object_id", "object_source", "predicate_id", "mapping_justification"})
"""Fields that hold a compact identifier of any vocabulary, which the graph shows as its IRI."""
