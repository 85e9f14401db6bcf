-- A finding that was confirmed, went and came back is open again; the month in which it was first found must not lose it.
alter table site_finding add column was_confirmed boolean not null default false;
update site_finding set was_confirmed = true where state = 'Confirmed' or (state = 'Gone' and judged_at is not null and dismissed_until is null);
alter table site_finding alter column was_confirmed drop default;
