-- Votes and voters lie in no order from which one could be told by the other:
-- ballots in order of their random names, turnout in order of its members.
-- (SQLite otherwise keeps rows in the order in which they came; InnoDB does not.)
create table ballot_unordered (
    id            varchar(43) not null primary key,
    meeting_id    bigint      not null references meeting (id),
    nomination_id bigint      not null references nomination (id),
    choice        varchar(5)  not null
){{unordered}};
insert into ballot_unordered (id, meeting_id, nomination_id, choice)
select id, meeting_id, nomination_id, choice from ballot order by id;
drop table ballot;
alter table ballot_unordered rename to ballot;
create index ballot_by_item on ballot (meeting_id, nomination_id);

create table turnout_unordered (
    meeting_id    bigint not null references meeting (id),
    nomination_id bigint not null references nomination (id),
    member_id     bigint not null references council_member (id),
    primary key (meeting_id, nomination_id, member_id)
){{unordered}};
insert into turnout_unordered (meeting_id, nomination_id, member_id)
select meeting_id, nomination_id, member_id from turnout
order by meeting_id, nomination_id, member_id;
drop table turnout;
alter table turnout_unordered rename to turnout;

-- Their digests could be tried out; those kept from now on have a key.
delete from idempotency;

-- The version that a change led to is part of its answer.
alter table idempotency add column etag varchar(40) not null default '';
