-- Script 66 made the fingerprints of findings anew. Where a fingerprint is the cause of a ticket, the ticket follows, or the next patrol would
-- open a second one for the same fault. Of two live tickets of a unit that would have one cause, the one that has it keeps it.
with made as (
    select t.id, min('patrol/' || f.site_id || '/' || f.check_id || '/' || f.fingerprint) as cause, t.unit_id, t.state in ('Closed', 'Withdrawn') as is_over
    from ticket t
    join ticket_place p on p.ticket_id = t.id
    join site_finding f on p.source = 'patrol/findings/' || f.id and f.is_common and f.target is null
    where t.cause ~ ('^patrol/' || f.site_id || '/' || f.check_id || '/[0-9a-f]{32}$')
    group by t.id
    having count(distinct f.fingerprint) = 1
), first_of as (
    select *, row_number() over (partition by unit_id, cause, is_over order by id) as nth from made
)
update ticket t set cause = m.cause from first_of m
where t.id = m.id and t.cause <> m.cause
    and (m.is_over or (m.nth = 1 and not exists (select from ticket other where other.id <> t.id and other.unit_id = t.unit_id and other.cause = m.cause
        and other.state not in ('Closed', 'Withdrawn'))));
