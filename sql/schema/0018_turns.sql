-- Counted on by whoever decides something that rests on the account, so that two of them come
-- one after the other on every node of a cluster too: see locks.h.
alter table account add column turns bigint not null default 0;

-- The words in which the certificates of a batch are made, chosen when they are asked for,
-- as with document. '' for batches that are older than this.
alter table certificate_batch add column wording_id bigint not null default 0;
alter table certificate_batch add column template_file varchar(64) not null default '';
