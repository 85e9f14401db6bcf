-- A figure of a report that stands although a register says otherwise: why, and what the register said.
alter table unit_figure add column because text check (because <> '');
alter table unit_figure add column recorded text;
alter table unit_figure add check ((because is null) = (recorded is null));

-- The differences that an explanation was written for; one that has changed since is explained anew.
alter table row_explanation add column differences text;
