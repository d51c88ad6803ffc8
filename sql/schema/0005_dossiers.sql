-- A dossier is what one unit sends with one submission letter. Its version is
-- the number of its last event, so that a change on an older view is noticed.
create table dossier (
    id           {{key}},
    organ_id     bigint        not null references organ (id),
    unit_id      bigint        not null references unit (id),
    round_id     bigint        not null references campaign_round (id),
    title        varchar(500)  not null,
    late_reason  varchar(1000) not null default '',
    version      bigint        not null default 0,
    edits        bigint        not null default 0,
    created_by   bigint        not null references account (id),
    created_at   bigint        not null,
    submitted_by bigint        not null default 0,
    submitted_at bigint        not null default 0,
    receipt      varchar(40)   not null default '',
    received_at  bigint        not null default 0,
    due_on       varchar(10)   not null default '',
    pack         varchar(10)   not null default ''
){{table}};
create index dossier_of_unit on dossier (organ_id, unit_id, id);

-- One nominee for one award: the case that is appraised, voted on and decided.
-- `state` repeats the last event, so that lists can be searched; the events are
-- the record.
create table nomination (
    id              {{key}},
    dossier_id      bigint        not null references dossier (id),
    ordinal         integer       not null,
    subject         varchar(20)   not null,
    award           varchar(20)   not null,
    prize_id        bigint        not null default 0,
    name            varchar(300)  not null,
    name_key        varchar(1000) not null,
    folded          varchar(300)  not null,
    post            varchar(300)  not null,
    nominee_account bigint        not null default 0,
    nominee_unit    bigint        not null default 0,
    summary         varchar(2000) not null,
    report          text          not null,
    state           varchar(20)   not null default 'draft',
    since           bigint        not null,
    suspension      varchar(1000) not null default '',
    meeting_id      bigint        not null default 0,
    decision_id     bigint        not null default 0
){{table}};
create index nomination_of_dossier on nomination (dossier_id, ordinal);
create index nomination_by_state on nomination (state, dossier_id);
create index nomination_on_agenda on nomination (meeting_id);
create index nomination_in_decision on nomination (decision_id);

-- nomination_id 0: of the whole dossier.
create table attachment (
    id            {{key}},
    dossier_id    bigint       not null references dossier (id),
    nomination_id bigint       not null default 0,
    part          varchar(20)  not null,
    name          varchar(255) not null,
    sha256        varchar(64)  not null,
    size          bigint       not null,
    media_type    varchar(100) not null,
    added_by      bigint       not null references account (id),
    added_at      bigint       not null
){{table}};
create index attachment_of_dossier on attachment (dossier_id, nomination_id);

-- Append only, each line chained to the one before by its hash. The unique place
-- settles a race: two people cannot both write step 8.
create table event (
    id            {{key}},
    dossier_id    bigint        not null references dossier (id),
    seq           bigint        not null,
    nomination_id bigint        not null references nomination (id),
    at            bigint        not null,
    actor_id      bigint        not null references account (id),
    event         varchar(20)   not null,
    from_state    varchar(20)   not null,
    to_state      varchar(20)   not null,
    reason        varchar(2000) not null,
    data          varchar(2000) not null,
    hash          varchar(64)   not null,
    constraint event_place unique (dossier_id, seq)
){{table}};
