-- A reply that a reconsideration or lawsuit orders anew is a letter of that contest, and no reply to the application itself.
alter table letter add column contest_id bigint references contest (id);
create index on letter (contest_id) where contest_id is not null;
