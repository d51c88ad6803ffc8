-- What is to be told to the outside, stored with the change that it tells of and delivered
-- afterwards, at least once. It says what it is made of and holds none of its words: of a
-- mail the notice, of a webhook the line of a history, of edXML the document.
create table message (
    id          {{key}},
    organ_id    bigint       not null references organ (id),
    channel     varchar(20)  not null,
    target_id   bigint       not null,           -- account, webhook, edxml_organ
    source_id   bigint       not null,
    dossier_id  bigint       not null default 0, -- whose messages stay in order; 0: none
    created_at  bigint       not null,
    run_at      bigint       not null,           -- not before; moves back after each failure
    attempts    bigint       not null default 0,
    taken_until bigint       not null default 0, -- whoever took it may work on it until then
    state       varchar(20)  not null,
    closed_at   bigint       not null default 0,
    error       varchar(500) not null default '',
    constraint message_told_once unique (channel, target_id, source_id)
){{table}};

create index message_by_time on message (state, channel, run_at, id);
create index message_in_order on message (channel, target_id, dossier_id, id);
create index message_by_state on message (organ_id, state, id);
create index message_of_organ on message (organ_id, id);

-- What a person did in the outbox, and why: only ever added to.
create table outbox_act (
    id         {{key}},
    organ_id   bigint       not null references organ (id),
    at         bigint       not null,
    actor_id   bigint       not null references account (id),
    act        varchar(20)  not null,
    subject_id bigint       not null,
    reason     varchar(500) not null default ''
){{table}};

create index outbox_act_of_organ on outbox_act (organ_id, id);

-- Programs that are told of steps. The secret is computed from the salt and a key that
-- does not lie in the database.
create table webhook (
    id         {{key}},
    organ_id   bigint       not null references organ (id),
    url        varchar(500) not null,
    events     varchar(500) not null,           -- codes, a comma on both sides of each
    salt       varchar(64)  not null,
    created_at bigint       not null,
    shown_at   bigint       not null default 0, -- when the secret was shown; 0: not yet
    closed_at  bigint       not null default 0
){{table}};

create index webhook_of_organ on webhook (organ_id, closed_at);

-- Organs on the exchange of documents, by their code there. unit_id 0 is sent every issued
-- decision, otherwise those about that unit; sender: the organ itself.
create table edxml_organ (
    id         {{key}},
    organ_id   bigint       not null references organ (id),
    unit_id    bigint       not null default 0,
    sender     smallint     not null default 0,
    code       varchar(13)  not null,
    name       varchar(200) not null,
    created_at bigint       not null,
    closed_at  bigint       not null default 0
){{table}};

create index edxml_organ_of_organ on edxml_organ (organ_id, closed_at);

-- Whoever wants it is told by mail of what they are told inside.
alter table account add column mail varchar(254) not null default '';
alter table account add column mail_wanted smallint not null default 0;
