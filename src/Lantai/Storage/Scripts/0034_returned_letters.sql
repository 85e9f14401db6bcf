-- A letter that came back undelivered (退回): when, and what the post or the system said. It can be sent again.
alter table sending add column returned_on date;
alter table sending add column returned_note text;
alter table sending add check (returned_on >= sent_on);
alter table sending add check (num_nulls(returned_on, returned_note) in (0, 2));
alter table sending add check (returned_on is null or served_on is null);
