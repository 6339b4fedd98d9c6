"""Steps of a long run as a bar on a terminal; silent everywhere else, so that machines read only what is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from pora.progress import Tell


@contextmanager
def print_steps(total: int) -> Iterator[Tell]:
    """Yields a function that names the step that begins now."""
    with tqdm(total=total, leave=False, disable=None, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt} {elapsed}") as bar:

        def say(words: str) -> None:
            bar.set_description_str(words)
            bar.update(1)

        yield say


@contextmanager
def print_rows() -> Iterator[Callable[[int], Callable[[int], None]]]:
    """Yields a function that takes the number of rows to come and returns what is told how many came."""
    with tqdm(total=0, leave=False, disable=None, unit_scale=True, unit="") as bar:

        def begin(rows: int) -> Callable[[int], None]:
            bar.reset(total=rows)

            def say(more: int) -> None:
                bar.update(more)

            return say

        yield begin
