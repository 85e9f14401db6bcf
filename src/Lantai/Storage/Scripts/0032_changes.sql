-- Programs beside the one that writes are told that something changed; each use case writes the journal.
create function journal_tells() returns trigger language plpgsql as $$
begin
    notify lantai_changed;
    return null;
end $$;
create trigger journal_tells after insert on journal_entry for each statement execute function journal_tells();
-- When the next page is due to be taken down is asked after every change.
create index on edition (live_until) where state = 'Approved' and live_until is not null;
