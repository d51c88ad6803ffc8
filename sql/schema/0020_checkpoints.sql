-- What stood at the end of every chain, from time to time, as a Merkle tree whose root is
-- signed: whoever can write the database can compute a chain anew, but not sign it. Each
-- stands on the one before, by its hash.
create table checkpoint (
    number     bigint       not null primary key,
    at         bigint       not null,
    leaves     bigint       not null,
    last_event bigint       not null,
    root       varchar(64)  not null,
    hash       varchar(64)  not null,
    public_key varchar(64)  not null,
    signature  varchar(128) not null
){{table}};

-- The ends that had moved since the checkpoint before.
create table checkpoint_leaf (
    chain      varchar(20) not null,
    chain_id   bigint      not null,
    seq        bigint      not null,
    hash       varchar(64) not null,
    checkpoint bigint      not null references checkpoint (number),
    primary key (chain, chain_id, seq)
){{table}};

create index checkpoint_leaf_by_checkpoint on checkpoint_leaf (checkpoint, chain, chain_id, seq);
