-- A council sits in terms, each with its founding decision and its members.
create table council (
    id       {{key}},
    organ_id bigint       not null references organ (id),
    name     varchar(200) not null,
    symbol   varchar(40)  not null
){{table}};

create table council_term (
    id         {{key}},
    council_id bigint       not null references council (id),
    decision   varchar(100) not null,
    valid_from varchar(10)  not null,
    valid_to   varchar(10)  not null
){{table}};

create table council_member (
    id           {{key}},
    term_id      bigint      not null references council_term (id),
    account_id   bigint      not null references account (id),
    ordinal      integer     not null,
    council_post varchar(20) not null,
    constraint council_seat unique (term_id, account_id)
){{table}};

-- Until the vote opens the agenda may change; then agenda_hash holds what is
-- voted on.
create table meeting (
    id                  {{key}},
    organ_id            bigint       not null references organ (id),
    term_id             bigint       not null references council_term (id),
    held_on             varchar(10)  not null,
    held_at             varchar(5)   not null,
    place               varchar(300) not null,
    version             bigint       not null default 0,
    agenda_hash         varchar(64)  not null default '',
    opened_at           bigint       not null default 0,
    declared_at         bigint       not null default 0,
    chair_signed_by     bigint       not null default 0,
    chair_signed_at     bigint       not null default 0,
    secretary_signed_by bigint       not null default 0,
    secretary_signed_at bigint       not null default 0
){{table}};
create index meeting_by_day on meeting (organ_id, held_on);

-- Stays when the nomination has left for a later meeting. The counts are set
-- when the result is declared.
create table agenda_item (
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    ordinal       integer     not null,
    content_hash  varchar(64) not null default '',
    yes           integer     not null default 0,
    no            integer     not null default 0,
    verdict       varchar(20) not null default '',
    primary key (meeting_id, nomination_id)
){{table}};

-- presence: present, written (an opinion in writing), absent. A recused member
-- takes no part in the vote and still counts among the members.
create table attendance (
    meeting_id bigint      not null references meeting (id),
    member_id  bigint      not null references council_member (id),
    presence   varchar(20) not null,
    recused    smallint    not null default 0,
    primary key (meeting_id, member_id)
){{table}};

-- Who has voted, and what was voted, kept apart: nothing leads from a ballot to
-- a member. The key refuses a second vote.
create table turnout (
    meeting_id    bigint not null references meeting (id),
    nomination_id bigint not null references nomination (id),
    member_id     bigint not null references council_member (id),
    primary key (meeting_id, nomination_id, member_id)
){{table}};

create table ballot (
    id            varchar(43) not null primary key,
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    choice        varchar(5)  not null
){{table}};
create index ballot_of_item on ballot (meeting_id, nomination_id);
