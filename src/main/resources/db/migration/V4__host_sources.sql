alter table known_host alter column source set data type varchar(300);
alter table known_host add column confirmed boolean default false not null;

-- Who may be asked for hosts, and when it last was: the hour between two asks outlives a restart.
create table host_source (
    kind varchar(10) not null,
    name varchar(200) not null,
    last_asked timestamp(6) with time zone,
    last_answered timestamp(6) with time zone,
    hosts integer not null,
    failures integer not null,
    primary key (kind, name)
);
