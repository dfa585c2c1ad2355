"""Tell which optional parts of the package are installed, without importing them."""

from __future__ import annotations

import importlib.util

_OF_RECOGNITION = ("rapidocr", "onnxruntime", "cv2")
#: What a user is told who gives a picture and has not the extra `ocr`.
INSTALL_RECOGNITION = "pip install 'budgetgraph[ocr]' to have its text recognised (OCR)"


def can_recognise() -> bool:
    """Tell whether the extra `ocr` is there, which recognises the text of pictures."""
    return all(importlib.util.find_spec(name) is not None for name in _OF_RECOGNITION)
