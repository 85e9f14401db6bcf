-- Passwords in addresses (http://name:password@host/) that were kept before they became three stars on being kept. The expression is the one with
-- which the program began (AddressSecret has since learnt odder spellings), with .NET's blanks written out. Run once more it finds nothing to do.
create function pg_temp.masked(words text) returns text language sql immutable as $$
    select regexp_replace(words,
        '([\\/]{2}[^\\/?#\s\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000:@"''<>]{0,100}:)([^\\/?#\s\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"''<>，。；、]{1,200})@',
        '\1***@', 'g')
$$;
create function pg_temp.fingerprint(variadic parts text[]) returns text language sql immutable as $$
    select left(encode(sha256(convert_to(array_to_string(parts, E'\n', ''), 'UTF8')), 'hex'), 32)
$$;

-- A fingerprint is made of the words as they are kept now, so that the next patrol knows its finding again. Words that were themselves the
-- cause are hashed as they stand in the page.
create temporary table made_anew on commit drop as
select distinct on (f.site_id, anew.fingerprint) f.id, f.site_id, f.check_id, f.fingerprint as before, anew.fingerprint
from site_finding f
cross join lateral (values (false, null, null), (true, f.target, pg_temp.masked(f.target)), (true, f.stated, f.stated),
    (true, f.page || ' ' || f.evidence, pg_temp.masked(f.page) || ' ' || f.evidence)) as tried (is_common, cause, cause_anew)
cross join lateral (select case when n > 1 then n::text end as suffix from generate_series(1, 20) as n) as nth
cross join lateral (select pg_temp.fingerprint(f.check_id, case when f.is_common then null else address_key(pg_temp.masked(f.page)) end,
    address_key(pg_temp.masked(f.target)), address_key(pg_temp.masked(f.stated)), address_key(tried.cause_anew), nth.suffix) as fingerprint) as anew
where concat(f.page, f.target, f.stated) like '%@%' and tried.is_common = f.is_common and anew.fingerprint <> f.fingerprint
    and f.fingerprint = pg_temp.fingerprint(f.check_id, case when f.is_common then null else address_key(f.page) end,
        address_key(f.target), address_key(f.stated), address_key(tried.cause), nth.suffix)
order by f.site_id, anew.fingerprint, f.last_seen_at desc, f.id;
update site_finding f set fingerprint = m.fingerprint from made_anew m
where f.id = m.id and not exists (select from site_finding other where other.site_id = f.site_id and other.fingerprint = m.fingerprint);

update site_finding set page = pg_temp.masked(page), target = pg_temp.masked(target), stated = pg_temp.masked(stated),
    message = pg_temp.masked(message), evidence = pg_temp.masked(evidence), around = pg_temp.masked(around)
where concat_ws(' ', page, target, stated, message, evidence, around) like '%@%';
update finding_place set page = pg_temp.masked(page) where page like '%@%';

-- A unit has one live ticket for a cause; a second one that would have it is known by its number too.
with made as (
    select t.id, t.unit_id, t.state in ('Closed', 'Withdrawn') as is_over,
        coalesce('patrol/' || m.site_id || '/' || m.check_id || '/' || m.fingerprint, pg_temp.masked(t.cause)) as cause
    from ticket t left join made_anew m on t.cause = 'patrol/' || m.site_id || '/' || m.check_id || '/' || m.before
    where m.id is not null or pg_temp.masked(t.cause) <> t.cause
), first_of as (
    select *, row_number() over (partition by unit_id, cause, is_over order by id) as nth from made
)
update ticket t set cause = case when m.is_over or (m.nth = 1 and not exists (select from ticket other where other.id <> t.id
        and other.unit_id = t.unit_id and other.cause = m.cause and other.state not in ('Closed', 'Withdrawn')))
    then m.cause else m.cause || ' ' || t.id end
from first_of m where t.id = m.id;
update ticket set title = pg_temp.masked(title) where title like '%@%';
update ticket_place set what = pg_temp.masked(what), address = pg_temp.masked(address), words = pg_temp.masked(words)
where concat_ws(' ', what, address, words) like '%@%';

update patrol_exchange set address = pg_temp.masked(address), final = pg_temp.masked(final), detail = pg_temp.masked(detail),
    request = pg_temp.masked(request), response = pg_temp.masked(response),
    chain = array(select pg_temp.masked(step) from unnest(chain) with ordinality as steps (step, nth) order by nth)
where concat_ws(' ', address, final, detail, request, response, array_to_string(chain, ' ')) like '%@%';

-- Of two columns or items that are one without the password, what the office registered stays, else what was there first.
create temporary table same_column on commit drop as
select id, first_value(id) over (partition by site_id, address_key(pg_temp.masked(address)) order by state = 'Registered' desc, id) as kept from site_column;
update site_item i set column_id = s.kept from same_column s where i.column_id = s.id and s.id <> s.kept;
delete from site_column c using same_column s where c.id = s.id and s.id <> s.kept;
update site_column set name = pg_temp.masked(name), address = pg_temp.masked(address) where concat_ws(' ', name, address) like '%@%';

create temporary table same_item on commit drop as
select id, first_value(id) over same as kept, max(last_seen_at) over (partition by site_id, address_key(pg_temp.masked(address))) as seen
from site_item where site_id in (select site_id from site_item where address like '%@%')
window same as (partition by site_id, address_key(pg_temp.masked(address)) order by first_seen_at, id);
delete from site_item i using same_item s where i.id = s.id and s.id <> s.kept;
update site_item i set last_seen_at = s.seen from same_item s where i.id = s.id and i.last_seen_at <> s.seen;
update site_item set address = pg_temp.masked(address), title = pg_temp.masked(title) where concat_ws(' ', address, title) like '%@%';

drop function pg_temp.fingerprint(text[]);
drop function pg_temp.masked(text);

-- Contents are packed: the program looks through those that were kept before, a few at a time.
alter table page_body add column if not exists is_unmasked boolean not null default false;
create index if not exists page_body_unmasked on page_body (hash) where is_unmasked;
update page_body b set is_unmasked = true where exists (select from patrol_exchange x where x.body_hash = b.hash);
