"""Names follow docs/naming.md: one public name has one meaning, functions are verbs that say what they give."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pora.config import ROOT

GRAMMAR = (ROOT / "docs" / "naming.md").read_text("utf-8")
# Each command file has both under the same name, so that `etl/__main__.py` can ask them alike.
OF_EVERY_COMMAND = {"add_parser", "run_command", "main"}


def definitions() -> Iterator[tuple[str, Path, ast.stmt]]:
    """Name, file and statement of everything that a module of pora or etl defines for others."""
    for top in ("pora", "etl"):
        for path in sorted((ROOT / top).rglob("*.py")):
            for node in ast.parse(path.read_text("utf-8")).body:
                for name in _names_of(node):
                    if not name.startswith("_"):
                        yield name, path.relative_to(ROOT), node


def _names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def is_type_variable(node: ast.stmt) -> bool:
    value = getattr(node, "value", None)
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in ("TypeVar", "ParamSpec")


def test_no_public_name_is_defined_twice() -> None:
    files = defaultdict(list)
    for name, path, node in definitions():
        if name not in OF_EVERY_COMMAND and not is_type_variable(node):
            files[name].append(str(path))
    assert {name: paths for name, paths in files.items() if len(paths) > 1} == {}


def verbs_of(row: str) -> set[str]:
    """The verbs of the table's first column."""
    return set(re.findall(r"`([a-z]+)_?(?:\.\.\._\w+)?`", row.split("|")[1]))


def test_queries_select_and_only_they_do() -> None:
    selecting = {path for name, path, node in definitions() if name.startswith("select_")}
    assert {path for path in selecting if "queries" not in path.parts} == set()


def test_only_what_draws_on_a_page_shows() -> None:
    showing = {
        f"{path}:{name}" for name, path, _node in definitions() if name.startswith("show_") and "ui" not in path.parts
    }
    assert showing == set()


def test_nothing_is_said_in_a_verb_that_the_grammar_does_not_have() -> None:
    said = [name for name, _path, node in definitions() if re.match(r"(say|get|do|handle|process|compute|calc)_", name)]
    assert said == []


def test_every_verb_of_the_grammar_is_used() -> None:
    table = GRAMMAR.split("## Functions are a verb and a noun")[1].split("## ")[0]
    verbs = set().union(*(verbs_of(row) for row in table.splitlines() if row.startswith("| `")))
    used = {name.split("_")[0] for name, _path, node in definitions() if isinstance(node, ast.FunctionDef)}
    assert (len(verbs) > 20, verbs - used) == (True, set())


def methods() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Where it is, and the definition, of every method of a class of pora or etl that others may ask."""
    for _name, path, node in definitions():
        for part in ast.walk(node) if isinstance(node, ast.ClassDef) else ():
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
                yield f"{path}:{part.name}", part


VERBS_OF_VALUES = re.compile("(count|select|read|find|list|parse|resolve|choose|make|describe|name|format|draw|write)_")


def test_what_answers_yes_or_no_is_not_named_like_what_gives_more() -> None:
    functions = [(f"{path}:{name}", node) for name, path, node in definitions() if isinstance(node, ast.FunctionDef)]
    asked = [
        place
        for place, node in [*methods(), *functions]
        if node.returns is not None and ast.unparse(node.returns) == "bool" and VERBS_OF_VALUES.match(node.name)
    ]
    assert asked == ["etl/snapshot/reference.py:write_reference"]  # which tells whether there was anything to write


def test_a_property_is_a_noun_or_a_question() -> None:
    properties = [
        place
        for place, node in methods()
        if any(ast.unparse(mark) in ("property", "cached_property") for mark in node.decorator_list)
        and VERBS_OF_VALUES.match(node.name)
    ]
    assert properties == []
