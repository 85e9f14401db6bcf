-- A notice or an asking that came back undelivered (退回): from then on nobody is waited for, and the period runs on until it is sent again.
alter table recorded_event add column returned_on date;
create index on recorded_event (request_id) where is_underway and struck_at is null;
alter table recorded_event add check (returned_on is null or (returned_on >= "on" and delivered_on is null and not is_underway));

-- For posted notices that came back, entered before this was known: the entry says so from now on.
update recorded_event event set is_underway = false, returned_on = back.returned_on
    from (select letter.request_id, sending.sent_on, max(sending.returned_on) as returned_on, letter.template
        from sending join letter on letter.id = sending.letter_id
        where not exists (select from sending other where other.letter_id = letter.id and other.returned_on is null)
        group by letter.request_id, letter.template, sending.sent_on) back
    where event.request_id = back.request_id and event."on" = back.sent_on and event.is_underway and event.struck_at is null
        and event.kind = case back.template when 'correction' then 'CorrectionAsked' when 'fee' then 'FeeNoticed'
            when 'third-party' then 'ThirdPartyAsked' when 'co-maker' then 'CoMakerAsked' end;

-- What happened is never changed and never removed; it can be struck out once.
create function recorded_event_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.struck_at is null
        and to_jsonb(new) - '{struck_at,struck_by,struck_because}'::text[] = to_jsonb(old) - '{struck_at,struck_by,struck_because}'::text[] then
        return new;
    end if;
    raise exception 'recorded_event % is kept', old.id;
end $$;
create trigger recorded_event_is_kept before update or delete on recorded_event for each row execute function recorded_event_is_kept();

-- How a letter went out is never changed and never removed; what came of it is entered later.
create function sending_is_kept() returns trigger language plpgsql as $$
declare
    later text[] := '{served_on,returned_on,returned_note,proof_file_id,confirmed_on,confirmed_note}';
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - later = to_jsonb(old) - later
        and (old.returned_on is null or (new.returned_on, new.returned_note, new.served_on) is not distinct from (old.returned_on, old.returned_note, old.served_on))
        and (old.confirmed_on is null or (new.confirmed_on, new.confirmed_note) is not distinct from (old.confirmed_on, old.confirmed_note)) then
        return new;
    end if;
    raise exception 'sending % is kept', old.id;
end $$;
create trigger sending_is_kept before update or delete on sending for each row execute function sending_is_kept();
