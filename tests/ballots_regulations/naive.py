"""A second tally, written on its own from the description of the formats: slow, in plain dictionaries and fractions.

It shares no line with `ballots.regulations`, so that a mistake has to be made twice to go unseen.
"""

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

Json = dict[str, Any]


def outcome(data: bytes) -> Json:
    """The `congress-outcome/1` of a well-formed count record."""
    record = json.loads(data)
    contest, electorate = record["contest"], record["electorate"]
    sheets = [paper for paper in record["papers"] for _ in range(paper.get("times", 1))]
    whole = electorate["summoned"] - sum(line["persons"] for line in electorate.get("deductions", []))
    judged = [(void_reason(contest, sheet), sheet) for sheet in sheets]
    valid = [sheet for reason, sheet in judged if reason is None]
    reasons = [reason for reason, _ in judged if reason is not None]
    settings = contest.get("settings", {})
    bases = {"denominator": whole, "valid": len(valid), "collected": len(sheets)}
    base = bases[settings.get("percent_base", "denominator")]
    votes = [votes_line(contest, candidate, valid, base) for candidate in contest["candidates"]]
    found: Json = {
        "format": "congress-outcome/1",
        "denominator": whole,
        "collected": len(sheets),
        "valid": len(valid),
        "invalid": len(reasons),
        "invalid_by_reason": {reason: reasons.count(reason) for reason in set(reasons)},
        "votes": votes,
        "record_sha256": sha256(data).hexdigest(),
    }
    found |= conclusion(contest, electorate, whole, votes)
    return found


def yes_and_no(contest: Json, paper: Json) -> tuple[set[int], set[int]]:
    """Whom a paper chooses and whom it rejects."""
    everyone = {candidate["number"] for candidate in contest["candidates"]}
    if contest["form"] == "strike":
        struck = set(paper["strike"])
        return everyone - struck, struck
    agree, disagree = set(paper.get("agree", [])), set(paper.get("disagree", []))
    return agree - disagree, disagree - agree


def void_reason(contest: Json, paper: Json) -> str | None:
    """The first reason against a paper, in the order laid down."""
    if "void" in paper:
        return str(paper["void"])
    yes, no = yes_and_no(contest, paper)
    names = len(contest["candidates"])
    boxed = contest["form"] == "agree"
    settings = contest.get("settings", {})
    if len(yes) > contest["seats"]:
        return "too-many"
    if boxed and names == 1:
        agree, disagree = paper.get("agree", []), paper.get("disagree", [])
        if agree and disagree:
            return "both-boxes"
        return None if agree or disagree else "no-box"
    if yes:
        return None
    if boxed and len(no) == names:
        return None if settings.get("all_disagree") == "valid" else "all-disagree"
    if boxed and not no:
        return None if settings.get("all_blank") == "valid" else "all-blank"
    return "elects-nobody"


def votes_line(contest: Json, candidate: Json, valid: list[Json], base: int) -> Json:
    """One candidate's line."""
    number = candidate["number"]
    agree = sum(number in yes_and_no(contest, paper)[0] for paper in valid)
    disagree = sum(number in yes_and_no(contest, paper)[1] for paper in valid)
    return {
        "number": number,
        "name": candidate["name"],
        "agree": agree,
        "disagree": disagree,
        "none": len(valid) - agree - disagree,
        "percent": percent(agree, base),
    }


def percent(part: int, whole: int) -> str:
    """Two decimals, half up, by decimal arithmetic of many digits."""
    if whole == 0:
        return "0.00"
    exact = Fraction(100 * part, whole)
    digits = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(digits.quantize(Decimal("0.01"), ROUND_HALF_UP))


def conclusion(contest: Json, electorate: Json, whole: int, votes: list[Json]) -> Json:
    """Who is elected, and what is left open."""
    kind = contest.get("kind", "election")
    places_in_order = range(len(votes))
    order = sorted(places_in_order, key=lambda place: (-votes[place]["agree"], place))
    ranking = [votes[place]["number"] for place in order]
    count = {line["number"]: line["agree"] for line in votes}
    found: Json = {"needed": None, "elected": [], "alternates": [], "ties": [], "unfilled": 0, "next": "complete"}
    if kind in ("opinion", "indicative"):
        found["ranking"] = ranking
        found["over_30_percent"] = [n for n in ranking if Fraction(count[n]) > Fraction(3, 10) * electorate["present"]]
        return found
    eligible = ranking
    if kind == "election":
        found["needed"] = min(n for n in range(whole + 2) if Fraction(n) > Fraction(whole, 2))
        eligible = [n for n in ranking if Fraction(count[n]) > Fraction(whole, 2)]
    found["elected"], tied, rest = take(eligible, count, contest["seats"])
    if tied:
        found["ties"].append(tie("seats", tied, contest["seats"] - len(found["elected"])))
    else:
        found["unfilled"] = contest["seats"] - len(found["elected"])
        wanted = contest.get("alternates", 0)
        found["alternates"], tied, _ = take(rest, count, wanted)
        if tied:
            found["ties"].append(tie("alternates", tied, wanted - len(found["alternates"])))
    if found["unfilled"] or (found["ties"] and kind == "revote"):
        found["next"] = "congress-decides"
    elif found["ties"]:
        found["next"] = "revote"
    return found


def take(ranked: list[int], count: dict[int, int], places: int) -> tuple[list[int], list[int], list[int]]:
    """Take names off the top, all of one count together, as long as they all fit."""
    taken: list[int] = []
    rest = list(ranked)
    while rest and len(taken) < places:
        equal = [number for number in rest if count[number] == count[rest[0]]]
        if len(taken) + len(equal) > places:
            return taken, equal, []
        taken += equal
        rest = rest[len(equal) :]
    return taken, [], rest


def tie(border: str, tied: list[int], places: int) -> Json:
    """A tie as the format has it."""
    return {"for": border, "numbers": sorted(tied), "places": places}
