-- Work that follows a step: papers to write, people to tell. Stored with the
-- step and done afterwards, at least once.
create table job (
    id           {{key}},
    effect       varchar(40)  not null,
    subject_kind varchar(30)  not null,
    subject_id   bigint       not null,
    created_at   bigint       not null,
    run_at       bigint       not null,           -- not before; moves back after each failure
    attempts     bigint       not null default 0,
    taken_until  bigint       not null default 0, -- whoever took it may work on it until then
    done_at      bigint,
    error        varchar(500) not null default ''
){{table}};

create index job_by_time on job (done_at, run_at);

-- What a person finds under "thông báo".
create table notice (
    id         {{key}},
    account_id bigint       not null,
    text       varchar(500) not null,
    link       varchar(200) not null,
    at         bigint       not null,
    read_at    bigint
){{table}};

create index notice_by_account on notice (account_id, read_at, id);
create index notice_by_time on notice (account_id, id);
