-- The fingerprint of the key that seals identity documents. The key itself lies in the data folder; several machines have one.
create table identity_key (
    id integer primary key check (id = 1),
    fingerprint text not null
);
