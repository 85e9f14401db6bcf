-- A word index that puts off its work keeps a list which every search reads to its end. While an autovacuum clears the list nobody else
-- does: while 600,000 articles were written it grew to ten gigabytes, and one look into the index took a quarter of a minute (ADR 0104).
alter index search_entry_words_idx set (fastupdate = off);
alter index search_file_words_idx set (fastupdate = off);
select gin_clean_pending_list('search_entry_words_idx'), gin_clean_pending_list('search_file_words_idx');
