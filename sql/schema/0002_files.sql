-- The bytes of every attachment and paper, named by their SHA-256 (hex), so
-- that one and the same file is kept once. Rows are added and never changed.
create table file (
    sha256     varchar(64)  not null primary key,
    size       bigint       not null,
    media_type varchar(100) not null,
    created_at bigint       not null
){{table}};

-- Pieces of at most 1 MiB: a cluster and a network carry them easily.
create table file_chunk (
    sha256  varchar(64) not null references file (sha256),
    ordinal bigint      not null,
    bytes   {{blob}}    not null,
    primary key (sha256, ordinal)
){{table}};
