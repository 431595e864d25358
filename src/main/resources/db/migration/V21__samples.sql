-- How much of what within so many seconds: five minutes, hours and days, each kept for its time. The label says whose or why, where there are several.
create table sample (
    servent_id bigint not null,
    width integer not null,
    began timestamp(6) with time zone not null,
    series varchar(20) not null,
    label varchar(200) not null,
    total bigint not null,
    times integer not null,
    primary key (servent_id, width, series, began, label)
);
