-- Whether a site may lie on the own machine or network (内网网站): administrators alone register such a site. What is on the register stays as it was.
alter table patrol_site add column is_inside boolean not null default false;
update patrol_site set is_inside = true;
