-- The words that an office gives to a kind of paper: only ever added to, and chained for
-- each kind. `accepted` names the errors that the checks found and somebody let through.
create table wording (
    id         {{key}},
    organ_id   bigint        not null references organ (id),
    kind       varchar(30)   not null,
    version    integer       not null,
    body       mediumtext    not null,
    sha256     varchar(64)   not null,
    valid_from varchar(10)   not null,
    note       varchar(2000) not null,
    accepted   varchar(500)  not null,
    made_by    bigint        not null references account (id),
    made_at    bigint        not null,
    hash       varchar(64)   not null,
    constraint wording_version unique (organ_id, kind, version)
){{table}};

-- How many there are, so that the last ones cannot go unseen; whoever adds one holds it.
alter table organ add column wordings bigint not null default 0;

-- The words that a paper was made in. wording_id 0: the program's own; template_file: the
-- whole text, kept as a file, so that the paper can be shown as it was made whatever the
-- program brings later; '' for papers that are older than this.
alter table document add column wording_id bigint not null default 0;
alter table document add column template_file varchar(64) not null default '';
