-- How often the network asked for a file of the library, and was served, day by day.
create table asked_for (
    sha1 varchar(32) not null,
    on_day date not null,
    requests bigint not null,
    bytes bigint not null,
    primary key (sha1, on_day)
);
create index asked_for_by_day on asked_for (on_day);
