-- How many of a prize a round has is counted over the dossiers of the round.
create index dossier_of_round on dossier (round_id);

-- Who was noted as gone while the vote was open, by whom, when and why: lines are
-- only added, and the minutes tell of them.
create table attendance_change (
    id         {{key}},
    meeting_id bigint        not null references meeting (id),
    member_id  bigint        not null references council_member (id),
    at         bigint        not null,
    actor_id   bigint        not null references account (id),
    presence   varchar(20)   not null,
    reason     varchar(2000) not null
){{table}};
create index attendance_change_of_meeting on attendance_change (meeting_id, id);

-- A meeting that was called by mistake stays, and is not held.
alter table meeting add column cancelled_at bigint not null default 0;

-- Each unit numbers its own letters: its symbol stands in them, and the number
-- that a dossier's letter got when it was submitted last.
alter table unit add column symbol varchar(40) not null default '';
alter table dossier add column letter_number integer not null default 0;
alter table dossier add column letter_symbol varchar(60) not null default '';
