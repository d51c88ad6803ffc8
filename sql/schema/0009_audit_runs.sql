-- Each time somebody had every history checked. done_at 0: still at it. `told`
-- has one line for each of the first breaks.
create table audit_run (
    id       {{key}},
    asked_by bigint not null references account (id),
    asked_at bigint not null,
    done_at  bigint not null default 0,
    dossiers bigint not null default 0,
    breaks   bigint not null default 0,
    told     text   not null
){{table}};
