-- The folder with the bytes of the stored files bears the number of its database, so that a machine with a folder of its own is noticed before
-- it stores there what the others do not find.
create table file_folder (
    id uuid primary key,
    marked_at timestamptz
);
insert into file_folder (id) values (gen_random_uuid());

-- A publication that is set for a later day can be called off before that day: the edition is a draft again, with the reason, and what it would
-- have ended stays on as long as it would have without it. What has been shown stays as it is.
create or replace function edition_is_reviewed() returns trigger language plpgsql as $$
declare
    workflow constant text[] := array['state', 'round', 'needed', 'revision', 'changed_at', 'changed_by', 'returned_because', 'accepted_because', 'live_from', 'live_until'];
    owned article%rowtype;
    kept text[];
    kind_needed text;
    ends timestamptz;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'Draft' or new.round <> 0 then raise exception 'an edition begins as a draft'; end if;
        return new;
    end if;
    if old.state = 'Approved' and new.state = 'Draft' then
        if to_jsonb(new) - workflow is distinct from to_jsonb(old) - workflow or new.round <> old.round or new.returned_because is null
            or new.changed_at < old.changed_at or new.changed_at >= old.live_from
            or exists (select from edition later where later.article_id = old.article_id and later.state = 'Approved' and later.number > old.number) then
            raise exception 'edition % is approved and its day has come, or another one follows it', old.id;
        end if;
        return new;
    end if;
    if old.state = 'Approved' then
        if to_jsonb(new) - 'live_until' is distinct from to_jsonb(old) - 'live_until' then
            raise exception 'edition % is approved and stays as it is', old.id;
        end if;
        if old.live_until is not null and (new.live_until is null or new.live_until > old.live_until) then
            select least(old.take_down_at, min(later.live_from)) into ends from edition later
                where later.article_id = old.article_id and later.state = 'Approved' and later.number > old.number;
            if ends < old.live_from then ends := old.live_from; end if;
            if new.live_until is distinct from ends or exists (select from article where id = old.article_id and withdrawn_at is not null) then
                raise exception 'edition % has ended', old.id;
            end if;
        end if;
        return new;
    end if;
    if (old.state <> 'Draft' or new.state <> 'Draft') and to_jsonb(new) - workflow is distinct from to_jsonb(old) - workflow then
        raise exception 'edition % is under review and stays as it is', old.id;
    end if;
    select * into owned from article where id = new.article_id;
    select reviews into kept from portal_column where id = owned.column_id;
    if old.state = 'Draft' and new.state = 'InReview' and (new.round <> old.round + 1 or not new.needed @> kept) then
        raise exception 'edition % begins a new round with all reviews of its column', old.id;
    end if;
    if old.state = new.state and new.state = 'InReview' and (new.round, new.needed) is distinct from (old.round, old.needed) then
        raise exception 'edition % keeps its round', old.id;
    end if;
    if new.state = 'Draft' and new.round <> old.round then raise exception 'edition % keeps its round', old.id; end if;
    if new.state = 'Approved' then
        if old.state <> 'InReview' or new.round <> old.round or new.needed is distinct from old.needed then
            raise exception 'edition % is not under review', old.id;
        end if;
        if owned.withdrawn_at is not null or owned.index_number is null then
            raise exception 'edition % belongs to an article that is withdrawn or has no index number', old.id;
        end if;
        foreach kind_needed in array new.needed || kept loop
            if not exists (select from review_step where edition_id = new.id and round = new.round and kind = kind_needed and verdict = 'Passed') then
                raise exception 'edition % still waits for %', new.id, kind_needed;
            end if;
        end loop;
    end if;
    return new;
end $$;
