-- Somebody else chose the password: its owner is asked for one of their own
-- before anything else.
alter table account add column password_given smallint not null default 0;
