-- Until when a reconsideration or lawsuit is to be answered where its notice says so, and the reply that its outcome orders anew.
alter table contest
    add column answer_by date,
    add column remake_by date,
    add column remade_on date,
    add column remade_as text,
    add check (answer_by >= lodged_on),
    add check (remake_by is null or (result = 'Corrected' and remake_by >= decided_on)),
    add check (remade_on >= decided_on),
    add check (num_nulls(remade_on, remade_as) in (0, 2) and (remade_on is null or remake_by is not null));
