-- Conflicts of interest. Before the agenda of a meeting opens to a member of its council
-- they declare, once; meetings that were called before this are as they were.
alter table meeting add column gated smallint not null default 0;

create table conflict_declaration (
    meeting_id bigint not null references meeting (id),
    account_id bigint not null references account (id),
    at         bigint not null,
    primary key (meeting_id, account_id)
){{table}};
create index conflict_declaration_of_account on conflict_declaration (account_id, meeting_id);

-- With whom: a person by the name that was typed, or a unit (0: none named). None at all of
-- a member who declared: no conflict. Lines are only added.
create table conflict_statement (
    id         {{key}},
    meeting_id bigint       not null references meeting (id),
    account_id bigint       not null references account (id),
    relation   varchar(20)  not null,
    name       varchar(300) not null,
    unit_id    bigint       not null default 0,
    at         bigint       not null
){{table}};
create index conflict_statement_of_account on conflict_statement (account_id, meeting_id);
create index conflict_statement_of_meeting on conflict_statement (meeting_id, account_id);

-- What follows from it: a person who takes no part in a nomination and learns nothing of it.
-- standing: sure, doubtful (holds until the secretary has looked), confirmed, dismissed. What
-- the records know by themselves (the nominee's account, the nominated unit) stands in no row.
create table conflict (
    account_id    bigint      not null references account (id),
    nomination_id bigint      not null references nomination (id),
    statement_id  bigint      not null references conflict_statement (id),
    standing      varchar(20) not null,
    settled_by    bigint      not null default 0,
    settled_at    bigint      not null default 0,
    primary key (account_id, nomination_id)
){{table}};
create index conflict_of_nomination on conflict (nomination_id, account_id);
create index conflict_of_statement on conflict (statement_id);

-- What somebody is in conflict with by the records is asked for with every page.
create index nomination_of_account on nomination (nominee_account, state);
create index nomination_of_nominated_unit on nomination (nominee_unit, subject, state);
