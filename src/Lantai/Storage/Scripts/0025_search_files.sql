-- The text of attachments as bigrams, in pieces: a tsvector counts its places up to 16,383 only.
create table search_file (
    edition_id bigint not null references edition (id),
    position integer not null,
    piece integer not null,
    region_id bigint not null references region (id),
    words tsvector not null,
    primary key (edition_id, position, piece)
);
create index on search_file using gin (words);
