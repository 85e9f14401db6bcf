-- The processing fee of an application: by items or by pages, never both, hence one row at most.
create table fee_charge (
    request_id bigint primary key references request (id),
    method text not null,
    count integer not null check (count > 0),
    already integer not null check (already >= 0),
    amount numeric not null check (amount > 0),
    charged_on date not null,
    charged_by text not null,
    check (method = 'Items' or already = 0)
);
