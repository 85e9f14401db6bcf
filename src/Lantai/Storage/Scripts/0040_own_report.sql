-- The report of the region itself is collected beside those of its units: it is the one without a unit.
alter table unit_report alter column unit_id drop not null;
alter table unit_report drop constraint unit_report_annual_year_id_unit_id_key;
alter table unit_report add unique nulls not distinct (annual_year_id, unit_id);
insert into unit_report (annual_year_id, unit_id, state, revision, changed_at, changed_by)
select id, null, 'Open', 1, opened_at, opened_by from annual_year;

-- Why a row of the region's report is not the sum of its units.
create table row_explanation (
    unit_report_id bigint not null references unit_report (id),
    row_key text not null,
    words text not null check (words <> ''),
    primary key (unit_report_id, row_key)
);
