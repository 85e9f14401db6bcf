-- Where an article was published before it came here, and when: a second import knows it again, and its day stays its own.
alter table article
    add origin text,
    add origin_at timestamptz,
    add check (origin_at is null or origin is not null);
create unique index on article (region_id, origin) where origin is not null;
