-- Contents are written without the numbers of persons from now on. What patrols that are not over have written as it was
-- sent goes: they ask for it anew.
delete from patrol_exchange x using site_patrol p
where p.id = x.patrol_id and p.state in ('Waiting', 'Running') and not exists (select from finding_evidence e where e.exchange_id = x.id);
delete from page_body b where not exists (select from patrol_exchange x where x.body_hash = b.hash)
  and not exists (select from finding_picture p where p.body_hash = b.hash);
