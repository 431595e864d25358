-- What lists show of a large search, once more, in few long texts that are read at once; rows written after up_to are read besides.
create table found_lines (
    search_id varchar(64) not null references search (id) on delete cascade,
    part integer not null,
    up_to bigint not null,
    ends boolean not null,
    content varchar(1000000) not null,
    primary key (search_id, part)
);
