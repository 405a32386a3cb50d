"""Kinds of Belgian certificates: the words of the compiled table to a concept of ``qualification-kinds``."""

from __future__ import annotations

# The first beginning that fits counts, so the longer ones stand before the shorter.
KINDS = {
    "adult training certificate": "other-certificate",
    "adult-education certificate or diploma": "other-certificate",
    "apprenticeship certificate": "apprenticeship-certificate",
    "beroepskwalificatie (professional qualification)": "professional-qualification",
    "bewijs van beroepskwalificatie": "professional-qualification",
    "brevet, complementary vocational secondary education": "fourth-stage-brevet",
    "certificat de qualification, 7th professional year": "seventh-year",
    "certificat de qualification": "qualifying-secondary-option",
    "certificate at the end of the aide-soignant training": "other-certificate",
    "certificate of competence + regional recognition": "other-certificate",
    "certificate of the 7th vocational secondary year": "seventh-year",
    "certification scheme": "other-certificate",
    "childcare qualification": "other-certificate",
    "deelkwalificatie": "partial-qualification",
    "diplôme de chef d'entreprise": "entrepreneur-diploma",
    "driver qualification": "other-certificate",
    "dual bachelor": "dual-bachelor",
    "educational qualification OK": "educational-qualification",
    "entrepreneurship trajectory diploma": "entrepreneur-diploma",
    # the certificat de qualification of year 6 in general
    "generic certificate": "qualifying-secondary-option",
    "graduate diploma": "higher-vocational-diploma",
    "master craftsman diploma": "master-craftsperson",
    "option de base groupée": "qualifying-secondary-option",
    "option in dual education": "qualifying-secondary-option",
    "option of qualifying secondary education": "qualifying-secondary-option",
    "option under certification par unités": "qualifying-secondary-option",
    "partial apprenticeship certificate": "partial-qualification",
    "regulated health profession (federal title)": "federal-health-title",
    "regulated profession (federal identification card": "other-certificate",
    "secondary diploma": "secondary-diploma",
    "seventh specialisation year": "seventh-year",
    "seventh year after secondary education": "seventh-year",
    "titre de compétence": "title-of-competence",
    "upper secondary certificate": "secondary-diploma",
}


def kind_of(certificate_type: str) -> str:
    """The concept for the kind of certificate; raises ValueError for words that nobody has mapped yet."""
    for beginning, kind in KINDS.items():
        if certificate_type.startswith(beginning):
            return kind
    raise ValueError(f"no kind for {certificate_type!r}: add its beginning to KINDS in {__name__}")
