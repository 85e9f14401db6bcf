-- What the public sees of a region at an instant: at most one edition of an article. LiveEditions of the program says the same, and a
-- test compares the two. In a query the planner puts the text in the function's place, so that it costs nothing.
create function live_edition(region bigint, at timestamptz) returns setof edition language sql stable as $$
    select e.* from edition e join article a on a.id = e.article_id
    where a.region_id = $1 and a.withdrawn_at is null and e.state = 'Approved' and e.live_from <= $2 and (e.live_until is null or e.live_until > $2)
$$;

-- The last edition of each article that stood on the portal by then, taken down by its day or not; nothing of what is withdrawn (LastEditions).
create function last_edition(region bigint, at timestamptz) returns setof edition language sql stable as $$
    select e.* from edition e join article a on a.id = e.article_id
    where a.region_id = $1 and a.withdrawn_at is null and e.state = 'Approved' and e.live_from <= $2 and (e.live_until is null or e.live_until > e.live_from)
        and not exists (select from edition later
            where later.article_id = e.article_id and later.state = 'Approved' and later.live_from <= $2 and later.number > e.number)
$$;
