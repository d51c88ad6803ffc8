"""Tries to tell who voted how. A rule puts the votes of each box in an order, and either lays
the opened ballots beside them in another, or says that the first or last voted yes. It knows
the copies and the published result; only the judgement is told the truth."""

from chances import best_guess, binomial_tail, matching_tail

CONVICTING = 0.001  # for all rules together


class Rule:
    """Guesses {(meeting, item, member): choice} of the boxes that it can say something of."""

    def __init__(self, name, guesses):
        self.name, self.guesses = name, guesses


def boxes_of(traces):
    boxes = {}
    for vote in traces.votes:
        boxes.setdefault(vote.box, []).append(vote)
    return {box: votes for box, votes in boxes.items()
            if len(votes) == len(traces.opened.get(box, ()))}


def ordered(things, mark):
    """None when not all have the mark, or it is the same of all."""
    if any(mark not in thing for thing in things):
        return None
    if len({thing[mark] for thing in things}) < 2:
        return None
    return sorted(range(len(things)), key=lambda place: things[place][mark])


def by_orders(boxes, traces, mark, other, backwards):
    guesses = {}
    for box, votes in boxes.items():
        first = ordered([vote.marks for vote in votes], mark)
        then = ordered([row["marks"] for row in traces.opened[box]], other)
        if first and then:
            for place, row in zip(first, reversed(then) if backwards else then):
                guesses[(*box, votes[place].member)] = traces.opened[box][row]["choice"]
    return guesses


def by_rank(boxes, traces, mark, backwards):
    guesses = {}
    for box, votes in boxes.items():
        order = ordered([vote.marks for vote in votes], mark)
        if order:
            choices = sorted(row["choice"] for row in traces.opened[box])
            for place, choice in zip(order, reversed(choices) if backwards else choices):
                guesses[(*box, votes[place].member)] = choice
    return guesses


def rules(traces):
    boxes = boxes_of(traces)
    marks = sorted({mark for vote in traces.votes for mark in vote.marks})
    orders = sorted({mark for rows in traces.opened.values() for row in rows
                     for mark in row["marks"]})
    for mark in marks:
        for backwards in (False, True):
            way = ", backwards" if backwards else ""
            yield Rule(f"{mark}: no first, yes last{way}",
                       by_rank(boxes, traces, mark, backwards))
            for other in orders:
                yield Rule(f"{mark} ~ opened by {other}{way}",
                           by_orders(boxes, traces, mark, other, backwards))


class Judgement:
    def __init__(self, rule, truth):
        self.name, self.trials = rule.name, len(rule.guesses)
        self.hits = sum(truth[who] == choice for who, choice in rule.guesses.items())
        told = {}
        for (meeting, item, _), choice in rule.guesses.items():
            ballots, yes = told.get((meeting, item), (0, 0))
            told[meeting, item] = ballots + 1, yes + (choice == "yes")
        boxes = tuple(sorted(told.values()))
        self.best = best_guess(boxes)
        # As the published result alone lets one guess, and as a blind matching would: the
        # better for the attacker, who must pay for having tried both.
        self.chance = min(1, 2 * min(binomial_tail(self.trials, self.hits, self.best),
                                     matching_tail(boxes, self.hits)))

    def __str__(self):
        return (f"{self.hits} of {self.trials} right ({100 * self.hits / self.trials:.1f} %; the "
                f"result alone gives {100 * float(self.best):.1f} %), chance "
                f"{float(self.chance):.2g}: {self.name}")


def judge(traces, truth):
    """All rules that could say something, the best first, and those that convict."""
    judged = [Judgement(rule, truth) for rule in rules(traces) if rule.guesses]
    judged.sort(key=lambda one: one.chance)
    return judged, [one for one in judged if one.chance * len(judged) <= CONVICTING]
