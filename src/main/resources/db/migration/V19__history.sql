-- How many files of a search were downloaded, and which words ask again by themselves when somebody opens their bookmark.
alter table search add column taken integer default 0 not null;

create table live_bookmark (
    person_id bigint not null references person (id) on delete cascade,
    words varchar(1000) not null,
    primary key (person_id, words)
);
