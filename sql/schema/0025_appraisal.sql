-- A sheet of appraisal: what one appraiser, a person (account_id) or a department (then
-- account_id is 0), says of one nomination. Its steps stand in the dossier's history.
create table appraisal (
    id            {{key}},
    dossier_id    bigint        not null references dossier (id),
    nomination_id bigint        not null references nomination (id),
    seat          varchar(20)   not null,
    account_id    bigint        not null default 0,
    unit_id       bigint        not null references unit (id),
    state         varchar(20)   not null,
    version       bigint        not null default 0,
    turn          bigint        not null default 0,
    due_on        varchar(10)   not null,
    reason        varchar(2000) not null default '',
    assigned_at   bigint        not null
){{table}};

create index appraisal_of_dossier on appraisal (dossier_id, nomination_id);
create index appraisal_of_account on appraisal (account_id, state, id);
create index appraisal_of_unit on appraisal (unit_id, state, id);

-- What it says: as turn 0 the sheet as it is being filled, as 1, 2 … as it was handed in;
-- those stay, with the digest that the history names.
create table appraisal_turn (
    appraisal_id bigint        not null references appraisal (id),
    turn         bigint        not null,
    conclusion   varchar(20)   not null default '',
    remark       varchar(2000) not null default '',
    at           bigint        not null,
    actor_id     bigint        not null references account (id),
    digest       varchar(64)   not null default '',
    primary key (appraisal_id, turn)
){{table}};

-- points -1: none given yet.
create table appraisal_mark (
    appraisal_id bigint        not null references appraisal (id),
    turn         bigint        not null,
    criterion    varchar(40)   not null,
    points       integer       not null,
    remark       varchar(1000) not null,
    primary key (appraisal_id, turn, criterion)
){{table}};

-- A form that was filled elsewhere and sent, until its person applies it; one each. Gone then,
-- and in no backup.
create table appraisal_upload (
    id         {{key}},
    account_id bigint       not null references account (id),
    name       varchar(255) not null,
    at         bigint       not null
){{table}};

create index appraisal_upload_of_account on appraisal_upload (account_id);

-- A row of it as it was found, by its place in the file.
create table appraisal_upload_row (
    upload_id bigint        not null references appraisal_upload (id),
    line      bigint        not null,
    sheet     varchar(40)   not null,
    version   varchar(40)   not null,
    criterion varchar(80)   not null,
    value     varchar(200)  not null,
    remark    varchar(2000) not null,
    primary key (upload_id, line)
){{table}};
