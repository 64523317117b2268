"""A sentence in every language that its author wrote it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Text(Mapping[str, str]):
    """Translations of one sentence: language code to string, in the author's order, never empty."""

    translations: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, en: str, ko: str) -> Text:
        """The platform's own sentences exist in these two languages."""
        return cls((("en", en), ("ko", ko)))

    @classmethod
    def plain(cls, value: str) -> Text:
        """A sentence that is the same in every language, such as a name."""
        return cls((("", value),))

    @classmethod
    def from_json(cls, value: str | Mapping[str, str]) -> Text:
        """The inverse of :meth:`to_json`; raises ValueError for an empty mapping."""
        if isinstance(value, str):
            return cls.plain(value)
        if not value:
            raise ValueError("a text needs at least one language")
        return cls(tuple(value.items()))

    def to_json(self) -> str | dict[str, str]:
        """A string if there is one form for all languages, a mapping otherwise."""
        translations = dict(self.translations)
        return translations[""] if "" in translations else translations

    def in_language(self, language: str) -> str:
        """The sentence in `language`, or in the first one that it exists in."""
        return dict(self.translations).get(language, self.translations[0][1])

    def __getitem__(self, language: str) -> str:
        return dict(self.translations)[language]

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.translations)

    def __len__(self) -> int:
        return len(self.translations)


def join(*texts: Text, separator: str = " ") -> Text:
    """The texts one after the other, in every language that any of them has."""
    languages = list(dict.fromkeys(language for text in texts for language in text)) or [""]
    if len(languages) > 1 and "" in languages:
        languages.remove("")
    return Text(
        tuple(
            (language, separator.join(text.in_language(language) for text in texts))
            for language in languages
        )
    )
