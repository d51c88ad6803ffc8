-- What was done to accounts, by whom: only ever added to, and chained for each
-- account as its dossiers' histories are. actor_id 0 is the operator, who works
-- on the command line.
create table account_event (
    id          {{key}},
    account_id  bigint       not null references account (id),
    seq         bigint       not null,
    at          bigint       not null,
    actor_id    bigint       not null,
    change_code varchar(20)  not null,
    old_value   varchar(500) not null,
    new_value   varchar(500) not null,
    hash        varchar(64)  not null,
    constraint account_event_seq unique (account_id, seq)
){{table}};

-- How many there are, so that the last ones cannot go unseen.
alter table account add column events bigint not null default 0;

-- Changed by whoever takes an administrator away: of two at once one waits.
alter table organ add column administrators_changed bigint not null default 0;

-- From where somebody has signed in; the subject is a digest of both.
create table known_address (
    subject varchar(64) not null primary key,
    last_at bigint      not null
){{table}};
create index known_address_by_age on known_address (last_at);
