-- When an article was first published, here or where it was imported from: what every list sorts by. Kept by the database, for whoever approves.
alter table article add first_at timestamptz;
update article set first_at = coalesce(origin_at, first.live_from)
    from (select article_id, min(live_from) as live_from from edition where state = 'Approved' group by article_id) first where first.article_id = article.id;
create index on article (region_id, first_at desc, id desc) where first_at is not null;
create index on article (column_id, first_at desc, id desc) where first_at is not null;
create index on article (unit_id, first_at desc, id desc) where first_at is not null;

create function article_knows_its_first() returns trigger language plpgsql as $$
begin
    update article set first_at = (select case when min(live_from) is not null then coalesce(article.origin_at, min(live_from)) end
        from edition where article_id = new.article_id and state = 'Approved') where id = new.article_id;
    return null;
end $$;
create trigger article_knows_its_first after update of live_from on edition
    for each row when (old.live_from is distinct from new.live_from) execute function article_knows_its_first();
