"""What a presenter may change before the meeting: order, words, numbers, notes; each change is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from pora.deck import store
from pora.deck.agenda import Agenda, Edits, SlidePlan, kind_words, make_agenda
from pora.deck.model import Deck, NumberCard, NumberCards, Slide
from pora.locale import _
from pora.ui.components.failures import show_failure
from pora.ui.sign_in.session import current_user, may_open
from pora.ui.view.url import change_view
from pora.ui.view.view import View
from pora.ui.view.widgets import follow, widget_key


def open_agenda(view: View) -> Agenda:
    """The presenter's agenda of the place and month in view; a usual one where there is none yet."""
    kept = store.load_agenda(current_user(), area_code=view.wilayah, period=view.periode)
    return kept or make_agenda(view.wilayah, view.periode)


def show_editor(view: View, agenda: Agenda, deck: Deck) -> None:
    """The slide in view: place in the order, title, numbers, notes."""
    if not deck.slides:
        st.info(_("Paparan ini belum berisi salindia. Tambahkan satu di bawah."))
        return
    slide = next((one for one in deck.slides if one.key == view.salindia), deck.slides[0])
    plan = next(one for one in agenda.slides if one.key == slide.key)
    st.header(f"{deck.slides.index(slide) + 1}. {kind_words()[plan.kind]}")
    _show_order(agenda, plan, [one.key for one in deck.slides])
    _show_fields(agenda, plan, slide)
    for edited in slide.edited:
        st.caption(edited)


def _show_order(agenda: Agenda, plan: SlidePlan, seen: Sequence[str]) -> None:
    key = plan.key
    buttons = (
        (_("Naik"), ":material/arrow_upward:", lambda: agenda.move(key, -1, seen), seen[0] == key),
        (_("Turun"), ":material/arrow_downward:", lambda: agenda.move(key, 1, seen), seen[-1] == key),
        (_("Buang"), ":material/delete:", lambda: agenda.drop(key), False),
    )
    for column, (words, icon, change, is_disabled) in zip(st.columns(3), buttons, strict=True):
        column.button(
            words,
            icon=icon,
            key=f"order_{icon}",
            disabled=is_disabled,
            on_click=_save,
            args=(change,),
            width="stretch",
        )


def _keep(agenda: Agenda) -> None:
    """Callbacks run before the page asks who is there, so they ask themselves."""
    if may_open("paparan"):
        with show_failure():
            store.save_agenda(current_user(), agenda)


def _save(change: Callable[[], Agenda]) -> None:
    _keep(change())


def _show_fields(agenda: Agenda, plan: SlidePlan, slide: Slide) -> None:
    """Each field holds what the data say until something else is written; emptied, it takes the data again."""
    key, edits = f"{agenda.area_code}_{agenda.period}_{plan.key}", plan.edits

    def save(changed: Edits) -> None:
        _keep(agenda.edit(plan.key, changed))

    if slide.blocks:
        title = widget_key(f"title_{key}", slide.title)
        st.text_input(
            _("Judul"),
            slide.title,
            key=title,
            on_change=follow(
                title, lambda text: save(replace(edits, title=_keep_text(text, edits.title, slide.title)))
            ),
        )
    numbers = next((block.numbers for block in slide.blocks if isinstance(block, NumberCards)), ())
    for at, number in enumerate(numbers):
        _show_number(f"number_{at}_{key}", at, number, edits, save)
    notes = widget_key(f"notes_{key}", slide.notes)
    st.text_area(
        _("Catatan penyaji"),
        slide.notes,
        key=notes,
        height=190,
        on_change=follow(notes, lambda text: save(replace(edits, notes=_keep_text(text, edits.notes, slide.notes)))),
    )
    if edits != Edits():
        st.button(_("Kembalikan ke data"), icon=":material/undo:", key="reset_slide", on_click=save, args=(Edits(),))


def _keep_text(text: str, written: str, shown: str) -> str:
    """What is to be kept of a field: nothing where it shows what the data say."""
    words = text.strip()
    return "" if words == shown and not written else words


def _show_number(name: str, at: int, number: NumberCard, edits: Edits, save: Callable[[Edits], None]) -> None:
    def take(text: str) -> None:
        written = [*edits.numbers, *[""] * (at + 1 - len(edits.numbers))]
        written[at] = _keep_text(text, written[at], number.words)
        save(replace(edits, numbers=tuple(written) if any(written) else ()))

    key = widget_key(name, number.words)
    st.text_input(number.label, number.words, key=key, on_change=follow(key, take))


def show_additions(view: View, agenda: Agenda, deck: Deck) -> None:
    """Another slide of this place and month; which planned ones have nothing to say; a fresh start."""
    words = kind_words()
    made = {slide.key for slide in deck.slides}
    empty = [words[plan.kind] for plan in agenda.slides if plan.key not in made]
    if empty:
        st.caption(_("Tanpa isi untuk wilayah dan bulan ini: {kinds}.").format(kinds=", ".join(empty)))
    choice, button = st.columns([3, 2], vertical_alignment="bottom")
    kind = choice.selectbox(_("Tambah salindia"), list(words), format_func=words.__getitem__, key="add_kind")
    button.button(
        _("Tambahkan"),
        icon=":material/add:",
        key="add_slide",
        on_click=lambda: _keep(agenda.add(kind, view.cut)),
        width="stretch",
    )
    if agenda != make_agenda(view.wilayah, view.periode):
        st.button(
            _("Mulai dari susunan baku"),
            icon=":material/restart_alt:",
            key="reset_agenda",
            on_click=_reset,
            args=(view,),
        )


def _reset(view: View) -> None:
    if may_open("paparan"):
        with show_failure():
            store.delete_agenda(current_user(), area_code=view.wilayah, period=view.periode)
    change_view(salindia="")
