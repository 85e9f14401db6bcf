-- The inbox: open cases by due day, those over by the day they ended, so that a page is read from an index in its order.
drop index request_region_id_due_on_idx;
create index on request (region_id, due_on, id desc) where ended_on is null;
create index on request (region_id, ended_on desc, id desc) where ended_on is not null;
