-- The nearest column alone says who answers for a page: where it names no unit, the site's does. Columns of several units
-- that lie equally near, such as list.jsp?dept=1 and list.jsp?dept=2, say nothing of the pages beside them.
create or replace function page_unit(site bigint, page text) returns bigint language sql stable as $$
    select nullif(coalesce(
        (select coalesce(c.unit_id, s.unit_id, 0) from site_column c where c.site_id = site and c.key = address_key(page) and c.state = 'Registered'),
        (select coalesce(c.unit_id, s.unit_id, 0) from site_item i join site_column c on c.id = i.column_id
         where i.site_id = site and i.key = address_key(page) and c.state = 'Registered'),
        (select case when count(distinct coalesce(c.unit_id, s.unit_id, 0)) = 1 then min(coalesce(c.unit_id, s.unit_id, 0)) end
         from site_column c
         where c.site_id = site and c.state = 'Registered' and starts_with(address_key(page), column_directory(c.key))
         group by length(column_directory(c.key)) order by length(column_directory(c.key)) desc limit 1),
        s.unit_id), 0)
    from patrol_site s where s.id = site
$$;

-- The class of the same column, registered or learnt; null for a page of no column, and where the nearest differ.
create or replace function page_class(site bigint, page text) returns text language sql stable as $$
    select coalesce(
        (select c.class from site_column c where c.site_id = site and c.key = address_key(page) and c.state <> 'Left'),
        (select c.class from site_item i join site_column c on c.id = i.column_id where i.site_id = site and i.key = address_key(page) and c.state <> 'Left'),
        (select case when count(distinct c.class) = 1 then min(c.class) end
         from site_column c
         where c.site_id = site and c.state <> 'Left' and starts_with(address_key(page), column_directory(c.key))
         group by length(column_directory(c.key)) order by length(column_directory(c.key)) desc limit 1))
$$;
