-- A campaign is launched by a document and runs in rounds, each with its window
-- and the day before which proposals must be in. Days are ISO text.
create table campaign (
    id          {{key}},
    organ_id    bigint        not null references organ (id),
    code        varchar(40)   not null,
    name        varchar(300)  not null,
    theme       varchar(1000) not null,
    document    varchar(100)  not null,
    launched_on varchar(10)   not null,
    ends_on     varchar(10)   not null,
    constraint campaign_code unique (organ_id, code)
){{table}};

create table campaign_round (
    id             {{key}},
    campaign_id    bigint       not null references campaign (id),
    ordinal        integer      not null,
    name           varchar(200) not null,
    opens_on       varchar(10)  not null,
    closes_on      varchar(10)  not null,
    propose_before varchar(10)  not null,
    goal           varchar(300) not null,
    constraint round_place unique (campaign_id, ordinal)
){{table}};

-- What the launching document promises: an amount each, and how many a round;
-- `award` is the catalogue's word for it.
create table prize (
    id          {{key}},
    campaign_id bigint       not null references campaign (id),
    ordinal     integer      not null,
    code        varchar(40)  not null,
    award       varchar(20)  not null,
    name        varchar(200) not null,
    subject     varchar(20)  not null,
    amount      bigint       not null,
    most        integer      not null,
    constraint prize_code unique (campaign_id, code)
){{table}};
