-- What somebody noted about a host, for themselves alone. Without a port: a host comes back with another one.
create table host_note (
    person_id bigint not null references person (id) on delete cascade,
    host varchar(64) not null,
    note varchar(1000) not null,
    primary key (person_id, host)
);
