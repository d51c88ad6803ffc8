"""How likely it is to guess so well by chance: exact, in whole numbers.

A box is one item of one meeting: (ballots, of them yes). Whoever guesses knows these from the
published result."""

import math
from fractions import Fraction
from functools import lru_cache


def binomial_tail(trials, hits, share):
    """The chance of so many hits, or more."""
    good, bad, all_of = share.numerator, share.denominator - share.numerator, share.denominator
    ways = sum(math.comb(trials, k) * good**k * bad**(trials - k)
               for k in range(hits, trials + 1))
    return Fraction(ways, all_of**trials)


def best_guess(boxes):
    """The share of hits of whoever says of every ballot what most of its box say."""
    return Fraction(sum(max(yes, ballots - yes) for ballots, yes in boxes),
                    sum(ballots for ballots, _ in boxes))


@lru_cache(maxsize=None)
def matchings(boxes):
    """Of all ways to give every box's opened ballots to its voters: how many hit so often,
    as {hits: ways}, and their sum. (A plain binomial would not do here: with six yes and
    six no, one right guess draws others after it.)"""
    ways = {0: 1}
    for ballots, yes in boxes:
        of_box = {ballots - 2 * (yes - both): math.comb(yes, both) *
                  math.comb(ballots - yes, yes - both)
                  for both in range(max(0, 2 * yes - ballots), yes + 1)}
        joined = {}
        for hits, times in ways.items():
            for more, of_them in of_box.items():
                joined[hits + more] = joined.get(hits + more, 0) + times * of_them
        ways = joined
    return ways, sum(ways.values())


def matching_tail(boxes, hits):
    """The chance of so many hits, or more, of who gives opened ballots to voters blindly."""
    ways, together = matchings(boxes)
    return Fraction(sum(times for found, times in ways.items() if found >= hits), together)
