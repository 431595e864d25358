-- Who is signed in where, what tokens may do and from where, and how each person likes their pages.

create table session (
    digest varchar(64) primary key,
    person_id bigint not null references person (id) on delete cascade,
    began timestamp(6) with time zone not null,
    last_seen timestamp(6) with time zone not null,
    address varchar(64) not null,
    device varchar(300) not null
);
create index session_of_person on session (person_id);

-- what was made before may do what it could do then, from anywhere
alter table access_token add column scopes varchar(100) default 'READ SEARCH DOWNLOAD ADMIN' not null;
alter table access_token add column networks varchar(1000) default '' not null;

create table preference (
    person_id bigint not null references person (id) on delete cascade,
    name varchar(40) not null,
    content varchar(400) not null,
    primary key (person_id, name)
);
