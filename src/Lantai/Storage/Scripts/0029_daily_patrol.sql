-- When a site is patrolled every day, by the office's clock, and from which day on; null for never by itself.
alter table patrol_site add column daily_at time;
alter table patrol_site add column daily_from date;
alter table patrol_site add check ((daily_at is null) = (daily_from is null));

-- The day whose patrol this is; null for one that a person asked for. However many programs look: one for each day.
alter table site_patrol add column planned_on date;
create unique index on site_patrol (site_id, planned_on);
