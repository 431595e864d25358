-- Those who wait for an upload under an ID: their places outlive a restart.
create table waiting_peer (
    id varchar(32) primary key,
    turn integer not null,
    host varchar(64) not null,
    node varchar(64),
    sha1 varchar(32) not null,
    file varchar(1000) not null,
    user_agent varchar(1000) not null,
    told integer not null,
    since timestamp(6) with time zone not null,
    earliest timestamp(6) with time zone not null,
    lost timestamp(6) with time zone not null
);
