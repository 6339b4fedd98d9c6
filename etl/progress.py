"""Steps of a long run as a bar on a terminal; silent everywhere else, so that machines read only what is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

Say = Callable[[str], None]


def say_nothing(_words: str) -> None:
    """For callers that show no progress."""


@contextmanager
def show_steps(total: int) -> Iterator[Say]:
    """Yields a function that names the step that begins now."""
    with tqdm(total=total, leave=False, disable=None, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt} {elapsed}") as bar:

        def say(words: str) -> None:
            bar.set_description_str(words)
            bar.update(1)

        yield say
