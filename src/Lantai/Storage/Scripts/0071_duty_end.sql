-- A duty that was assigned by mistake, or went to another unit, ends from a day on, with the reason; the row stays as evidence.
alter table duty add column ended_on date, add column ended_because text, add check (num_nulls(ended_on, ended_because) in (0, 2));
