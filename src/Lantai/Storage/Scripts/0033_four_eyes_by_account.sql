-- Who decided on an item and whose hands a letter went through, by account: names may be alike, and whoever uploaded or refilled
-- a reply is of its own hand as well as who began it. Rows from before have the name only.
alter table request_item add column decided_by_account bigint;
alter table letter add column hands bigint[] not null default '{}';

create or replace function reply_check_is_sound() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then raise exception 'reply_check is kept'; end if;
    if tg_op = 'UPDATE' then
        if (to_jsonb(new) - 'voided_at') <> (to_jsonb(old) - 'voided_at') or old.voided_at is not null then
            raise exception 'reply_check % is kept', old.id;
        end if;
        return new;
    end if;
    perform 1 from request where id = new.request_id for update;
    if not new.passed then return new; end if;
    if exists (select from request_item where request_id = new.request_id and (decision is null
            or decided_by_account = new.by_account or (decided_by_account is null and decided_by = new.by_name)))
        or exists (select from letter where request_id = new.request_id and decides and state <> 'Voided'
            and (new.by_account = any(hands) or (hands = '{}' and written_by = new.by_name))) then
        raise exception 'reply of request % is undecided, or checked by whom it is from', new.request_id;
    end if;
    if new.step = 'SignOff' and (select count(*) from reply_check where request_id = new.request_id and passed and voided_at is null) <> 2 then
        raise exception 'reply of request % is not checked', new.request_id;
    end if;
    return new;
end $$;

-- Only what went out before the office kept its register here could not be checked here; the day on which a single case was
-- registered proves nothing, because a case can be registered after its reply.
create or replace function replied_is_cleared() returns trigger language plpgsql as $$
declare
    since date;
begin
    if new.kind <> 'Replied' or reply_is_cleared(new.request_id) then return new; end if;
    select ((min(kept.registered_at) at time zone 'UTC') + interval '8 hours')::date into since
        from request kept where kept.region_id = (select region_id from request where id = new.request_id);
    if new."on" >= since then raise exception 'reply of request % is not cleared', new.request_id; end if;
    return new;
end $$;
