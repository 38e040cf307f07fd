"""Times: dates, weekdays, periods and hours in a text, reckoned from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extract import dateline, dayorder, reckoning
from kg.extract.dayorder import Order
from kg.extract.document import Document, Sentence, TimeMention
from kg.extract.timewords import kinds, names, pattern
from kg.model.spans import Span
from kg.model.time import When
from kg.model.vocabulary import Precision

_WINDOW: Final = 70
_BATCH: Final = 40
_CLOCK_GAP: Final = re.compile(
    r"(?:\s|,|\(|\)|on|local|time|gmt|utc|at|about|around|shortly|after|before|in|the|of|early|late)*", re.IGNORECASE
)
_SINCE: Final = re.compile(r"\bsince\b[^.,;:]{0,40}\Z", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[,;:.“”\"]")


class Clock:
    """Reckons the times of one document; remembers the last day that was named."""

    def __init__(self, text: str, anchor: date | None, how: str, order: Order | None = None) -> None:
        self.text, self.anchor, self.how, self.names, self.order = text, anchor, how, names(), order
        self.last: date | None = None

    def when(self, hit: re.Match[str]) -> tuple[When | None, bool]:
        """What a match stands for, and whether it sums up a period."""
        kind = self.kind(hit)
        found = _READERS[kind](self, hit)
        cumulative = kind in ("past", "spell")
        if found and kind not in ("past", "spell", "clock") and self._since(hit):
            found, cumulative = reckoning.span_to(found, self.anchor, f"since: {found.how}"), True
        day = reckoning.anchor_day(found)
        self.last = day or self.last
        return found, cumulative

    @staticmethod
    def kind(hit: re.Match[str]) -> str:
        """The name of the pattern that matched."""
        return next(name for name in kinds() if hit[name] is not None)

    def _since(self, hit: re.Match[str]) -> bool:
        before = self.text[max(0, hit.start() - _WINDOW) : hit.start()]
        return hit[0][:5].lower() == "since" or ("since" in before.lower() and bool(_SINCE.search(before)))

    def _ahead(self, hit: re.Match[str]) -> bool:
        """Whether the words around a day make it lie ahead of the article."""
        before = _CLAUSE.split(self.text[max(0, hit.start() - _WINDOW) : hit.start()])[-1]
        marks = [found.end() for found in self.names.ahead.finditer(before)]
        said = [found.end() for found in self.names.speech.finditer(before)]
        if marks:
            return marks[-1] > (said[-1] if said else -1)
        return not said and bool(self.names.behind.match(self.text, hit.end()))

    def _count(self, word: str | None) -> int | None:
        word = (word or "one").lower()
        if word.startswith("a") and "couple" in word:
            return 2
        return int(word) if word.isascii() and word.isdigit() else self.names.numbers.get(word)

    def _month_of(self, name: str) -> int:
        return self.names.months[name.rstrip(".").lower()]

    def _iso(self, hit: re.Match[str]) -> When | None:
        year, number, day = (int(part) for part in re.split("[-/]", hit["iso"][:10]))
        found = reckoning.make_day(year, number, day)
        if found is None or len(hit["iso"]) < 16:
            return reckoning.on_day(found, "date")
        return reckoning.at_minute(found, int(hit["iso"][11:13]), int(hit["iso"][14:16]), "date")

    def _num(self, hit: re.Match[str]) -> When | None:
        """A date in figures: the weekday beside it decides the order, else what is known of the text's dates."""
        first, second, year = (int(part[:4]) for part in hit["num"].split()[0].rstrip(",").split(hit["sep"]))
        readings = [reckoning.make_day(year, second, first), reckoning.make_day(year, first, second)]
        known, how = list(dict.fromkeys(day for day in readings if day)), ""
        word = hit["num"].split()[-1].lower()
        number = {**self.names.foreign, **self.names.weekdays}.get(word)
        fit = [day for day in known if day.weekday() == number]
        if len(known) > 1 and len(fit) == 1:
            known, how = fit, ", order by the weekday"
        elif len(known) > 1 and self.order is not None:
            known, how = [known[self.order.month_first]], f", order by {self.order.how}"
        others = tuple(day.isoformat() for day in known[1:])
        return reckoning.on_day(known[0], f"date in figures{how}", others) if known else None

    def _dated(self, number: int, day: str, year: str | None, hit: re.Match[str]) -> date | None:
        count = int(re.sub(r"\D", "", day))
        if year:
            return reckoning.make_day(int(year), number, count)
        return reckoning.yearless(self.anchor, number, count, ahead=self._ahead(hit)) if self.anchor else None

    def _ranged(self, number: int, first: str | None, last: str, year: str | None, hit: re.Match[str]) -> When | None:
        end = self._dated(number, last, year, hit)
        how = "date" if year else f"date, year by {self.how}"
        if first is None or end is None:
            return reckoning.on_day(end, how)
        start = reckoning.make_day(end.year, number, int(re.sub(r"\D", "", first)))
        return reckoning.days(start, end, how) or reckoning.on_day(end, how)

    def _dmy(self, hit: re.Match[str]) -> When | None:
        return self._ranged(self._month_of(hit["m1"]), hit["d0"], hit["d1"], hit["y1"], hit)

    def _mdy(self, hit: re.Match[str]) -> When | None:
        first, last = (hit["d2"], hit["d3"]) if hit["d3"] else (None, hit["d2"])
        return self._ranged(self._month_of(hit["m2"]), first, last, hit["y2"], hit)

    def _my(self, hit: re.Match[str]) -> When | None:
        return reckoning.month(int(hit["y3"]), self._month_of(hit["m3"]), hit["my"].lower())

    def _mon(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        number, how = self._month_of(hit["m4"]), f"month, year by {self.how}"
        if self._ahead(hit) or hit["mon"].lower().startswith("next"):
            return reckoning.month(self.anchor.year + (number < self.anchor.month), number, how)
        return reckoning.month(self.anchor.year - (number > self.anchor.month), number, how)

    def _wdw(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        step = {"last": -1, "next": 1}.get(hit["wk"].lower(), 0)
        monday = reckoning.shift(self.anchor, 7 * step - self.anchor.weekday())
        day = reckoning.shift(monday, self.names.weekdays[hit["w4"].lower()]) if monday else None
        return reckoning.on_day(day, f"weekday of {hit['wk'].lower()} week, by {self.how}")

    def _mrange(self, hit: re.Match[str]) -> When | None:
        last = reckoning.month(int(hit["y11"]), self._month_of(hit["m6"]), "months")
        first = reckoning.month(int(hit["y10"] or hit["y11"]), self._month_of(hit["m5"]), "months")
        return replace(first, end=last.end) if first and last and first.start <= last.end else None

    def _drange(self, hit: re.Match[str]) -> When | None:
        """Days of two months: the year behind the last one is that of both, where the first has none of its own."""
        kind = "a" if hit["d4"] else "b"
        names = {"a": ("d4", "m7", "y14", "d5", "m8", "y15"), "b": ("d6", "m9", "y16", "d7", "m10", "y17")}[kind]
        day, month, year, other, later, until = (hit[name] for name in names)
        end = self._dated(self._month_of(later), other, until or year, hit)
        if end is None:
            return None
        start = reckoning.make_day(int(year or end.year), self._month_of(month), int(re.sub(r"\D", "", day)))
        if start and start > end and not year:
            start = reckoning.make_day(end.year - 1, start.month, start.day)
        return reckoning.days(start, end, "date")

    def _half(self, hit: re.Match[str]) -> When | None:
        size = 6 if hit["frac"].lower() == "half" else 3
        at = ("first", "second", "third", "fourth").index(hit["nth1"].lower())
        first = reckoning.month(int(hit["y12"]), 1 + at * size, hit["half"].lower())
        last = reckoning.month(int(hit["y12"]), (at + 1) * size, "") if at * size < 12 else None
        return replace(first, end=last.end) if first and last else None

    def _decade(self, hit: re.Match[str]) -> When | None:
        first = int(hit["dec"])
        return When(f"{first:04}", f"{first + 9:04}", Precision.YEAR, hit["decade"].lower())

    def _season(self, hit: re.Match[str]) -> When | None:
        return reckoning.year(int(hit["y13"]), hit["season"].lower())

    def _wdr(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        ahead = self._ahead(hit)
        last = reckoning.weekday(self.anchor, self.names.weekdays[hit["w2"].lower()], ahead=ahead)
        first = reckoning.weekday(last, self.names.weekdays[hit["w1"].lower()], ahead=False) if last else None
        return reckoning.days(first, last, f"weekdays by {self.how}")

    def _wd(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        lead = (hit["lead"] or "").lower()
        ahead = lead == "next" or (lead != "last" and self._ahead(hit))
        number = self.names.weekdays[hit["w3"].lower()]
        day = reckoning.weekday(self.anchor, number, ahead=ahead, strictly=lead in ("next", "last"))
        how = f"weekday {'after' if ahead else 'up to'} {self.how}"
        if day and (lead.startswith("overnight") or hit["tail"]):
            return reckoning.days(day, reckoning.shift(day, 1), how)
        return reckoning.on_day(day, how)

    def _ago(self, hit: re.Match[str]) -> When | None:
        count, unit, direction = self._count(hit["n1"]), hit["u1"].lower(), hit["dir"].lower()
        base = self.anchor if direction == "ago" else self.last or self.anchor
        if base is None or count is None:
            return None
        by = self.how if base is self.anchor else "the day named before"
        return reckoning.away(base, count if direction == "later" else -count, unit, f"{hit[0].lower()}, from {by}")

    def _past(self, hit: re.Match[str]) -> When | None:
        unit = hit["u2"].lower()
        count = self._count(hit["n2"])
        if self.anchor is None or count is None:
            return None
        return reckoning.lately(self.anchor, count, unit, f"{hit[0].lower()}, up to {self.how}")

    def _spell(self, hit: re.Match[str]) -> When | None:
        count = self._count(hit["n3"])
        if self.anchor is None or count is None:
            return None
        return reckoning.days(reckoning.shift(self.anchor, 1 - count), self.anchor, f"{count} days up to {self.how}")

    def _rel(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        which, unit = hit["which"].lower(), hit["u4"].lower()
        step = -1 if which == "last" else 1 if which in ("next", "the coming") else 0
        how = f"{hit[0].lower()}, by {self.how}"
        if "past" in which and unit != "weekend":
            return reckoning.lately(self.anchor, 1, unit, how)
        if unit == "year":
            return reckoning.year(self.anchor.year + step, how)
        if unit == "month":
            return reckoning.month(self.anchor.year, self.anchor.month, how, step)
        return reckoning.week(self.anchor, step, how) if unit == "week" else reckoning.weekend(self.anchor, which, how)

    def _beside(self, step: int, how: str) -> When | None:
        base = self.last or self.anchor
        return reckoning.on_day(reckoning.shift(base, step), how) if base else None

    def _same(self, _: re.Match[str]) -> When | None:
        return reckoning.on_day(self.last, "the day named before")

    def _before(self, _: re.Match[str]) -> When | None:
        return self._beside(-1, "the day before the one named")

    def _after(self, _: re.Match[str]) -> When | None:
        return self._beside(1, "the day after the one named")

    def _from_anchor(self, step: int, hit: re.Match[str]) -> When | None:
        day = reckoning.shift(self.anchor, step) if self.anchor else None
        return reckoning.on_day(day, f"{hit[0].lower()}, by {self.how}")

    def _ereyesterday(self, hit: re.Match[str]) -> When | None:
        return self._from_anchor(-2, hit)

    def _overmorrow(self, hit: re.Match[str]) -> When | None:
        return self._from_anchor(2, hit)

    def _yesterday(self, hit: re.Match[str]) -> When | None:
        return self._from_anchor(-1, hit)

    def _tomorrow(self, hit: re.Match[str]) -> When | None:
        return self._from_anchor(1, hit)

    def _today(self, hit: re.Match[str]) -> When | None:
        return self._from_anchor(0, hit)

    def _overnight(self, _: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        return reckoning.days(reckoning.shift(self.anchor, -1), self.anchor, f"overnight, by {self.how}")

    def _yrs(self, hit: re.Match[str]) -> When | None:
        first, last = hit["y4"] or hit["y6"], hit["y5"] or hit["y7"]
        return When(first, last, Precision.YEAR, "years") if first < last else None

    def _yr(self, hit: re.Match[str]) -> When | None:
        return reckoning.year(int(hit["y8"] or hit["y9"]), hit["yr"].lower())

    def _nth(self, hit: re.Match[str]) -> When | None:
        if self.anchor is None:
            return None
        day = int(hit["d9"])
        for back in range(3):
            found = reckoning.month(self.anchor.year, self.anchor.month, "", -back)
            item = reckoning.make_day(int(found.start[:4]), int(found.start[5:]), day) if found else None
            if item and item <= self.anchor:
                return reckoning.on_day(item, f"day of the month, up to {self.how}")
        return None

    def _clock(self, _: re.Match[str]) -> When | None:
        return None

    def minute(self, hit: re.Match[str], day: date | None, how: str) -> When | None:
        """The minute that a time of day stands for on a day."""
        if day is None:
            return None
        if hit["noon"]:
            return reckoning.at_minute(day, 0 if hit["noon"].lower() == "midnight" else 12, 0, how)
        hour, half = int(hit["h1"] or hit["h2"] or hit["h3"]), (hit["ap1"] or hit["ap2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = (hit["z1"] or hit["z2"] or hit["z3"] or "").strip().upper()
        return reckoning.at_minute(day, hour, int(hit["min"] or hit["min3"] or 0), f"{how}, {zone}" if zone else how)


_READERS: Final = {
    "iso": Clock._iso,
    "num": Clock._num,
    "drange": Clock._drange,
    "mrange": Clock._mrange,
    "half": Clock._half,
    "decade": Clock._decade,
    "season": Clock._season,
    "wdw": Clock._wdw,
    "ereyesterday": Clock._ereyesterday,
    "overmorrow": Clock._overmorrow,
    "dmy": Clock._dmy,
    "mdy": Clock._mdy,
    "my": Clock._my,
    "mon": Clock._mon,
    "wdr": Clock._wdr,
    "wd": Clock._wd,
    "ago": Clock._ago,
    "past": Clock._past,
    "spell": Clock._spell,
    "rel": Clock._rel,
    "same": Clock._same,
    "before": Clock._before,
    "after": Clock._after,
    "yesterday": Clock._yesterday,
    "tomorrow": Clock._tomorrow,
    "today": Clock._today,
    "overnight": Clock._overnight,
    "yrs": Clock._yrs,
    "yr": Clock._yr,
    "nth": Clock._nth,
    "clock": Clock._clock,
}


def _anchor(document: Document, published: When | None) -> tuple[date | None, str]:
    """The day from which times are reckoned, and its name: the dateline's, else that of publication."""
    day = reckoning.anchor_day(published)
    opening = dateline.find(document)
    if opening and opening.date:
        hit = pattern().match(document.text, *opening.date)
        stated = Clock(document.text, day, "published").when(hit)[0] if hit else None
        found = reckoning.anchor_day(stated)
        if found and (day is None or abs((found - day).days) <= 31):
            return found, "dateline"
    return day, "published"


class Scanner:
    """Finds the times of one document, sentence by sentence."""

    def __init__(self, text: str, anchor: date | None, how: str, order: Order | None = None) -> None:
        self.text, self.clock, self.names = text, Clock(text, anchor, how, order), names()

    def worth(self, sentence: Sentence) -> bool:
        """Whether a sentence holds a word or a number that a time could be made of."""
        return any(
            token.low.split("'")[0].split("’")[0] in self.names.words or token.text[0].isdigit()
            for token in sentence.tokens
        )

    def scan(self, start: int, end: int) -> Iterator[TimeMention]:
        """The times of a range, in order; times of day beside their day are one with it."""
        found: list[tuple[re.Match[str], TimeMention]] = []
        for hit in pattern().finditer(self.text, start, end):
            when, cumulative = self.clock.when(hit)
            found.append((hit, TimeMention(_tight(hit), when, cumulative)))
        for at in range(0, len(found), _BATCH):
            yield from self._clocked(found[at : at + _BATCH])

    def _clocked(self, found: list[tuple[re.Match[str], TimeMention]]) -> Iterator[TimeMention]:
        days = [mention for hit, mention in found if hit["clock"] is None and reckoning.anchor_day(mention.when)]
        taken: dict[Span, TimeMention] = {}
        for hit, mention in found:
            if hit["clock"] is not None:
                near = min(days, key=lambda day: abs(day.span[0] - mention.span[0]), default=None)
                day = reckoning.anchor_day(near.when) if near else self.clock.last
                when = self.clock.minute(hit, day, "time of day") if near or self._marked(hit) else None
                if near and when and _touch(self.text, near.span, mention.span):
                    joined = (min(near.span[0], mention.span[0]), max(near.span[1], mention.span[1]))
                    taken[near.span] = taken[mention.span] = TimeMention(joined, when)
                else:
                    taken[mention.span] = replace(mention, when=when)
        out = dict.fromkeys(taken.get(mention.span, mention) for _, mention in found)
        clocks = {mention.span for hit, mention in found if hit["clock"] is not None}
        yield from (item for item in out if item.when is not None or item.span not in clocks)

    @staticmethod
    def _marked(hit: re.Match[str]) -> bool:
        return bool(hit["ap1"] or hit["ap2"] or hit["noon"] or hit["h3"] or hit["clock"].find(":") > 0)


def _tight(hit: re.Match[str]) -> Span:
    """The span of a match without the preposition or possessive ending that it needed."""
    text = hit[0]
    lead = re.match(r"(?:in|since|by|until|from|of|during|before|after|to|through|and|on)\s(?=\S)", text, re.IGNORECASE)
    start = hit.start() + (lead.end() if lead and hit["spell"] is None else 0)
    end = hit.end() - (2 if text.endswith(("'s", "’s")) else 0)
    return (start, end) if start < end else hit.span()


def _touch(text: str, left: Span, right: Span) -> bool:
    """Whether only small words stand between two spans."""
    gap = text[min(left[1], right[1]) : max(left[0], right[0])]
    return len(gap) < 40 and _CLOCK_GAP.fullmatch(gap) is not None


def find(document: Document, anchor: When | None) -> tuple[TimeMention, ...]:
    """The times that a document names; without an anchor only those that stand by themselves.

    Args:
        document: one part of an article.
        anchor: when the article was published; a date in the dateline comes first.

    Returns:
        Times in order of their spans.
    """
    scanner = Scanner(document.text, *_anchor(document, anchor), dayorder.find(document))
    found: list[TimeMention] = []
    for sentence in document.sentences:
        if scanner.worth(sentence):
            found.extend(scanner.scan(sentence.start, sentence.end))
    return tuple(sorted(found, key=lambda item: item.span))


def resolve(text: str, anchor: When | None) -> When | None:
    """What the first time in a few words stands for.

    Args:
        text: the words.
        anchor: the day of the article.

    Returns:
        The time; None where there is none or it cannot be told.

    >>> from kg.model.vocabulary import Precision
    >>> resolve("in April 2014", None).start
    '2014-04'
    """
    scanner = Scanner(text, reckoning.anchor_day(anchor), "published")
    return next((item.when for item in scanner.scan(0, len(text)) if item.when), None)
