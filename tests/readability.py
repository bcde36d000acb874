"""How hard a Dutch text is to read: the measure of Flesch for Dutch, the longest sentence, and words to leave out.

Flesch-Douma (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960): 206,84 − 0,77 × syllables per 100 words
− 0,93 × words per sentence. 60 to 70 is standard, 70 to 80 fairly easy. Syllables are counted by groups of vowels; on
single words that errs by one at times, on a text little.
"""

import re

# A group of vowels is one syllable; these are pronounced as one, other pairs as two.
_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
_ONE = ("aai", "ooi", "oei", "eeu", "ieu", "aa", "ee", "oo", "uu", "ie", "ei", "ij", "eu", "oe", "ui", "ou", "au", "ai")
_SYLLABLE = re.compile(f"{'|'.join(_ONE)}|[{_VOWELS}]")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
# What a resident is not asked to know; whole words, or the beginning of one where a * follows.
JARGON = (
    "aantoonbaar*", "significant*", "indicator*", "procentpunt*", "nulmeting*", "kloof", "kernset", "bouwsteen",
    "bouwstenen", "composiet*", "aggrega*", "geaggregeerd*", "dataset*", "data", "percentiel*", "mediaan*",
    "gestandaardiseerd*", "betrouwbaarheids*", "interval*", "steekproef*", "correlatie*", "participatie",
    "arbeidsparticipatie", "problematiek", "doelgroep*", "sociaal-economisch*", "statushouder*", "achterstandswijk*",
    "probleemwijk*", "aandachtswijk*", "zwakke", "slecht*", "snapshot*", "peil", "noemer*", "teller*",
    "respondent*", "baseline", "n.v.t.", "m.b.t.", "d.m.v.", "t.o.v.", "inzake", "middels", "teneinde", "derhalve",
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """Words of letters, also with a hyphen or apostrophe in them; numbers are no words."""
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)


def sentences_of(text: str) -> list[str]:
    return [part for part in _SENTENCE_END.split(text.strip()) if words_of(part)]


def syllables(word: str) -> int:
    """At least one."""
    return max(1, len(_SYLLABLE.findall(word.lower())))


def flesch_douma(text: str) -> float:
    """The measure of a text of at least one word; higher is easier."""
    words = words_of(text)
    spoken = sum(syllables(word) for word in words)
    return 206.84 - 77 * spoken / len(words) - 0.93 * len(words) / len(sentences_of(text))


def longest(text: str) -> int:
    """Words in the longest sentence."""
    return max(len(words_of(sentence)) for sentence in sentences_of(text))


def jargon(text: str) -> list[str]:
    """Words of JARGON in a text."""
    found = [word for word in JARGON if re.search(rf"(?<!\w){re.escape(word.rstrip('*'))}{_end(word)}", text, re.I)]
    return found


def _end(word: str) -> str:
    return "" if word.endswith("*") else r"(?!\w)"
