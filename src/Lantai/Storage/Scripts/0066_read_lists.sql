-- Which lists, and on which patrols the whole site, were really read: only of that can be told what was not there yet.
alter table site_column add column read_at timestamptz;
alter table site_patrol add column read_all boolean not null default false;
alter table site_patrol alter column read_all drop default;

-- A site that goes over from http to https publishes nothing new and mends nothing: what is known of it is known without
-- the scheme of its address.
create function address_key(address text) returns text language sql immutable as $$
    select regexp_replace(address, '^https?:(?=//)', '')
$$;

alter table site_column add column key text not null generated always as (address_key(address)) stored;
alter table site_item add column key text not null generated always as (address_key(address)) stored;

-- Of two columns or items that are one, what the office registered stays, else what was there first.
create temporary table same_column on commit drop as
select id, first_value(id) over (partition by site_id, key order by state = 'Registered' desc, id) as kept from site_column;
update site_item i set column_id = s.kept from same_column s where i.column_id = s.id and s.id <> s.kept;
delete from site_column c using same_column s where c.id = s.id and s.id <> s.kept;

create temporary table same_item on commit drop as
select id, first_value(id) over same as kept, max(last_seen_at) over (partition by site_id, key) as seen
from site_item window same as (partition by site_id, key order by first_seen_at, id);
delete from site_item i using same_item s where i.id = s.id and s.id <> s.kept;
update site_item i set last_seen_at = s.seen from same_item s where i.id = s.id and i.last_seen_at <> s.seen;

alter table site_column drop constraint site_column_site_id_address_key, add unique (site_id, key);
alter table site_item drop constraint site_item_site_id_address_key, add unique (site_id, key);

-- Fingerprints are hashes. Each is taken apart by trying what it was made of, and made anew without schemes; a cause that
-- was not kept has none in it. Of two findings that are one, the one seen last goes on.
create function pg_temp.fingerprint(variadic parts text[]) returns text language sql immutable as $$
    select left(encode(sha256(convert_to(array_to_string(parts, E'\n', ''), 'UTF8')), 'hex'), 32)
$$;
update site_finding f set fingerprint = made.fingerprint
from (
    select distinct on (f.site_id, anew.fingerprint) f.id, anew.fingerprint
    from site_finding f
    cross join lateral (values (false, null), (true, f.target), (true, f.stated), (true, f.page || ' ' || f.evidence)) as tried (is_common, cause)
    cross join lateral (select case when n > 1 then n::text end as suffix from generate_series(1, 20) as n) as nth
    cross join lateral (select pg_temp.fingerprint(
        f.check_id, case when f.is_common then null else address_key(f.page) end, address_key(f.target), address_key(f.stated), address_key(tried.cause), nth.suffix) as fingerprint) as anew
    where tried.is_common = f.is_common
        and f.fingerprint = pg_temp.fingerprint(f.check_id, case when f.is_common then null else f.page end, f.target, f.stated, tried.cause, nth.suffix)
    order by f.site_id, anew.fingerprint, f.last_seen_at desc, f.id
) as made
where f.id = made.id and f.fingerprint <> made.fingerprint
    and not exists (select from site_finding other where other.site_id = f.site_id and other.fingerprint = made.fingerprint);

-- A unit has one live ticket for a cause; where it has two that are one, the older one takes what is found from now on.
update ticket t set cause = made.cause
from (select id, regexp_replace(cause, '^(patrol/[0-9]+/[^/]+/)https?:(?=//)', '\1') as cause,
    row_number() over (partition by unit_id, regexp_replace(cause, '^(patrol/[0-9]+/[^/]+/)https?:(?=//)', '\1'), state in ('Closed', 'Withdrawn') order by id) as nth,
    state in ('Closed', 'Withdrawn') as is_over
    from ticket where cause is not null) as made
where t.id = made.id and t.cause <> made.cause and (made.is_over or made.nth = 1);
drop function pg_temp.fingerprint(text[]);
