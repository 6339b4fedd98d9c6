"""Several months at once, one on each core, in processes of their own: `python -c "… main()"`, a question in, an answer
out, pickled. A worker ends when its pipe does, so none outlives a killed writer.
"""

from __future__ import annotations

import os
import pickle  # noqa: S403 - between our own processes, over their own pipes
import subprocess  # noqa: S404 - our own worker, no shell
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from itertools import chain
from queue import SimpleQueue

from etl.protect.question import Answer, MonthQuestion, answer
from pora.config import ROOT
from pora.errors import SnapshotError
from pora.locale import _, format_period

_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from etl.protect.workers import main; main()"
_MOST = 4  # a month of the country takes 100 MB
_MANY = 7_000  # small counts: fewer are answered before a worker has started
Worker = subprocess.Popen[bytes]


def answer_all(questions: Iterable[MonthQuestion]) -> Iterator[Answer]:
    """The answers in order; questions are taken as they are needed. Raises SnapshotError where a worker ended."""
    first, small, asked = [], 0, iter(questions)
    for question in asked:
        first.append(question)
        small += sum(count < question.threshold for count in question.month.counts.values())
        if len(first) > 1 and small > _MANY:
            break
    else:
        yield from map(answer, first)
        return
    with ExitStack() as stack:
        command = [sys.executable, "-c", _START, str(ROOT)]
        number = min(os.cpu_count() or 1, _MOST)
        workers = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))  # noqa: S603
            for _number in range(number)
        ]
        threads = stack.enter_context(ThreadPoolExecutor(number))
        free: SimpleQueue[Worker] = SimpleQueue()
        for worker in workers:
            free.put(worker)
            stack.callback(worker.kill)  # first, so that no thread waits for it any more
        waiting: deque[Future[Answer]] = deque()
        for question in chain(first, asked):
            waiting.append(threads.submit(_ask, free, question))
            if len(waiting) > 2 * number:
                yield waiting.popleft().result()
        yield from (one.result() for one in waiting)


def _ask(free: SimpleQueue[Worker], question: MonthQuestion) -> Answer:
    worker = free.get()
    assert worker.stdin and worker.stdout  # noqa: S101 - narrows the type for the checker
    try:
        pickle.dump(question, worker.stdin)
        worker.stdin.flush()
        found: Answer = pickle.load(worker.stdout)  # noqa: S301 - of our own worker
        return found
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        with suppress(OSError):
            worker.stdin.close()
        words = _("Penyamaran {period} terhenti; snapshot lama tetap berlaku. Periksa memori komputer, lalu ulangi.")
        raise SnapshotError(words.format(period=format_period(question.period))) from error
    finally:
        free.put(worker)


def main() -> None:
    """The worker itself."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            question: MonthQuestion = pickle.load(sys.stdin.buffer)  # noqa: S301 - of the program that started it
            pickle.dump(answer(question), sys.stdout.buffer)
            sys.stdout.buffer.flush()
