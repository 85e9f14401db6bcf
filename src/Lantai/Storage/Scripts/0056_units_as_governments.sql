-- What the units of a group are: departments and towns, or governments with a later day for their annual report.
alter table unit_group add column level text not null default 'Unit' check (level in ('Unit', 'County', 'City'));
alter table unit_group alter column level drop default;

-- When the office accepted a report; publishing it does not change that day.
alter table unit_report add column accepted_at timestamptz;
update unit_report set accepted_at = changed_at where state in ('Accepted', 'Published');

-- While a report is with its unit only what somebody entered stands in its cells: what was frozen from a register is read anew.
update unit_figure set source = 'Typed' where because is not null and source not in ('Typed', 'Imported');
delete from unit_figure using unit_report
    where unit_report.id = unit_report_id and state = 'Open' and source not in ('Typed', 'Imported');
update unit_figure set counted = null from unit_report where unit_report.id = unit_report_id and state = 'Open' and counted is not null;

-- Why rows of the region's report were not the sum of its units when it went out. Empty in editions from before.
alter table report_edition add column explanations jsonb not null default '[]';
alter table report_edition alter column explanations drop default;
