-- Where an application went on when it was not answered by itself, and since when its information is proposed for proactive
-- disclosure (条例第四十四条).
alter table request
    add column merged_into_id bigint references request (id),
    add column converted_to text,
    add column proposed_on date,
    add check (merged_into_id <> id);
create index on request (merged_into_id) where merged_into_id is not null;
