"""What the desk stores: one table, or one table with what belongs to it, a file. Importing this declares them all."""

from kb.desk.tables.audit import AuditHead, AuditRow
from kb.desk.tables.base import Table
from kb.desk.tables.check import BuildCheck
from kb.desk.tables.comment import Comment
from kb.desk.tables.issued import IssuedDocument
from kb.desk.tables.key import SigningKey
from kb.desk.tables.lapse import Lapse
from kb.desk.tables.mandate import Mandate
from kb.desk.tables.notice import Notice
from kb.desk.tables.objection import Objection
from kb.desk.tables.organisation import Organisation
from kb.desk.tables.person import Grant, Person, PersonalData
from kb.desk.tables.report import ErrorReport, Reporter
from kb.desk.tables.session import Attempt, Session
from kb.desk.tables.signature import Signature
from kb.desk.tables.statement import Statement
from kb.desk.tables.version import Version

__all__ = [
    "Attempt",
    "AuditHead",
    "AuditRow",
    "BuildCheck",
    "Comment",
    "ErrorReport",
    "Grant",
    "IssuedDocument",
    "Lapse",
    "Mandate",
    "Notice",
    "Objection",
    "Organisation",
    "Person",
    "PersonalData",
    "Reporter",
    "Session",
    "Signature",
    "SigningKey",
    "Statement",
    "Table",
    "Version",
]
