-- Each query names something that must never be; a row found, by its number, is
-- a break. `tdkt audit` and the scenario tests run them all.

-- name: an issued nomination without a vote that carried it
select n.id from nomination n
where n.state in ('presented', 'signed', 'issued', 'paid', 'archived')
  and not exists (select 1 from agenda_item g where g.nomination_id = n.id and g.verdict = 'recommended');

-- name: a series whose last number is not the count of its register lines
select s.last from series s
where s.kind = 'decision'
  and s.last <> (select count(*) from register_entry r
                 where r.organ_id = s.organ_id and r.kind = s.kind and r.year = s.year);

-- name: an issued document without its register line
select d.id from document d
where d.issued_file <> '' and d.kind = 'decision'
  and not exists (select 1 from register_entry r where r.document_id = d.id);

-- name: an issued decision that is not signed
select d.id from decision d where d.issued_at > 0 and d.signed_at = 0;

-- name: a decision item whose nomination is in another decision
select i.nomination_id from decision_item i
join decision d on d.id = i.decision_id
join nomination n on n.id = i.nomination_id
where d.outcome = '' and n.decision_id <> i.decision_id;

-- name: more votes on an item than the council has members
select g.nomination_id from agenda_item g join meeting m on m.id = g.meeting_id
where (select count(*) from turnout v where v.meeting_id = g.meeting_id and v.nomination_id = g.nomination_id)
    > (select count(*) from council_member c where c.term_id = m.term_id);

-- name: a declared count that differs from the votes
select g.nomination_id from agenda_item g
where g.form = 'secret' and g.counted_at <> 0
  and (g.yes <> (select count(*) from opened_ballot v where v.meeting_id = g.meeting_id
                 and v.nomination_id = g.nomination_id and v.choice = 'yes')
    or g.no <> (select count(*) from opened_ballot w where w.meeting_id = g.meeting_id
                and w.nomination_id = g.nomination_id and w.choice = 'no')
    or g.invalid <> (select count(*) from opened_ballot x where x.meeting_id = g.meeting_id
                     and x.nomination_id = g.nomination_id and x.choice = 'blank'));

-- name: an open vote whose declared count differs from what the members said
select g.nomination_id from agenda_item g
where g.form = 'open' and g.verdict <> ''
  and (g.yes <> (select count(*) from named_vote v where v.meeting_id = g.meeting_id
                 and v.nomination_id = g.nomination_id and v.choice = 'yes')
    or g.no <> (select count(*) from named_vote w where w.meeting_id = g.meeting_id
                and w.nomination_id = g.nomination_id and w.choice = 'no'));

-- name: a verdict without a count
select g.nomination_id from agenda_item g where g.verdict <> '' and g.counted_at = 0;

-- name: a counted poll whose key could still be put together
select p.meeting_id from poll p
where p.counted_at <> 0
  and exists (select 1 from poll_share s where s.meeting_id = p.meeting_id);

-- name: a verdict that no line of a history declared
select g.nomination_id from agenda_item g
where g.verdict <> ''
  and not exists (select 1 from event e where e.nomination_id = g.nomination_id
                  and e.event = 'declare' and e.to_state = g.verdict);

-- name: a register line outside of its series
select r.number from register_entry r
where r.kind = 'decision'
  and not exists (select 1 from series s where s.organ_id = r.organ_id and s.kind = r.kind
                  and s.year = r.year and r.number between 1 and s.last);

-- name: an issued document that its register line does not name
select d.id from document d join register_entry r on r.document_id = d.id
where d.issued_file <> '' and (r.number <> d.number or r.issued_on <> d.issued_on);

-- name: a vote by somebody who is not of the council
select v.member_id from turnout v join meeting m on m.id = v.meeting_id
where not exists (select 1 from council_member c where c.id = v.member_id and c.term_id = m.term_id);

-- name: a vote by somebody who is noted as absent or takes no part
select v.member_id from turnout v
join attendance t on t.meeting_id = v.meeting_id and t.member_id = v.member_id
where t.presence = 'absent' or t.recused <> 0;

-- name: an archived nomination whose dossier is still under way
select n.id from nomination n
where n.state = 'archived'
  and exists (select 1 from nomination o where o.dossier_id = n.dossier_id and o.state not in
    ('withdrawn', 'not_recommended', 'refused', 'paid', 'archived'));

-- name: an item with more or fewer ballots than voters
select g.nomination_id from agenda_item g
where g.form = 'secret'
  and (select count(*) from turnout t where t.meeting_id = g.meeting_id and t.nomination_id = g.nomination_id
       and (t.on_paper = 0 or g.counted_at <> 0))
   <> (select count(*) from ballot b where b.meeting_id = g.meeting_id and b.nomination_id = g.nomination_id)
    + (select count(*) from opened_ballot o where o.meeting_id = g.meeting_id and o.nomination_id = g.nomination_id);

-- name: an attachment without its file
select a.id from attachment a
where not exists (select 1 from file f where f.sha256 = a.sha256);

-- name: a nomination of a decided dossier without a history
select n.id from nomination n
where n.state <> 'draft' and not exists (select 1 from event e where e.nomination_id = n.id);

-- name: a file whose pieces do not make up its size
select f.size from file f
where f.size <> (select coalesce(sum(length(c.bytes)), 0) from file_chunk c where c.sha256 = f.sha256);

-- name: a nomination whose prize is not one of its campaign
select n.id from nomination n join dossier d on d.id = n.dossier_id
join campaign_round r on r.id = d.round_id
where n.prize_id <> 0
  and not exists (select 1 from prize p where p.id = n.prize_id and p.campaign_id = r.campaign_id);

-- name: a receipt that two dossiers bear
select min(d.id) from dossier d where d.receipt <> ''
group by d.organ_id, d.receipt having count(*) > 1;

-- name: a series of receipts whose last number is not their count
select s.last from series s
where s.kind = 'receipt'
  and s.last <> (select count(*) from dossier d
                 where d.organ_id = s.organ_id and substr(d.receipt, 4, 4) = s.year);

-- name: a paper that was called for and is not there
select j.id from job j
where j.done_at is not null
  and j.effect in ('write_submission', 'write_receipt', 'write_minutes', 'write_decision')
  and not exists (select 1 from document d where d.subject_kind = j.subject_kind
                  and d.subject_id = j.subject_id and substr(j.effect, 7) = d.kind);

-- name: a paper whose words are not kept
select d.id from document d
where d.template_file <> '' and not exists (select 1 from file f where f.sha256 = d.template_file);

-- name: certificates whose words are not kept
select b.id from certificate_batch b
where b.template_file <> ''
  and not exists (select 1 from file f where f.sha256 = b.template_file);

-- name: a paper in words of another kind or organ
select d.id from document d
where d.wording_id <> 0
  and not exists (select 1 from wording w where w.id = d.wording_id and w.organ_id = d.organ_id
                  and w.kind = d.kind);

-- name: a nomination that went on while a sheet of appraisal was open
select a.id from appraisal a join nomination n on n.id = a.nomination_id
where a.state in ('assigned', 'begun')
  and n.state not in ('received', 'returned', 'submitted', 'withdrawn');

-- name: two sheets of one appraiser on one nomination
select min(a.id) from appraisal a where a.state <> 'withdrawn'
group by a.nomination_id, a.account_id, case when a.account_id = 0 then a.unit_id else 0 end
having count(*) > 1;

-- name: a series of a council whose numbers are not all in its register
select s.last from council_series s
where s.last - s.first + 1
   <> (select count(*) from council_paper p where p.council_id = s.council_id
       and p.series = s.series and p.year = s.year and p.number between s.first and s.last);

-- name: a paper of a council with a number that its series did not give
select p.number from council_paper p
where not exists (select 1 from council_series s where s.council_id = p.council_id
                  and s.series = p.series and s.year = p.year
                  and p.number between s.first and s.last)
   or substr(p.issued_on, 1, 4) <> p.year;

-- name: a paper in the register of another council than that of its meeting
select p.number from council_paper p join meeting m on m.id = p.meeting_id
join council_term t on t.id = m.term_id
where t.council_id <> p.council_id;

-- name: minutes with a number that is not theirs
select d.id from document d
where d.kind = 'minutes' and d.number <> 0
  and not exists (select 1 from council_paper p where p.meeting_id = d.subject_id
                  and p.kind = 'minutes' and p.number = d.number and p.symbol = d.symbol
                  and p.issued_on = d.issued_on);

-- name: a tie that no line of a history decided
select t.nomination_id from tie_decision t
where not exists (select 1 from event e where e.nomination_id = t.nomination_id and e.at = t.at
                  and e.actor_id = t.account_id
                  and e.event = case when t.choice = 'yes' then 'decide_for' else 'decide_against' end);

-- name: more members with a ballot on paper than forms were given out
select m.id from meeting m
where m.paper_forms > 0
  and m.paper_forms < (select count(distinct v.member_id) from turnout v
                       where v.meeting_id = m.id and v.on_paper <> 0);
