-- What the browser or program that signed in called itself, so that its owner
-- can tell one session from another.
alter table session add column agent varchar(200) not null default '';
