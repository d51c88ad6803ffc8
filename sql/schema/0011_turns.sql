-- Counts the changes that rest on a meeting as it stands: each takes the row
-- before it reads, so that no two of them pass each other by.
alter table meeting add column turns bigint not null default 0;
