"""`make messages` adds what is new and moves nothing."""

from __future__ import annotations

from pathlib import Path

from pora.locale.new_texts import add_new_texts

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
KEPT = HEADER + '\nmsgid "Zeta"\nmsgstr "Zed"\n\nmsgid "Alfa"\nmsgstr "A"\n'


def test_new_texts_stand_at_the_end_once_and_nothing_else_changes(tmp_path: Path) -> None:
    template, catalogue = tmp_path / "en.pot", tmp_path / "en.po"
    template.write_text(
        HEADER + '\nmsgid "Alfa"\nmsgstr ""\n\n#, python-brace-format\nmsgid "{n} hal"\nmsgid_plural "{n} hal."\n'
        'msgstr[0] ""\nmsgstr[1] ""\n',
        "utf-8",
    )
    catalogue.write_text(KEPT, "utf-8")
    assert len(add_new_texts(template, catalogue)) == 1
    first = catalogue.read_text("utf-8")
    added = '\n#, python-brace-format\nmsgid "{n} hal"\nmsgid_plural "{n} hal."\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert first == KEPT + added
    assert add_new_texts(template, catalogue) == []
    assert catalogue.read_text("utf-8") == first
