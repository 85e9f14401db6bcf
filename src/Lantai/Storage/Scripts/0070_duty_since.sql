-- From which day a unit has a duty: what was not yet assigned cannot be missing. Null for one from before the day was kept.
alter table duty add column since_on date;
