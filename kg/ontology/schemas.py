"""What each YAML file of ``ontology/rules`` and ``ontology/names`` holds: the keys that it must and may have, and of which kind their values are. A file without a schema is refused.

A new key of a rule file is declared here; whatever else one adds to these files (words, rules, sentences) needs no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import ascii_uppercase

from kg.ontology.blocks import listing, mapping, record
from kg.ontology.kinds import (
    Around,
    Expand,
    Kind,
    anything,
    choice,
    entity_type,
    event,
    every,
    flag,
    number,
    one_of,
    pattern,
    predicate,
    regex,
    rule_id,
    text,
    whole,
)
from kg.ontology.placeholders import filled, grouped, slotted, stubbed

WORDS: Kind = listing(text)
REGEXES: Kind = listing(regex)
EXAMPLES: Mapping[str, Kind] = {"yes": anything, "no": anything}
MEANING: Mapping[str, Kind] = {"id": text, "zh": text, "en": text}
EXAMPLE: Kind = record({"text": text}, {"gives": listing(listing(text)), "names": mapping(text, entity_type), "region": text})
SENTENCES: Mapping[str, Kind] = {"yes": listing(EXAMPLE), "no": listing(EXAMPLE)}


def _statements(around: Around) -> list[str]:
    """What a rule can state: a kind of thing said, and which, where it is always the same."""
    known = around.known
    terms = {"entity": known.types, "relation": known.predicates, "milestone": known.events, "observation": ()}
    return [*terms, *(f"{kind} {name}" for kind, names in terms.items() for name in names)]


# A rule that Python states: it has no pattern of its own, or one that its file reads elsewhere.
STATED: Mapping[str, Kind] = {**MEANING, "states": one_of(_statements, "kind of fact (entity, relation PREDICATE, milestone, observation)"), **SENTENCES}
# What the Python reads by name (kg/ontology/forms.py).
FORM = pattern(lambda said, around: stubbed(said, [name.upper() for name in (*around.words, *around.forms)]))
FORMS: dict[str, Kind] = {"forms": mapping(text, FORM)}
SIGNS: dict[str, Kind] = {"signs": mapping(text, text)}
TYPES: dict[str, Kind] = {"types": mapping(text, entity_type)}
BOOK: dict[str, Kind] = {"rules": listing(record(STATED))}


def _numbered(*names: str) -> Expand:
    return lambda said, around: stubbed(said, names)


def _worded(said: str, around: Around) -> str:
    """{NAME} for the words called ``name``."""
    return stubbed(said, [name.upper() for name in around.words])


def _quantity(said: str, around: Around) -> str:
    """Patterns of refusals may be broken over lines."""
    return stubbed("".join(line.strip() for line in said.split("\n")), ("N", "A", "C", "M", "MU", "U", "Q"))


def _timed(said: str, around: Around) -> str:
    """Patterns in which {T} stands for a time."""
    return said.replace("{T}", "年")


LETTER = choice(*sorted(set(ascii_uppercase) - set("EFGLNT")))  # of a class of working words; the others are those of kg/language/chunks.py
AREA = one_of(lambda around: [name for name, kind in around.known.types.items() if kind.area], "type of administrative areas")
TIME = pattern(lambda said, around: filled(said, around.words))
LINE = pattern(lambda said, around: grouped(said, around.words))
LISTED = pattern(_numbered("count", "han"))
RELATION = pattern(lambda said, around: slotted(said, around.known.types), groups=("object",))
MEASURED = pattern(_worded)
REFUSED = pattern(_quantity)
FRAME = pattern(groups=("names",))

PASSAGE: Mapping[str, Kind] = {"id": text, "pattern": regex, **EXAMPLES}
HELD: Kind = record({**PASSAGE, "held": regex})
SAYS: Mapping[str, Kind] = {**PASSAGE, "says": choice("back", "ahead", "aside")}
PERIODS = choice(
    "year", "half", "quarter", "first_quarters", "month", "months", "first_months", "relative_month", "this_month", "months_later", "months_ago", "day_of_relative_month", "day", "days",
    "relative_day", "weekday", "feast_day", "school_term", "years", "decade", "plan", "plan_start", "plan_end", "plan_first", "last_years", "next_years", "none",
)  # fmt: skip
TIME_KINDS = choice("point", "range", "deadline", "since", "end")
MEASURES = choice("head", "head+grow", "heads", "heads+grow", "head+noun+time", "noun+head", "noun+share", "verb+noun")
QUANTITIES = choice("counter", "amount", "share", "duration", "age", "bare")
BOUNDS = one_of(lambda around: around.known.bounds, "bound of kg.ttl")
STATUS = one_of(lambda around: around.known.modalities, "modality of kg.ttl")
SPOKEN: Kind = record({"zh": text, "en": text})
KINDS_OF_INDICATOR = choice("flow", "stock", "rate", "plan")
BLOCK: Mapping[str, Kind] = {"id": text, "pattern": LINE, **EXAMPLES}
LINES: Kind = listing(record({**BLOCK, "kind": choice("furniture", "byline", "caption", "heading")}, {"last": whole}))
CLUE: Mapping[str, Kind] = {"id": text, "pattern": LINE}

SCHEMAS: Mapping[str, Kind] = {
    "words": mapping(LETTER, REGEXES),
    "events": mapping(event, mapping(choice("after", "before", "both"), REGEXES)),
    "milestones": listing(
        record({**MEANING, "pattern": FRAME, **SENTENCES}, {"event": event, "needs": every(choice("proper", "project", "whole")), "none": flag, "shares": flag})
    ),
    "carried": listing(record(STATED)),
    "weighed": listing(record(STATED)),
    "short_forms": record({"endings": regex, "child": regex}),
    "clues": record({
        **dict.fromkeys(("measures", "between", "before", "behind", "steps_between", "steps_listing"), WORDS), "anaphors": pattern(groups=("kind", "bare")), "whole": regex, "denied": regex,
        **dict.fromkeys(("numbers", "general", "legal", "branch"), regex),
        "steps": mapping(event, WORDS), "owned": regex, "unmeasured": listing(entity_type), "list_mark": text, "name_marks": WORDS, "character_kinds": REGEXES,
    }),
    "steps": record({
        "standing": listing(record({**MEANING, "where": choice("group", "clause", "behind", "before"), "pattern": regex, **EXAMPLES}, {"modality": STATUS})),
        "time_alone": listing(pattern(_timed)), "leads": listing(pattern(_timed)), **dict.fromkeys(("moved", "cause", "day_to_come", "aims", "goals", "introduces", "shared_out", "told_of"), regex),
        **dict.fromkeys(("from_then", "told_ahead", "long_since"), regex),
    }),
    "relations": listing(
        record(
            {**MEANING, "predicate": predicate, "pattern": RELATION, **SENTENCES},
            {"time": choice("passage"), "literal": flag, "subject": one_of(lambda around: ["own", *around.known.types], "own or an entity type")},
        )
    ),
    "observations": record({
        "words": mapping(text, anything),
        "rules": listing(record({**MEANING, "kinds": listing(QUANTITIES), "pattern": MEASURED, "measure": MEASURES, **EXAMPLES}, {"role": choice("from", "to")})),
        **FORMS, **SIGNS, **TYPES,
    }),
    "quantities": record({
        "magnitudes": WORDS, "units": mapping(text, WORDS), "shares": WORDS, "durations": WORDS, "ages": WORDS, "counters": WORDS,
        "chinese_counters": WORDS, "per": regex, "bounds": mapping(choice("before", "inside", "after"), mapping(BOUNDS, REGEXES)),
        "refusals": listing(record({"id": text, "pattern": REFUSED}, {**EXAMPLES, "holds": flag, "chinese_only": flag})),
        "duration_cues": REGEXES, "year_cues": REGEXES, "age_cues": REGEXES, "one_cues": REGEXES, "one_counters": WORDS, **FORMS, **SIGNS,
    }),
    "times": record({
        "pieces": mapping(text, TIME), "relative_years": mapping(text, whole), "relative_months": mapping(text, whole), "relative_days": mapping(text, whole), "relative_weeks": mapping(text, whole),
        "weekdays": mapping(text, whole), "months_named": mapping(text, text), "feasts": mapping(text, text), "terms": mapping(text, text),
        "before": listing(record({"kind": TIME_KINDS, "pattern": regex})), "tails": listing(record({"kind": TIME_KINDS, "pattern": regex})),
        "refuse": listing(record({"id": text, "why": text}, {"before": regex, "after": regex})),
        "rules": listing(record({"id": text, "pattern": TIME, "value": PERIODS, "kind": TIME_KINDS, **EXAMPLES}, {"needs": text})),
        **FORMS, **SIGNS,
    }),
    "passage": record({
        "report": record(PASSAGE), "bulletin": record(PASSAGE), "report_name": record(PASSAGE), "sub_heading": record(PASSAGE),
        "own_year": record(dict.fromkeys(("ahead_until_month", "report_next_year_from_month", "open_from_month"), whole)),
        "short_report": record({**dict.fromkeys(("short", "ahead", "sum"), whole), "plan": number, "ahead_times": regex, "sum_times": regex, "told": regex}),
        "headings": listing(record(SAYS)), "openings": listing(record({**SAYS, "scope": choice("section", "paragraph", "sentence")})),
        "opening_clauses": whole, "lead_in": regex, "year_rules": listing(rule_id),
        "rules": listing(record(MEANING)), "ahead_words": HELD, "done_words": HELD, "step_words": HELD, "running_words": record(PASSAGE), **FORMS, **SIGNS,
    }),
    "moods": record({"bias": number, "weights": mapping(text, number), **FORMS}),
    "frames": record({**FORMS, **SIGNS}),
    "heads": listing(record({"type": entity_type, "heads": WORDS}, {"frame": entity_type, "free": entity_type, "append": flag})),
    "listings": record(
        {name: record({"pattern": LISTED}) for name in ("companies", "list-start", "listed", "brought", "present")}
        | {name: record({"pattern": LISTED, **STATED}) for name in ("agent", "brand", "way", "village")}
        | FORMS
    ),
    "names": record(
        dict.fromkeys(
            ("govern", "inside", "in_names", "inner", "modifiers", "newly", "stock", "generic", "tail_heads", "posts", "posts_left", "loose", "phases", "telling")
            + ("natural", "wild", "programmes", "governance", "park_stock"), text,
        )
        | dict.fromkeys(("tails", "programme_names", "no_names"), REGEXES) | dict.fromkeys(("lead", "abstract", "slogans", "renewal", "own_body"), regex)
        | {**FORMS, **SIGNS, **TYPES, **BOOK}
    ),
    "regions": record({
        "full_only": WORDS, "ordinary": WORDS, "short_not_before": regex, "short_not_after": regex, "titles": listing(pattern(groups=("area",))),
        "pronouns": record({"pattern": pattern(groups=("level",)), "levels": mapping(text, WORDS), **EXAMPLES}), "contested": WORDS, "least": whole, "ends": mapping(text, AREA), **SIGNS, **BOOK,
    }),
    "industries": record(
        dict.fromkeys(("grammar", "generic", "said_so", "list_tail", "no_industry"), regex) | dict.fromkeys(("everyday", "vague", "trades", "verbs"), text)
        | {**FORMS, **SIGNS, **BOOK}
    ),
    "people": record(
        dict.fromkeys(("surnames", "double_surnames", "posts", "prefixes", "followers", "after_name", "speaker"), text)
        | {"own": mapping(AREA, regex), **FORMS, **SIGNS, **BOOK}
    ),
    "implied": record(
        {"elsewhere": regex, "facilities": regex, "inside": regex, "that": pattern(groups=("kind",)), "that_types": mapping(text, entity_type), "ahead": regex, **BOOK}
    ),
    "numerals": record({"digits": mapping(text, whole), "ten": text, "tens": mapping(text, whole), "myriads": mapping(text, whole), "point": text}),
    "outcomes": record({
        "about": text, "carried": listing(KINDS_OF_INDICATOR), "amounts": WORDS,
        "no_target": record({"count": text, **dict.fromkeys(("begins", "told", "tends", "ends", "counts", "standing"), WORDS)}),
        "one_promise": listing(listing(event)), "ends_building": listing(event), **dict.fromkeys(("looked_back", "one_breath", "one_word"), whole),
    }),
    "corrections": listing(record(MEANING)),
    "verify": record({"one_object": listing(predicate), "about": number, "measure_leads": WORDS, "written_date": pattern(groups=("year", "month", "day"))}),
    "identity": record({
        "reasons": listing(record(MEANING)), "written": listing(listing(regex)), "numbered": regex, "short_forms": mapping(text, text),
        **dict.fromkeys(
            ("endings", "spare_endings", "spare_always", "spare_groups", "company_endings", "company_forms", "industry_endings", "area_suffixes", "sub_area_kinds", "levelled")
            + ("folded_groups", "of_city", "of_their_area", "everywhere", "everywhere_openings", "foreign_groups", "common_openings", "everywhere_kinds")
            + ("placed_groups",), WORDS,
        ),
        "levels": listing(record({"prefix": text, "type": entity_type, "not": WORDS})), "kinds": mapping(text, WORDS), "city_ending": text,
        "inner": listing(record({"word": text, "before": regex}, {"after": regex, "unless": WORDS, "rest": whole})), "inner_rest": whole,
        "introduced": listing(record({"between": regex, "closed": flag, "known": flag}, {"gap": whole})), "body_type": entity_type, "governing": WORDS, "roles": WORDS,
        "likely_kinds": listing(WORDS), "likely_without": regex, "apart_kinds": listing(WORDS), "branch_types": listing(entity_type),
        **dict.fromkeys(("ends", "ends_short"), pattern(groups=("a", "b"))), "village": regex,
        "brand": record({"kinds": WORDS, "opening": whole, "insert": regex, "never": regex}), "everywhere_rest": whole,
        **dict.fromkeys(("sub_area", "phase", "number", "direction", "local_companies", "numeral", "rated", "house_number"), regex),
        "type_groups": listing(listing(entity_type)), "close_types": listing(listing(entity_type)),
        **dict.fromkeys(("type_order", "everywhere_types", "placeless_types", "inner_not", "folded_types", "verbatim_types"), listing(entity_type)),
        "endings_of": mapping(entity_type, choice("company_endings", "industry_endings")),
    }),
    "reading": record({
        "pieces": mapping(text, text), "lines": LINES,
        "inline": listing(record({**BLOCK, "reason": text})), "cuts": listing(record({**BLOCK, "kind": choice("paragraph", "caption")})),
        "dates": listing(record({**BLOCK, "how": text, "first": whole}, {"last": whole})), "file_dates": listing(LINE),
        "year_clues": listing(record({**CLUE, "weight": whole, "shift": whole}, {"month": whole})),
        "month_clues": listing(record({**CLUE, "kind": choice("event", "through", "at", "spring")}, {"month": whole})),
        "lead_marks": LINE, "publisher": LINE, "joining": mapping(text, LINE), "caption_words": LINE, "article_lead": LINE, "paragraph_lead": LINE,
        "title_points": listing(record({"pattern": LINE, "points": whole, "why": text})), "head_names": listing(LINE), "not_names": WORDS,
        "spring_festival": mapping(whole, text), "region": record({"title": LINE, "start": LINE, "not": WORDS}), "private_use": mapping(text, text),
        "written_date": LINE, "full_date": LINE, "month_of_year": text, "lost": text, "frequent": text, "heading_styles": WORDS,
        "columns": mapping(text, WORDS), "html": record({"furniture": LINE, "date": WORDS, "title": WORDS, "publisher": WORDS, "title_separators": LINE}),
        "skipped": mapping(text, text), "sample": text,
    }),
    "indicators": record({
        **dict.fromkeys(("front", "verbs", "growth", "decline", "count_endings", "vague", "signs", "counters", "whole"), WORDS), "short": whole, "powers": mapping(text, whole),
        "same": mapping(text, text),
        **dict.fromkeys(("quotes", "growth_word", "counter"), text), "units": mapping(text, listing(text)),
    }),
    "readings": record({
        "reader": record(MEANING), "steps": mapping(event, regex), "relations": mapping(predicate, regex), "again": mapping(entity_type, regex),
        **dict.fromkeys((
            "ahead", "done", "manner", "standing", "attributes", "denied", "kept", "commands", "list", "listed", "counted",
            "won", "running", "from_number", "to_number", "attributive", "held", "towards", "meeting", "shared",
            "moved", "speech", "each", "exists", "elided",
        ), regex), "implied": mapping(text, regex), "feast_months": mapping(text, listing(whole)), "plans": listing(rule_id),
        "reasons": mapping(text, SPOKEN), "mended": mapping(text, SPOKEN),
    }),
    "answers": record({
        "before": WORDS, "behind": WORDS, "rest": whole, "turned": WORDS, "counted": text, "topics": mapping(text, text), "asked": mapping(text, text), **FORMS, **SIGNS,
    }),
    "explained": record({"chunks": mapping(choice(*ascii_uppercase), text), "lines": mapping(text, text)}),
    "report": mapping(text, SPOKEN),
    "pictures": record({
        "fonts": WORDS, "weights": WORDS, "statuses": mapping(STATUS, record({"colour": text, "filled": flag})), "bounds": mapping(BOUNDS, text),
        "lines": record(dict.fromkeys(("middle", "contains", "other"), record({"colour": text, "wide": number}))),
        "roles": mapping(choice("from", "to"), SPOKEN), "words": mapping(text, SPOKEN),
    }),
}  # fmt: skip
