-- A field of the yearly table of a government website (政府网站工作年度报表), as it was written; a field without a row is blank, not 0.
create table site_figure (
    site_id bigint not null references patrol_site (id),
    year integer not null check (year between 2018 and 2100),
    field_key text not null,
    written text not null check (written <> ''),
    entered_at timestamptz not null,
    entered_by text not null,
    primary key (site_id, year, field_key)
);
