-- The certificates of an issued decision, made in one go in the background. `closed`
-- is 0 while that is under way and the batch's own id afterwards: of two that are
-- asked for at once, one is refused.
create table certificate_batch (
    id           {{key}},
    decision_id  bigint        not null references decision (id),
    document_id  bigint        not null references document (id),
    kind         varchar(20)   not null,
    bundle       varchar(10)   not null,
    blank        smallint      not null,
    shift_right  integer       not null,
    shift_down   integer       not null,
    asked_by     bigint        not null references account (id),
    asked_at     bigint        not null,
    total        integer       not null,
    done         integer       not null default 0,
    runs         bigint        not null default 0,
    closed       bigint        not null default 0,
    made_at      bigint        not null default 0,
    cancelled_at bigint        not null default 0,
    forgotten_at bigint        not null default 0,
    error        varchar(2000) not null default '',
    warnings     varchar(4000) not null default '',
    sha256       varchar(64)   not null default '',
    size         bigint        not null default 0,
    constraint certificate_batch_one_at_once unique (decision_id, closed)
){{table}};

-- Its file. Not among the other files: those stay, and this one is taken away.
create table certificate_piece (
    batch_id bigint   not null references certificate_batch (id),
    ordinal  bigint   not null,
    bytes    {{blob}} not null,
    primary key (batch_id, ordinal)
){{table}};
