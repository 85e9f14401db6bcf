-- The folder with the bytes of the stored files bears the number of its database, so that a machine with a folder of its own is noticed before
-- it stores there what the others do not find.
create table file_folder (
    id uuid primary key,
    marked_at timestamptz
);
insert into file_folder (id) values (gen_random_uuid());
