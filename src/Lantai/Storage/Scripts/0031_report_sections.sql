-- What a unit writes in its report, and where each of its figures came from.
alter table unit_figure add column source text not null default 'Typed';
alter table unit_figure alter column source drop default;

-- The words of a section, a paragraph a line; a section without a row is not written yet.
create table unit_section (
    unit_report_id bigint not null references unit_report (id),
    section_key text not null,
    words text not null check (words <> ''),
    primary key (unit_report_id, section_key)
);
