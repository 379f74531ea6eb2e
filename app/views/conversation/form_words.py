"""What an agent is told of a platform's kinds of messages: what each is for, what can be written, why not now."""

from app.domain.forms import Form
from app.views.shared.choice_popup import Choice
from app.views.words import reason_words, say, say_or


def form_words(key: str) -> str:
    """What a kind of message is called; a new one of the platform's under its own name."""
    return say_or(f"form.{key}", key)


def what_for(form: Form) -> str:
    """What it is for and what leaves, in one or two sentences."""
    return told(say_or(f"form_for.{form.key}", ""), what_leaves(form))


def told(*sentences: str) -> str:
    """Sentences one after another, set apart as the language does."""
    whole = ""
    for one in filter(None, sentences):
        whole = say("forms.told", so_far=whole, one=one) if whole else one
    return whole


def what_leaves(form: Form) -> str:
    """What the agent writes or attaches, and what the platform brings."""
    if form.wants_text:
        key = "forms.words_and_files" if form.most_files else "forms.words"
        return say(key, n=f"{form.text_limit:,}", files=form.most_files) if form.text_limit else ""
    return (
        say("forms.files_only", files=form.most_files) if form.wants_files else say("forms.nothing_to_write")
    )


def choices(forms: tuple[Form, ...], chosen: Form | None) -> list[Choice]:
    """Plain words, what the platform offers now, and below them what it does not, each with its reason."""
    on = [form for form in forms if form.offered]
    off = [form for form in forms if not form.offered]
    mark = chosen.key if chosen else ""
    made = [Choice(say("forms.plain"), None, icon=_tick(mark == ""), under=say("forms.plain_under"))]
    made += [Choice(form_words(one.key), one, icon=_tick(mark == one.key), under=what_for(one)) for one in on]
    if off:
        made.append(Choice(say("forms.not_now"), None, off=True))
    made += [
        Choice(form_words(one.key), one, under=reason_words(one.reason), off=True, also=one.key)
        for one in off
    ]
    return made


def _tick(chosen: bool) -> str:
    return "check" if chosen else ""
