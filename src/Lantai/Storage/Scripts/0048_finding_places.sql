-- What stands in several places by one cause is one finding with its places; and which unit and which kind of column a
-- finding belongs to is told here, for lists, counts, tickets and facts alike.
alter table site_finding add column is_common boolean not null default false;
alter table site_finding alter column is_common drop default;

-- Beside the finding's own place, the first in the order of pages.
create table finding_place (
    finding_id bigint not null references site_finding (id),
    number integer not null check (number > 0),
    page text not null,
    at_line integer,
    at_column integer,
    primary key (finding_id, number)
);

-- Where a column's list lies; null at the root of a site, which says nothing about the pages beside it.
create function column_directory(address text) returns text language sql immutable as $$
    select case when directory ~ '^[^/]*//[^/]*/.' then directory end
    from (select substring(split_part(address, '?', 1) from '^.*/')) as list (directory)
$$;

-- The unit of the column it is the list of, of the column whose list shows it, of the column in whose directory it lies,
-- else the site's; null when nobody answers for it.
create function page_unit(site bigint, page text) returns bigint language sql stable as $$
    select coalesce(
        (select c.unit_id from site_column c where c.site_id = site and c.address = page and c.state = 'Registered'),
        (select c.unit_id from site_item i join site_column c on c.id = i.column_id where i.site_id = site and i.address = page and c.state = 'Registered'),
        (select c.unit_id from site_column c
         where c.site_id = site and c.unit_id is not null and c.state = 'Registered' and starts_with(page, column_directory(c.address))
         order by length(column_directory(c.address)) desc, c.id limit 1),
        (select s.unit_id from patrol_site s where s.id = site))
$$;

-- The class of the same column, registered or learnt; null for a page of no column.
create function page_class(site bigint, page text) returns text language sql stable as $$
    select coalesce(
        (select c.class from site_column c where c.site_id = site and c.address = page and c.state <> 'Left'),
        (select c.class from site_item i join site_column c on c.id = i.column_id where i.site_id = site and i.address = page and c.state <> 'Left'),
        (select c.class from site_column c
         where c.site_id = site and c.state <> 'Left' and starts_with(page, column_directory(c.address))
         order by length(column_directory(c.address)) desc, c.id limit 1))
$$;

-- What stands on the pages of several units is the template's: the site's unit answers, where it has one.
create view finding_owner as
select f.id as finding_id, f.site_id,
    case when o.units = 1 then o.unit_id else coalesce((select s.unit_id from patrol_site s where s.id = f.site_id), o.unit_id) end as unit_id,
    case when o.classes = 1 then o.class end as class
from site_finding f cross join lateral (
    select count(distinct coalesce(place.unit_id, 0)) as units, (array_agg(place.unit_id order by place.number) filter (where place.unit_id is not null))[1] as unit_id,
        count(distinct coalesce(place.class, '')) as classes, min(place.class) as class
    from (
        select 0 as number, page_unit(f.site_id, f.page) as unit_id, page_class(f.site_id, f.page) as class
        union all
        select p.number, page_unit(f.site_id, p.page), page_class(f.site_id, p.page) from finding_place p where p.finding_id = f.id
    ) as place
) as o;
