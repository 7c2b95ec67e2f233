"""The picture that stands for a page where it is linked to: its question and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from rolereport.publish import dejavu
from rolereport.recall import recalled

NAME = "card.png"
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 64
PAPER, INK, MUTED, MARK = "#ffffff", "#1b1f24", "#59636e", "#14599d"
QUESTION_SIZES = (60, 54, 46)
ANSWER_SIZES = (44, 42, 40, 38, 36)  # at a quarter of its width the card can still be read
KEY = 2  # the sentences that the size is chosen for
FOOT_SIZE = 30
LEADING = 1.2
GAP = 0.35  # between sentences, as a share of the size
COLOURS = 32
ELLIPSIS = "…"


@recalled
def card(question: str, answer: Sequence[str], foot: str) -> bytes:
    """A PNG of 1200 by 630 pixels, the same bytes for the same words.

    Parameters
    ----------
    answer
        Sentences, the most important first; as many are shown as there is room for.
    foot
        Which edition it is.
    """
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 18, HEIGHT), fill=MARK)
    top = _question(draw, question)
    line = _cut(_wrapped(foot, _font(FOOT_SIZE)), 1)
    _write(draw, line, (MARGIN, HEIGHT - MARGIN - FOOT_SIZE + 18), _font(FOOT_SIZE), MUTED)
    _answer(draw, answer, top + 20, HEIGHT - MARGIN - FOOT_SIZE)
    return _png(picture)


def _question(draw: ImageDraw.ImageDraw, question: str) -> float:
    for size in QUESTION_SIZES:
        font = _font(size, bold=True)
        lines = _wrapped(question, font)
        if len(lines) <= 2:
            break
    return _write(draw, _cut(lines, 3), (MARGIN, MARGIN - 20), font, INK)


def _answer(draw: ImageDraw.ImageDraw, answer: Sequence[str], top: float, bottom: float) -> None:
    fits = (size for size in ANSWER_SIZES if _height(answer[:KEY], size) <= bottom - top)
    size = next(fits, ANSWER_SIZES[-1])
    font, room = _font(size), int((bottom - top) / (size * LEADING))
    for place, sentence in enumerate(answer):
        lines = _wrapped(sentence, font)
        if place and top + len(lines) * size * LEADING > bottom:
            return
        top = _write(draw, _cut(lines, room), (MARGIN, top), font, INK) + GAP * size


def _height(sentences: Sequence[str], size: int) -> float:
    lines = sum(len(_wrapped(sentence, _font(size))) for sentence in sentences)
    return size * (lines * LEADING + GAP * (len(sentences) - 1))


def _write(
    draw: ImageDraw.ImageDraw,
    lines: Sequence[str],
    corner: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> float:
    """Write the lines from the corner down; where the next would stand."""
    left, top = corner
    for line in lines:
        draw.text((left, round(top)), line, font=font, fill=colour)
        top += font.size * LEADING
    return top


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= WIDTH - 2 * MARGIN or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(lines: list[str], most: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1].rsplit(" ", 1)[0].rstrip(",;") + ELLIPSIS]


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    # The layout engine that Pillow brings itself: another would depend on the machine.
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(dejavu.faces() / name, size, layout_engine=ImageFont.Layout.BASIC)


def _png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.quantize(COLOURS).save(held, "PNG")
    return held.getvalue()
