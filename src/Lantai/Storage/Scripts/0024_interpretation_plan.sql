-- How a document is to be interpreted (解读方案), drawn up together with it.
create table interpretation_plan (
    article_id bigint primary key references article (id),
    outline text not null,
    forms text[] not null check (cardinality(forms) > 0),
    channels text not null,
    planned_on date not null,
    responsible text not null,
    changed_at timestamptz not null,
    changed_by text not null
);
