-- Attachments of a report while it is collected, and of each edition as it went out.
create table report_attachment (
    unit_report_id bigint not null references unit_report (id),
    position integer not null check (position >= 1),
    file_id uuid not null references stored_file (id),
    name text not null check (name <> ''),
    primary key (unit_report_id, position)
);
create index on report_attachment (file_id);

alter table report_edition add column attachment_count integer not null default 0;
alter table report_edition alter column attachment_count drop default;

create table edition_attachment (
    report_edition_id bigint not null references report_edition (id),
    position integer not null check (position >= 1),
    file_id uuid not null references stored_file (id),
    name text not null check (name <> ''),
    primary key (report_edition_id, position)
);
create index on edition_attachment (file_id);

-- They come with their edition, which says how many they are, and stay with it.
create function edition_attachment_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.position <= (select attachment_count from report_edition where id = new.report_edition_id) then
        return new;
    end if;
    raise exception 'a published report is never changed';
end $$;
create trigger edition_attachment_is_kept before insert or update or delete on edition_attachment for each row execute function edition_attachment_is_kept();
create trigger edition_attachment_is_not_emptied before truncate on edition_attachment for each statement execute function edition_attachment_is_kept();
