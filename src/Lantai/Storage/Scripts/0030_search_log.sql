-- Searches without result by day: what is old can go, and a day holds only so much.
alter table fruitless_search add day date;
update fruitless_search set day = (last_at at time zone 'Asia/Shanghai')::date;
alter table fruitless_search alter day set not null, drop constraint fruitless_search_pkey, add primary key (region_id, day, words), drop last_at;
