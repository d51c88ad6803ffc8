-- Every official paper: what it says (data), and its bytes as rendered, signed
-- and issued. `inputs` is a hash of the facts it was made from, to notice that
-- they changed. `code` leads to the public page that vouches for it.
create table document (
    id            {{key}},
    organ_id      bigint       not null references organ (id),
    kind          varchar(20)  not null,
    subject_kind  varchar(20)  not null,
    subject_id    bigint       not null,
    title         varchar(500) not null,
    data          mediumtext   not null,
    inputs        varchar(64)  not null,
    code          varchar(40)  not null,
    made_at       bigint       not null,
    rendered_file varchar(64)  not null,
    signed_file   varchar(64)  not null default '',
    issued_file   varchar(64)  not null default '',
    number        integer      not null default 0,
    symbol        varchar(60)  not null default '',
    issued_on     varchar(10)  not null default '',
    constraint document_code unique (code)
){{table}};
create index document_of_subject on document (subject_kind, subject_id, kind);

-- One decision gathers recommended nominations. `outcome` says how it ended
-- when it was not issued.
create table decision (
    id           {{key}},
    organ_id     bigint        not null references organ (id),
    title        varchar(500)  not null,
    basis        varchar(4000) not null,
    signer_id    bigint        not null references account (id),
    signs_for    varchar(10)   not null default '',
    version      bigint        not null default 0,
    created_by   bigint        not null references account (id),
    created_at   bigint        not null,
    outcome      varchar(20)   not null default '',
    signed_at    bigint        not null default 0,
    signed_by    bigint        not null default 0,
    issued_at    bigint        not null default 0,
    issued_by    bigint        not null default 0
){{table}};

create table decision_item (
    decision_id   bigint  not null references decision (id),
    nomination_id bigint  not null references nomination (id),
    ordinal       integer not null,
    amount        bigint  not null,
    primary key (decision_id, nomination_id)
){{table}};

-- The last number given in a series. The row is locked by whoever takes the
-- next one, in the transaction that issues the paper: no gap, no double.
create table series (
    organ_id bigint      not null references organ (id),
    kind     varchar(20) not null,
    year     integer     not null,
    last     integer     not null,
    primary key (organ_id, kind, year)
){{table}};

-- The outgoing register (Decree 30/2020, Annex IV).
create table register_entry (
    organ_id    bigint        not null references organ (id),
    kind        varchar(20)   not null,
    year        integer       not null,
    number      integer       not null,
    document_id bigint        not null references document (id),
    symbol      varchar(60)   not null,
    issued_on   varchar(10)   not null,
    subject     varchar(500)  not null,
    signer      varchar(200)  not null,
    recipients  varchar(1000) not null,
    keeper      varchar(200)  not null,
    copies      integer       not null,
    primary key (organ_id, kind, year, number)
){{table}};
