"""The operators of a page → what is painted, under which state (ISO 32000, annex A)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1, stream_value
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import MATRIX_IDENTITY, mult_matrix

from budgetgraph.read.pdf.drawing.annotations import appearances
from budgetgraph.read.pdf.drawing.content import ContentStream
from budgetgraph.read.pdf.drawing.state import State

#: Ways of blending under which a colour hides what is below it (ISO 32000 §11.3.5).
_PLAIN = frozenset({"Normal", "Compatible"})
_NO_FORM = State()
_Operator = tuple[Callable[..., None], int]


class Interpreter(PDFPageInterpreter):
    """The operators of pdfminer, which also take in the opacity of a graphics state and what is
    clipped; the content is read by ours.
    """

    _outer = _NO_FORM
    _ground = MATRIX_IDENTITY
    graphicstate: State

    def process_page(self, page: PDFPage) -> None:
        """Draw a page, and what lies over it."""
        super().process_page(page)
        for stream, matrix in appearances(page.annots):
            over = Interpreter(self.rsrcmgr, self.device)
            own = resolved(stream.get("Resources"))
            resources: dict[object, object] = dict(self.resources)
            resources.update(own)
            over.render_contents(resources, [stream], ctm=mult_matrix(matrix, self._ground))

    def init_state(self, ctm: Any) -> None:
        self._ground = ctm
        super().init_state(ctm)
        self.graphicstate = self._outer.copy()

    def dup(self) -> Interpreter:
        """Give the interpreter of a form on the page, which goes on with this state."""
        inner = Interpreter(self.rsrcmgr, self.device)
        inner._outer = self.graphicstate.of_form()
        return inner

    def execute(self, streams: Sequence[Any]) -> None:
        """Draw what streams say, one after the other, but for those inside themselves."""
        content = ContentStream(b"".join(map(_ended, self._new(streams))))
        self.argstack = content.operands
        for keyword in content.operators():
            operator = OPERATORS.get(keyword)
            if operator is None:
                continue
            draw, count = operator
            arguments = self.pop(count)
            if len(arguments) == count:
                draw(self, *arguments)

    def _new(self, streams: Sequence[Any]) -> list[Any]:
        """Give the streams that are not being drawn: a form that shows itself has no end."""
        new: list[Any] = []
        self.stream_ids.clear()
        for stream in map(stream_value, streams):
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                new.append(stream)
                self.stream_ids.add(stream.objid)
        return new

    def pop(self, n: int) -> list[Any]:
        """Take the last operands; those before them stay."""
        if not n:
            return []
        last = self.argstack[-n:]
        del self.argstack[-n:]
        return last

    def do_Do(self, name: Any) -> None:
        """Draw a form or a picture, and go on where the page was."""
        super().do_Do(name)
        self.device.set_ctm(self.ctm)

    def do_TJ(self, texts: Any) -> None:
        """Show text, under the state as it is."""
        state = self.graphicstate
        if self.textstate.font is not None:
            self.device.render_string(self.textstate, texts, state.ncs, state)

    def do_W(self) -> None:
        """Clip what follows by the path."""
        self.graphicstate.clip_by(self.curpath, self.ctm)

    def do_W_a(self) -> None:
        self.do_W()

    def do_EI(self, image: Any) -> None:
        """Show a picture that stands in the content itself."""
        if isinstance(image, dict) and "W" in image and "H" in image:
            self.device.render_image("", image)  # type: ignore[arg-type]

    def do_gs(self, name: Any) -> None:
        states = resolved(self.resources.get("ExtGState"))
        named = resolved(states.get(literal_name(name)))
        opacity = resolve1(named.get("ca"))
        if isinstance(opacity, int | float):
            self.graphicstate.opacity = float(opacity)
        blend = resolve1(named.get("BM"))
        if isinstance(blend, PSLiteral):
            self.graphicstate.is_blended = literal_name(blend) not in _PLAIN


def _ended(stream: Any) -> bytes:
    """Give the content of a stream. No word goes on in the next one."""
    return bytes(stream.get_data()) + b"\n"


def resolved(reference: Any) -> dict[str, Any]:
    """Give the dictionary that a reference means; an empty one for none, or for something else."""
    found = resolve1(reference)
    return found if isinstance(found, dict) else {}


def _operators() -> Mapping[bytes, _Operator]:
    """Give each operator, as the content names it, with its function and how many operands it
    takes: pdfminer's do_T_a is T*.
    """
    signs = {"_a": "*", "_q": "'", "_w": '"'}
    operators: dict[bytes, _Operator] = {}
    for method in filter(lambda name: name.startswith("do_"), dir(Interpreter)):
        function = getattr(Interpreter, method)
        name = method.removeprefix("do_")
        ending = name[-2:]
        keyword = name[:-2] + signs[ending] if ending in signs else name
        operators[keyword.encode()] = function, function.__code__.co_argcount - 1
    return MappingProxyType(operators)


OPERATORS = _operators()
