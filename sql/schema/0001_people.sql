-- Organs stand in one tree; each has its own council, director, clerk and
-- number registers. Names as they stand in the head of a dispatch.
create table organ (
    id            {{key}},
    parent_id     bigint       null references organ (id),
    code          varchar(40)  not null unique,
    name          varchar(200) not null,
    short_name    varchar(100) not null,
    superior_name varchar(200) not null,  -- written above the name
    place         varchar(100) not null,  -- before the date
    symbol        varchar(40)  not null,  -- in the number of a dispatch
    seat          varchar(300) not null   -- address
){{table}};

-- An office of the organ, or a grassroots unit under it.
create table unit (
    id         {{key}},
    organ_id   bigint       not null references organ (id),
    code       varchar(40)  not null,
    name       varchar(200) not null,
    kind       varchar(20)  not null,
    head_title varchar(100) not null,
    unique (organ_id, code)
){{table}};

-- People are never deleted; an account that is not active cannot sign in.
create table account (
    id            {{key}},
    username      varchar(60)  not null unique,
    password_hash varchar(200) not null,
    name          varchar(200) not null,
    name_key      varchar(600) not null,  -- sorts as Vietnamese names do
    post          varchar(200) not null,
    organ_id      bigint       not null references organ (id),
    unit_id       bigint       not null references unit (id),
    active        smallint     not null,
    version       bigint       not null,
    created_at    bigint       not null   -- UTC, milliseconds
){{table}};

create index account_by_unit on account (unit_id, name_key);

create table account_role (
    account_id bigint      not null references account (id),
    role       varchar(40) not null,
    primary key (account_id, role)
){{table}};

-- The token itself is with its owner alone.
create table session (
    token_hash varchar(64) not null primary key,
    account_id bigint      not null references account (id),
    created_at bigint      not null,
    seen_at    bigint      not null,
    expires_at bigint      not null
){{table}};

create index session_by_account on session (account_id);
create index session_by_end on session (expires_at);

-- Attempts to sign in that have not succeeded yet, counted before the password
-- is looked at. The subject is a digest of user name and address.
create table sign_in_failure (
    subject  varchar(64) not null primary key,
    attempts bigint      not null,
    last_at  bigint      not null
){{table}};

create index sign_in_failure_by_age on sign_in_failure (last_at);

-- What a request that may be repeated was answered.
create table idempotency (
    account_id   bigint       not null references account (id),
    idem_key     varchar(100) not null,
    content_hash varchar(64)  not null,
    status       bigint       not null,
    location     varchar(500) not null,
    media_type   varchar(100) not null,
    body         text         not null,
    at           bigint       not null,
    primary key (account_id, idem_key)
){{table}};

create index idempotency_by_age on idempotency (at);
