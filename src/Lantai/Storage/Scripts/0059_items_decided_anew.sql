-- What was decided anew, by place of the item: a reply may be ordered anew for some items of an application and not for others.
alter table contest add column remade jsonb not null default '{}';
update contest set remade = (select jsonb_object_agg(place::text, remade_as) from request_item where request_item.request_id = contest.request_id)
    where remade_as is not null;
alter table contest alter column remade drop default;
alter table contest drop column remade_as;
alter table contest
    add check (remade_on is null or remake_by is not null),
    add check (remade_on is null or remade <> '{}');
