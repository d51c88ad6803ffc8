-- The series in which a council numbers its own papers, each year anew: invitations (GM), and
-- minutes of meetings and of counts (BB). The row is locked by whoever takes the next number.
-- first: where it goes on from paper; who said so, and when.
create table council_series (
    council_id bigint      not null references council (id),
    series     varchar(10) not null,
    year       integer     not null,
    first      integer     not null default 1,
    last       integer     not null default 0,
    set_by     bigint      not null default 0,
    set_at     bigint      not null default 0,
    primary key (council_id, series, year)
){{table}};

-- What a council has given a number: one paper of each kind about a meeting, which keeps its
-- number when it is written anew. Lines are only added.
create table council_paper (
    council_id bigint      not null references council (id),
    series     varchar(10) not null,
    year       integer     not null,
    number     integer     not null,
    meeting_id bigint      not null references meeting (id),
    kind       varchar(20) not null,
    symbol     varchar(60) not null,
    issued_on  varchar(10) not null,
    issued_by  bigint      not null references account (id),
    issued_at  bigint      not null,
    primary key (council_id, series, year, number),
    constraint paper_of_meeting unique (meeting_id, kind)
){{table}};

-- What was decided where the votes were even, by who presided; basis: the rule that lets them.
-- Lines are only added.
create table tie_decision (
    meeting_id    bigint        not null references meeting (id),
    nomination_id bigint        not null references nomination (id),
    member_id     bigint        not null references council_member (id),
    account_id    bigint        not null references account (id),
    choice        varchar(5)    not null,
    reason        varchar(2000) not null,
    basis         varchar(500)  not null,
    at            bigint        not null,
    primary key (meeting_id, nomination_id)
){{table}};

-- How many forms of the ballot on paper were given out.
alter table meeting add column paper_forms integer not null default 0;
