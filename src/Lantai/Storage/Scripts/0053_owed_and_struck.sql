-- Cases that are over and whose applicant was not told are found by their state (待告知).
create index on request (region_id, state) where ended_on is not null;
create index on request (region_id, registered_at);

-- An extension goes out only when the head of the office agreed (条例第三十三条第二款).
alter table letter add column approved_at timestamptz;
alter table letter add column approved_by text;
alter table letter add check (num_nulls(approved_at, approved_by) in (0, 2));

-- A reconsideration or lawsuit entered by mistake is struck out and stays to be seen.
alter table contest add column struck_at timestamptz;
alter table contest add column struck_by text;
alter table contest add column struck_because text;
alter table contest add check (num_nulls(struck_at, struck_by, struck_because) in (0, 3));
