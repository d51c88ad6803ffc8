"""The desk that ends a case: the draft of a decision, the leader's signature,
refusal or request to look again, the clerk's number and seal, payment, archive."""

from client import Client, Look
from office import SIGNERS, Dossier, take
from request import ask, step

DRAFTER, CLERK, FINANCE = "tchc", "vanthu", "khtc"


class DeskWork(Client):
    def __init__(self, office, name, chance):
        super().__init__(office, name, chance)
        self.drafted = 0

    def changes(self):
        while True:
            meetings = take(self.office.recommended, self.random.randint(1, 2))
            if not meetings:
                yield None
                continue
            self.drafted += 1
            dossiers = [dossier for each in meetings for dossier in each]
            items = [each for dossier in dossiers for each in dossier.nominations]
            signer = self.random.choice(SIGNERS)
            decision = yield from self.present(items, signer)
            fate = self.random.random()
            if fate < 0.12:
                yield self.ends(decision, signer, items, "reconsider", "reconsidered")
                self.office.appraised.extend(
                    Dossier(each.number, each.nominations) for each in dossiers)
            elif fate < 0.17:
                yield self.ends(decision, signer, items, "refuse", "refused")
            else:
                yield from self.finish(decision, signer, items, dossiers)

    def present(self, items, signer):
        title = f"khen thưởng phong trào thi đua, tờ số {self.drafted} của {self.name}"
        draft = ask("draft_decision", DRAFTER, "/decisions", nominations=items, title=title,
                    basis="Căn cứ công văn phát động phong trào thi đua nước rút",
                    signer=self.office.accounts[signer])
        for item in items:
            draft.leaves("item", title, item)
        yield draft.leaves("decision", title)
        decision = draft.answered("id")
        asked = step(DRAFTER, f"/decisions/{decision}", "present")
        yield asked.moves("present", items).leaves("job", "write_decision", decision)
        yield Look(signer, f"/decisions/{decision}",
                   lambda view: view["has_document"] and not view["being_written"])
        return decision

    def ends(self, decision, signer, items, event, outcome):
        asked = step(signer, f"/decisions/{decision}", event, reason="Cần xem xét thêm.")
        return asked.moves(event, items).leaves("outcome", decision, outcome)

    def finish(self, decision, signer, items, dossiers):
        path = f"/decisions/{decision}"
        asked = step(signer, path, "sign").moves("sign", items)
        yield asked.leaves("signed", decision).leaves("signed_file", decision)
        asked = step(CLERK, path, "issue").moves("issue", items).leaves("issued", decision)
        yield asked.leaves("issued_file", decision).leaves("register", decision)
        asked = ask("make_certificates", CLERK, f"{path}/certificates", kind="commendation",
                    bundle=self.random.choice(("pdf", "zip")))
        yield asked.leaves("certificates", decision)
        yield Look(CLERK, f"/certificates/{asked.answered('id')}",
                   lambda view: view["state"] == "made")
        yield step(FINANCE, path, "pay").moves("pay", items)
        for dossier in dossiers:
            yield step(CLERK, f"/dossiers/{dossier.number}", "archive").moves(
                "archive", dossier.nominations)
