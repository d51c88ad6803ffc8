"""A unit proposes and the standing office judges: drafting, large and small
files, submission, return and resubmission, suspension, intake, appraisal."""

from client import Client
from office import Dossier
from request import ask, attach, step

MOST_WAITING = 12  # dossiers; beyond it a unit lets the council catch up
PARTS = ("unit_minutes", "indicators")
LARGE = (600_000, 1_500_000, 2_400_000)  # bytes; most are more than one piece of storage
STANDING_OFFICE = "tchc"


class UnitWork(Client):
    def __init__(self, office, name, chance, officer, head):
        super().__init__(office, name, chance)
        self.officer, self.head = officer, head
        self.made = 0

    def changes(self):
        while True:
            if len(self.office.appraised) > MOST_WAITING:
                yield None
                continue
            self.made += 1
            dossier = yield from self.draft(f"Hồ sơ {self.officer} số {self.made}")
            yield self.submit(dossier).leaves("submitted", dossier.number)
            yield from self.perhaps_suspend(dossier)
            yield self.receive(dossier).leaves("receipt", dossier.number)
            if self.random.random() < 0.3:
                yield from self.send_back(dossier)
            yield from self.perhaps_suspend(dossier)
            yield self.appraise(dossier)
            if self.random.random() < 0.1:
                yield from self.send_back(dossier)
                yield self.appraise(dossier)
            self.office.appraised.append(dossier)

    def draft(self, title, count=None):
        begin = ask("draft", self.officer, "/dossiers", round=self.office.round, title=title)
        yield begin.leaves("dossier", title)
        number = begin.answered("id")
        nominations = []
        for ordinal in range(count or 1 + self.random.randrange(3)):
            name = f"Tập thể {ordinal} của {title}"
            nominate = ask("nominate", self.officer, f"/dossiers/{number}/nominations",
                           nominee_kind="collective", nominee_name=name, prize="collective_3",
                           summary="Hoàn thành chỉ tiêu.", report="Báo cáo thành tích.")
            yield nominate.leaves("nomination", number, name)
            nominations.append(nominate.answered("id"))
        for part in PARTS:
            yield attach(self.officer, number, part, self.content())
        return Dossier(number, nominations)

    def content(self):
        size = self.random.choice(LARGE if self.random.random() < 0.1 else (200, 5_000))
        return self.random.randbytes(size // 2).hex().encode()

    def submit(self, dossier):
        asked = step(self.head, f"/dossiers/{dossier.number}", "submit")
        asked.leaves("job", "write_submission", dossier.number)
        return asked.moves("submit", dossier.nominations)

    def receive(self, dossier):
        asked = step(STANDING_OFFICE, f"/dossiers/{dossier.number}", "receive")
        asked.leaves("job", "write_receipt", dossier.number)
        return asked.moves("receive", dossier.nominations)

    def appraise(self, dossier):
        asked = step(STANDING_OFFICE, f"/dossiers/{dossier.number}", "appraise")
        return asked.moves("appraise", dossier.nominations)

    def send_back(self, dossier):
        """Returned, completed, submitted and taken in once more."""
        back = step(STANDING_OFFICE, f"/dossiers/{dossier.number}", "send_back",
                    reason="Bổ sung bảng chỉ tiêu có xác nhận.")
        yield back.moves("send_back", dossier.nominations)
        yield attach(self.officer, dossier.number, "indicators", self.content())
        yield self.submit(dossier)
        yield self.receive(dossier)

    def perhaps_suspend(self, dossier):
        if self.random.random() >= 0.15:
            return
        for event, reason in (("suspend", "Có đơn phản ánh."), ("resume", "Đã làm rõ.")):
            asked = step(STANDING_OFFICE, f"/dossiers/{dossier.number}", event, reason=reason)
            yield asked.moves(event, dossier.nominations)
