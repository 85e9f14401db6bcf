-- A reconsideration under the simplified procedure (简易程序), which has a shorter period to answer.
alter table contest add column is_simple boolean not null default false check (not is_simple or path = 'Review');
