-- The secret poll of a meeting. Its key is in nobody's hand alone: of the three holders
-- (chair, secretary, auditor) each has a code on paper, and any two open the ballots. Here
-- stand the public halves, and the poll's secret key sealed for each pair until it is used.
create table poll (
    meeting_id   bigint        not null primary key references meeting (id),
    public_key   varchar(43)   not null default '',
    closed_at    bigint        not null default 0,
    closed_by    bigint        not null default 0,
    close_reason varchar(2000) not null default '',
    counted_at   bigint        not null default 0,
    opened_by    varchar(40)   not null default ''
){{table}};

create table poll_holder (
    meeting_id bigint      not null references meeting (id),
    holder     varchar(10) not null,
    account_id bigint      not null references account (id),
    public_key varchar(43) not null default '',
    primary key (meeting_id, holder)
){{table}};

create table poll_share (
    meeting_id bigint       not null references meeting (id),
    holders    varchar(40)  not null,
    sealed     varchar(200) not null,
    primary key (meeting_id, holders)
){{table}};

-- What was voted, once the poll has been opened: in the order of the trackers, which are
-- random. kind: electronic, paper, or unreadable; the latter two have no tracker, and
-- `copy` tells those of one tracker apart.
create table opened_ballot (
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    tracker       varchar(43) not null,
    copy          integer     not null default 0,
    kind          varchar(10) not null,
    choice        varchar(5)  not null,
    primary key (meeting_id, nomination_id, tracker, copy)
){{unordered}};

-- Ballots from before: opened as they came, each under the random name that it had. A vote
-- that is open takes its remaining ballots sealed, once the three have their codes.
insert into opened_ballot (meeting_id, nomination_id, tracker, kind, choice)
select meeting_id, nomination_id, id, 'electronic', choice from ballot
order by meeting_id, nomination_id, id;
insert into poll (meeting_id, closed_at, counted_at)
select id, declared_at, declared_at from meeting where declared_at <> 0;
drop table ballot;

-- A sealed ballot: all of one length, named at random; neither whose nor when.
create table ballot (
    id            varchar(22) not null primary key,
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    sealed        varchar(86) not null
){{unordered}};
create index sealed_by_item on ballot (meeting_id, nomination_id);

-- A vote on paper: received by the secretary, counted by two tellers, who enter their
-- numbers each alone; they stay sealed until the poll is opened.
alter table turnout add column on_paper smallint not null default 0;
create table poll_teller (
    meeting_id bigint   not null references meeting (id),
    place      smallint not null,
    member_id  bigint   not null references council_member (id),
    primary key (meeting_id, place)
){{table}};
create table paper_count (
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    place         smallint    not null,
    sealed        varchar(86) not null,
    primary key (meeting_id, nomination_id, place)
){{table}};

-- form: secret, open (each by name), hands (the secretary counts). unvoted: who was there
-- and raised no hand.
alter table agenda_item add column form varchar(10) not null default 'secret';
alter table agenda_item add column invalid integer not null default 0;
alter table agenda_item add column unvoted integer not null default 0;
alter table agenda_item add column counted_at bigint not null default 0;
create table named_vote (
    meeting_id    bigint     not null references meeting (id),
    nomination_id bigint     not null references nomination (id),
    member_id     bigint     not null references council_member (id),
    choice        varchar(5) not null,
    primary key (meeting_id, nomination_id, member_id)
){{table}};
update agenda_item set counted_at = (select m.declared_at from meeting m
                                     where m.id = agenda_item.meeting_id)
where verdict <> '';
