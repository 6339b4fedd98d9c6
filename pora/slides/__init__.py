"""Slides drawn without a browser: SVG for the screen, PNG, and PDF for the hall and for paper."""

from pora.slides.handout import draw_handout_pdf
from pora.slides.output import draw_block_png, draw_png, draw_slides_pdf, draw_svg
from pora.slides.page import draw_slide
