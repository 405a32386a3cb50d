"""The flow of the law as a drawing (SVG), generated from the rules, with the path of one case marked."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from lxml import etree

from kb.answers.advice import Facts, situation
from kb.answers.present import Presenter
from kb.answers.question import Question
from kb.release import Release
from kb.routes.decide import Decision
from kb.routes.flow import FLOW, RESULTS
from kb.wording import translator

_SVG = "http://www.w3.org/2000/svg"
_NODE_WIDTH, _RESULT_WIDTH, _ROW, _LINE = 400, 250, 74, 17
_LEFT, _TOP, _GAP = 150, 60, 150
_LANE = 7
_STYLE = """
.box { fill: #fff; stroke: #777; stroke-width: 1 }
.off { fill: #f4f4f4; stroke: #bbb }
.on { stroke: #000; stroke-width: 3 }
.maybe { stroke: #000; stroke-width: 2; stroke-dasharray: 6 4 }
.edge { fill: none; stroke: #bbb; stroke-width: 1 }
.edge.on { stroke: #000; stroke-width: 3 }
.edge.maybe { stroke: #000; stroke-width: 1.5; stroke-dasharray: 6 4 }
text { font: 13px sans-serif; fill: #000 }
.pale text, text.pale { fill: #555 }
.label { font-weight: bold }
"""


@dataclass(frozen=True)
class _Box:
    """Where a question or a result stands."""

    x: int
    y: int
    width: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        return 16 + _LINE * len(self.lines)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def draw(release: Release, question: Question, facts: Facts) -> str:
    """The flow with the path of the case: thick where it leads, dashed where it may lead, with a text alternative.

    Raises what ``situation`` raises.
    """
    presenter = Presenter(release.catalogue, question.language)
    decision = situation(release, question, facts, presenter).decision
    return _Drawing(presenter, decision).render()


def _beside(y: int, answer: str) -> int:
    """The label of a yes above its line, of a no below."""
    return y - 4 if answer == "yes" else y + 14


class _Drawing:
    def __init__(self, presenter: Presenter, decision: Decision) -> None:
        self.presenter = presenter
        self.decision = decision
        self._ = translator(presenter.language)
        self.answers = {step.node: step.answer for step in decision.steps}
        self.nodes = {name: self._node_box(name, row) for row, name in enumerate(FLOW)}
        self.results = self._result_boxes()
        self.lanes = {"left": 0, "right": 0}

    def render(self) -> str:
        height = _TOP + _ROW * max(len(self.nodes), len(self.results)) + 40
        width = _LEFT + _NODE_WIDTH + _GAP + _RESULT_WIDTH + 20
        root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
        root.attrib.update(
            {"viewBox": f"0 0 {width} {height}", "role": "img", "aria-labelledby": "title desc"}
            | {"lang": self.presenter.language}
        )
        self._text_element(root, "title", self._("The way of this case through the rules"), id="title")
        self._text_element(root, "desc", " ".join(self.alternative()), id="desc")
        etree.SubElement(root, f"{{{_SVG}}}style").text = _STYLE
        self._text_element(root, "text", self._("thick: the way of this case; dashed: still possible"), x="20", y="30")
        edges = etree.SubElement(root, f"{{{_SVG}}}g")
        for name in FLOW:
            self._edges(edges, name)
        for name, box in {**self.nodes, **self.results}.items():
            self._box(root, name, box)
        return etree.tostring(root, encoding="unicode", pretty_print=True)

    def alternative(self) -> list[str]:
        """The drawing in words: each question on the way with its answer, then the result."""
        said = [
            f"{number}. {self._question(step.question)} {self._answer(step.answer)}."
            for number, step in enumerate(self.decision.steps, 1)
        ]
        ends = " / ".join(self._result_label(each) for each in self.decision.results)
        return [*said, f"{self._('Result')}: {ends}."]

    def _node_box(self, name: str, row: int) -> _Box:
        lines = textwrap.wrap(self._question(FLOW[name].question.id), 53)
        return _Box(_LEFT, _TOP + row * _ROW, _NODE_WIDTH, tuple(lines))

    def _result_boxes(self) -> dict[str, _Box]:
        """Each result beside the first question that leads to it, moved down where the place is taken."""
        boxes: dict[str, _Box] = {}
        x, free = _LEFT + _NODE_WIDTH + _GAP, _TOP
        for name, node in FLOW.items():
            for target in (node.yes, node.no):
                if target in RESULTS and target not in boxes:
                    y = max(free, self.nodes[name].y)
                    lines = tuple(textwrap.wrap(self._result_label(target), 31))
                    boxes[target] = _Box(x, y, _RESULT_WIDTH, lines)
                    free = y + boxes[target].height + 10
        return boxes

    def _edges(self, parent: etree._Element, name: str) -> None:
        node, found = FLOW[name], self.answers.get(name)
        for target, answer in ((node.yes, "yes"), (node.no, "no")):
            is_reached = name in self.decision.reached and (
                target in self.decision.reached or target in self.decision.results
            )
            state = "on" if found == answer else "maybe" if is_reached and found in (None, "unknown") else ""
            self._edge(parent, name, target, answer, state)

    def _edge(self, parent: etree._Element, name: str, target: str, answer: str, state: str) -> None:
        box = self.nodes[name]
        if target in RESULTS:
            points, at = self._to_result(box, self.results[target], answer)
        elif list(FLOW).index(target) == list(FLOW).index(name) + 1:
            x = box.x + 60
            points, at = [(x, box.y + box.height), (x, self.nodes[target].y)], (x + 6, box.y + box.height + 15)
        else:
            points, at = self._past(box, self.nodes[target], answer)
        path = "M " + " L ".join(f"{x} {y}" for x, y in points)
        etree.SubElement(parent, f"{{{_SVG}}}path", {"class": f"edge {state}".strip(), "d": path})
        label = {"x": str(at[0]), "y": str(at[1]), "class": "label" if state == "on" else "pale"}
        self._text_element(parent, "text", self._answer(answer), **label)

    def _to_result(self, box: _Box, result: _Box, answer: str) -> tuple[list[tuple[int, int]], tuple[int, int]]:
        start = box.x + box.width
        y = box.middle - 6 if answer == "yes" else box.middle + 8
        if abs(result.middle - y) < result.height // 2:
            return [(start, y), (result.x, y)], (start + 6, _beside(y, answer))
        self.lanes["right"] += 1
        x = result.x - 12 - (self.lanes["right"] * _LANE) % (_GAP - 50)
        return [(start, y), (x, y), (x, result.middle), (result.x, result.middle)], (start + 6, _beside(y, answer))

    def _past(self, box: _Box, target: _Box, answer: str) -> tuple[list[tuple[int, int]], tuple[int, int]]:
        """Down the left side, past the questions that do not come up."""
        self.lanes["left"] += 1
        x = _LEFT - 12 - (self.lanes["left"] * _LANE) % (_LEFT - 40)
        y = box.middle - 6 if answer == "yes" else box.middle + 8
        return [(box.x, y), (x, y), (x, target.middle), (target.x, target.middle)], (box.x - 32, _beside(y, answer))

    def _box(self, parent: etree._Element, name: str, box: _Box) -> None:
        state = self._state(name)
        group = etree.SubElement(parent, f"{{{_SVG}}}g", {"class": "" if state else "pale"})
        shape: dict[str, str] = {"x": str(box.x), "y": str(box.y), "width": str(box.width), "height": str(box.height)}
        shape["rx"] = "14" if name in RESULTS else "2"
        shape["class"] = f"box {state or 'off'}"
        etree.SubElement(group, f"{{{_SVG}}}rect", dict(shape))
        for row, line in enumerate(box.lines):
            self._text_element(group, "text", line, x=str(box.x + 12), y=str(box.y + 20 + row * _LINE))
        number = next((place for place, step in enumerate(self.decision.steps, 1) if step.node == name), None)
        if number is not None:
            self._text_element(group, "text", str(number), x=str(box.x + box.width - 22), y=str(box.y + 18))

    def _state(self, name: str) -> str:
        if name in self.answers or self.decision.results == (name,):
            return "on"
        return "maybe" if name in self.decision.reached or name in self.decision.results else ""

    def _question(self, name: str) -> str:
        return str(self.presenter.label("route-questions", name)["label"])

    def _answer(self, name: str) -> str:
        return str(self.presenter.label("answers", name)["label"])

    def _result_label(self, name: str) -> str:
        result = RESULTS[name]
        route = self.presenter.label("routes", result.route)["label"]
        outcome = self.presenter.label("route-outcomes", result.outcome)["label"]
        return f"{route}: {outcome}" if result.outcome != "nothing-to-decide" else str(route)

    def _text_element(self, parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
        element = etree.SubElement(parent, f"{{{_SVG}}}{tag}", attributes)
        element.text = text
