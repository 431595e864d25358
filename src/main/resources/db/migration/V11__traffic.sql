-- What this house has sent and received, day by day in its own time zone; given and taken are the bytes of files among that.
create table traffic_day (
    on_day date primary key,
    sent bigint not null,
    received bigint not null,
    given bigint not null,
    taken bigint not null
);
