-- The other articles with the document number of an edition, of which the gate told when it was submitted: the last review asks again only about
-- those that have come since.
alter table review_step add column same_number bigint[] not null default '{}';
