"""Read the characters of a picture with RapidOCR, whose models come with its wheel.

It is the extra `ocr`: its packages are imported when the first picture is read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import cv2
import numpy as np

from budgetgraph.document.folding import as_read
from budgetgraph.read.pictures.image import Picture
from budgetgraph.read.pictures.kept_answers import answered
from budgetgraph.read.pictures.likelihoods import LikelyText, readings_of

#: The engine makes a longer picture smaller (pixels). At 2000 a page needs 250 MB more and is read
#: with less confidence.
_LONGEST_SIDE = 1600


@dataclass(frozen=True, slots=True)
class Character:
    """One recognised character: its place in pixels from the top left, its confidence (0 to 1)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """Characters that were recognised in one stretch, and how far it falls to the right.

    `slope` is the fall of its upper edge, in pixels a pixel; None for a short stretch.
    """

    characters: tuple[Character, ...]
    slope: float | None


@cache
def _engine() -> Any:
    """Load the models, once a process; one thread each, as documents are read side by side.

    What runs the models would write a mark of this machine into the user's folder, and report to
    its makers. It looks at this variable once, as it is imported.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from rapidocr import RapidOCR

    settings = {
        "Global.log_level": "error",
        # What is read without confidence is kept and marked.
        "Global.text_score": 0.0,
        "Global.max_side_len": _LONGEST_SIDE,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidOCR(params=settings)


def _run(picture: Picture, **settings: bool) -> Any:
    """Ask the engine; MemoryError where it does not get the memory that it wants."""
    try:
        return _engine()(picture, **settings)
    except Exception as fault:
        if "bad_alloc" in str(fault):
            raise MemoryError from None
        raise


def recognised(picture: Picture) -> list[RecognisedLine]:
    """Read a picture: its stretches of characters, in no special order."""
    lines = []
    for corners, characters in answered("stretches", picture, partial(_ask_all, picture)):
        if characters:
            read = tuple(_character(*character) for character in characters)
            lines.append(RecognisedLine(read, _slope(corners)))
    return lines


def read_strip(picture: Picture) -> tuple[str, float]:
    """Read a picture of one stretch of characters: its text and the confidence in it."""
    read = answered("strip", picture, partial(_ask_strip, picture))
    if not read:
        return "", 0.0
    texts, scores = zip(*read, strict=True)
    return as_read("".join(texts)), min(scores)


def readings(picture: Picture) -> list[LikelyText]:
    """Read a picture of one stretch in every way that is likely, the likeliest first."""
    read = answered("readings", picture, partial(_ask_readings, picture))
    return [LikelyText(as_read(text), confidence) for text, confidence in read]


# --- questions to the engine ----------------------------------------------------------------------
#: A place as x and y in pixels, and the four of a box: left, right, right, left.
_Corner = list[float]
_Corners = list[_Corner]
_TextAndScore = tuple[str, float]


def _ask_all(picture: Picture) -> list[tuple[_Corners, list[tuple[str, float, _Corners]]]]:
    """Ask for all stretches of a picture: the corners of each, and its characters."""
    # The engine keeps what a call sets, so every call sets all.
    answer = _run(
        picture, use_det=True, use_cls=False, return_word_box=True, return_single_char_box=True
    )
    if answer.boxes is None:
        return []
    stretches = []
    for box, characters in zip(answer.boxes, answer.word_results, strict=True):
        read = [(text, float(score), _corners(place)) for text, score, place in characters]
        stretches.append((_corners(box), read))
    return stretches


def _ask_strip(picture: Picture) -> list[_TextAndScore]:
    """Ask for the text of one stretch."""
    answer = _run(picture, use_det=False, use_cls=False, return_word_box=False)
    if not answer.txts:
        return []
    return [(text, float(score)) for text, score in zip(answer.txts, answer.scores, strict=True)]


def _ask_readings(picture: Picture) -> list[_TextAndScore]:
    """Ask for the ways to read one stretch, the likeliest first."""
    if _engine().text_rec is None:
        # The engine loads a model with the first question to it.
        _ask_strip(picture)
    recogniser = _engine().text_rec
    _, height, width = recogniser.rec_image_shape
    narrowest = width / height
    proportion = max(picture.shape[1] / picture.shape[0], narrowest)
    coloured = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
    strip = recogniser.resize_norm_img(coloured, proportion)
    likelihoods = np.asarray(recogniser.session(strip[np.newaxis])[0])
    likely = readings_of(likelihoods, recogniser.postprocess_op.character)
    return [(reading.text, float(reading.confidence)) for reading in likely]


def _corners(box: Sequence[Sequence[float]]) -> _Corners:
    return [[float(x), float(y)] for x, y in box]


def _character(text: str, confidence: float, corners: _Corners) -> Character:
    across, down = zip(*corners, strict=True)
    return Character(as_read(text), min(across), min(down), max(across), max(down), confidence)


#: A stretch tells the slope of the paper from so many pixels on.
_LONG_STRETCH = 150


def _slope(box: Sequence[Sequence[float]]) -> float | None:
    """Give the fall of the upper edge of a box with the corners left, right, right, left."""
    (left, left_top), (right, right_top) = box[0], box[1]
    width = right - left
    return (right_top - left_top) / width if width >= _LONG_STRETCH else None
