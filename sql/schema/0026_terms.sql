-- A council has a kind; a term of it tells who set it up, and whether it ended before its time.
alter table council add column kind varchar(20) not null default 'agency';
alter table council_term add column made_by bigint not null default 0;
alter table council_term add column made_at bigint not null default 0;
alter table council_term add column ended_by bigint not null default 0;
alter table council_term add column ended_at bigint not null default 0;
alter table council_term add column end_reason varchar(500) not null default '';
create index term_of_council on council_term (council_id);

-- Who stands in for the holder of a seat; not one of the members that votes are counted of.
alter table council_member add column stands_in_for bigint not null default 0;

-- At a meeting: the seat's stand-in came.
alter table attendance add column stood_in smallint not null default 0;

-- Who presides over the item in the chair's place; 0: the chair does.
alter table agenda_item add column presiding_id bigint not null default 0;

-- Of how many members the share of a declared item was; 0: of all that the term had.
alter table agenda_item add column base integer not null default 0;

-- By the end of which day opinions in writing are taken; '': until the count. And when the
-- members were invited last.
alter table meeting add column written_by varchar(10) not null default '';
alter table meeting add column invited_at bigint not null default 0;
alter table meeting add column invited_by bigint not null default 0;
