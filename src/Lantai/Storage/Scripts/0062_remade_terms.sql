-- Whether the last day of a reply made anew was counted by the calendar, and moves with it; one that the ruling names stays.
alter table contest add column is_remake_counted boolean not null default false;
alter table contest alter column is_remake_counted drop default;
