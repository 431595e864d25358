-- What one person may fetch where it is not what everybody of that role may (null), and what was fetched in the week that began on that day.
create table person_limit (
    person_id bigint primary key references person (id) on delete cascade,
    active integer,
    week_mebibytes integer,
    kibibytes integer
);

create table person_week (
    person_id bigint primary key references person (id) on delete cascade,
    began date not null,
    fetched bigint not null
);
