-- The marks of 国办发〔2017〕47号 that differ from site to site.
alter table region
    add column undertaker text,
    add column official_mark_address text,
    add column report_error_address text,
    add column supports_ipv6 boolean not null default false;
alter table region alter column supports_ipv6 drop default;

-- A file of units between its preview and the confirmation, and afterwards what was imported.
create table unit_upload (
    id uuid primary key,
    region_id bigint not null references region (id),
    file_id uuid not null references stored_file (id),
    may_create_groups boolean not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    applied_at timestamptz
);
create index on unit_upload (region_id, uploaded_at);
