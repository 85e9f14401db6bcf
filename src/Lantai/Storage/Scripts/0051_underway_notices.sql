-- A notice that was sent and is not known to have been received: no period of its receiver has begun.
alter table recorded_event add column is_underway boolean not null default false;
alter table recorded_event add check (not is_underway or delivered_on is null);
