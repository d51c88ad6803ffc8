-- What happened to one nomination, and to those of a meeting or a decision, is found without
-- reading every history.
create index event_of_nomination on event (nomination_id, id);
