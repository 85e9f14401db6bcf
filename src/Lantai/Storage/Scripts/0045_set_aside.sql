-- A draft that is not wanted is set aside (弃用): its words and its reviews stay, and another may be begun in its place.
alter table edition drop constraint edition_state_check;
alter table edition add constraint edition_state_check check (state in ('Draft', 'InReview', 'Approved', 'Discarded'));
alter table edition drop constraint edition_check2;
alter table edition add constraint edition_check2 check (state in ('Draft', 'Discarded') or (openness = 'Open' and formed_on is not null));
drop index edition_article_id_idx;
create unique index edition_article_id_idx on edition (article_id) where state in ('Draft', 'InReview');

-- Only a draft is set aside, and only a draft comes of it again.
create function edition_is_set_aside() returns trigger language plpgsql as $$
begin
    if (old.state = 'Discarded') <> (new.state = 'Discarded') and array['Draft', 'Discarded'] <> (select array_agg(state order by state desc) from unnest(array[old.state, new.state]) state) then
        raise exception 'edition % is no draft that could be set aside or taken up again', old.id;
    end if;
    if old.state = 'Discarded' and to_jsonb(new) - array['state', 'revision', 'changed_at', 'changed_by'] is distinct from to_jsonb(old) - array['state', 'revision', 'changed_at', 'changed_by'] then
        raise exception 'edition % is set aside and stays as it is', old.id;
    end if;
    return new;
end $$;
create trigger edition_is_set_aside before update on edition for each row execute function edition_is_set_aside();

-- Parts stay with what is not a draft: neither taken away from it nor brought to it, also not all at once.
create or replace function edition_part_is_draft() returns trigger language plpgsql as $$
declare
    changed bigint[] := case tg_op when 'DELETE' then array[old.edition_id] when 'INSERT' then array[new.edition_id] else array[old.edition_id, new.edition_id] end;
begin
    perform from edition where id = any (changed) order by id for share;
    perform from edition where id = any (changed) and state <> 'Draft';
    if found then raise exception 'edition % is no draft and stays as it is', changed; end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

create function what_was_published_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '% is not emptied', tg_table_name;
end $$;
create trigger article_is_kept before truncate on article for each statement execute function what_was_published_is_kept();
create trigger edition_is_kept before truncate on edition for each statement execute function what_was_published_is_kept();
create trigger edition_file_is_kept before truncate on edition_file for each statement execute function what_was_published_is_kept();
create trigger edition_link_is_kept before truncate on edition_link for each statement execute function what_was_published_is_kept();

create function approved_edition_is_kept() returns trigger language plpgsql as $$
begin
    if old.state = 'Approved' then raise exception 'edition % was published and is kept', old.id; end if;
    return old;
end $$;
create trigger approved_edition_is_kept before delete on edition for each row execute function approved_edition_is_kept();

-- A file is what it was when it was stored: papers, proofs and published pages point to it by its number.
create function stored_file_stays() returns trigger language plpgsql as $$
begin
    raise exception 'stored_file % stays as it was stored', old.id;
end $$;
create trigger stored_file_stays before update on stored_file for each row execute function stored_file_stays();
