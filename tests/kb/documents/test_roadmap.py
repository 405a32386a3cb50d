"""The roadmap has its sixteen sections, and the drawing of the way tells what the rules decided."""

from __future__ import annotations

import pytest

from kb.answers.question import ask
from kb.documents.document import Document, Flow, Table
from kb.documents.roadmap import roadmap
from kb.release import Release

_SECTIONS = [
    "glance", "profession", "regulated", "way", "authority", "assessment", "steps", "documents", "time", "language",
    "differences", "appeal", "temporary", "after", "help", "sources",
]  # fmt: skip


def road(built: Release, case: str, lang: str = "en") -> Document:
    return roadmap(built, ask(*case.split(), lang))


@pytest.mark.parametrize(
    "case", ["nl-crebo:25656 de-nw employed", "nl-crebo:25808 de-nw employed", "nl-crebo:25737 de-ni self-employed"]
)
def test_sixteen_sections_in_their_order(built: Release, case: str) -> None:
    document = road(built, case)
    assert [each.id for each in document.sections if each.level == 1] == _SECTIONS
    assert document.sections[0].title == "1. At a glance"
    assert document.sections[-1].title == "16. Sources and who checked"


def test_the_drawing_marks_the_way_of_the_case(built: Release) -> None:
    flow = road(built, "nl-crebo:25655 de-nw employed").sections[3].blocks[0]
    assert isinstance(flow, Flow)
    assert flow.ends == ("automatic recognition: recognition without a measure",)
    assert not any(step.is_open for step in flow.steps)
    assert flow.steps[1].answer == "yes"
    assert flow.steps[1].exit == "no recognition needed"
    assert flow.steps[1].question in flow.alternative


def test_an_open_question_ends_in_all_that_is_possible(built: Release) -> None:
    flow = road(built, "nl-crebo:25656 de-nw employed").sections[3].blocks[0]
    assert isinstance(flow, Flow)
    assert flow.steps[-1].is_open
    assert len(flow.ends) == 4


def test_documents_stand_in_a_table_with_form_age_and_remark(built: Release) -> None:
    table = next(
        each for each in road(built, "nl-crebo:25656 de-nw employed").sections if each.id == "documents"
    ).blocks[0]
    assert isinstance(table, Table)
    ages = {row[0][0].text: row[2][0].text for row in table.rows}
    assert ages["Health certificate"] == "3 months"
    assert all(row[0][0].marks for row in table.rows)
