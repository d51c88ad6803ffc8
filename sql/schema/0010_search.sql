-- What a search looks in, without case and marks. Filled by the program, which
-- alone can fold: sql/folding.cpp does it for the rows that are there already.
alter table dossier add column folded varchar(800) not null default '';
alter table account add column folded varchar(800) not null default '';
