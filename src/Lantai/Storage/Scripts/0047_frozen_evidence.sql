-- What the records counted in a cell when its report was handed in: names, days and links as they were then; null where nothing was counted.
alter table unit_figure add column counted jsonb;

-- The same for every cell of an edition, with where its figure came from; kept from changes with the edition. Empty in editions from before.
alter table report_edition add column evidence jsonb not null default '[]';
alter table report_edition alter column evidence drop default;
