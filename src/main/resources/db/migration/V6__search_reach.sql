-- how far a search went: hosts reached by way of neighbours, in theory, and hosts asked by datagram
alter table search add column reached_hosts bigint default 0 not null;
alter table search add column asked_by_datagram integer default 0 not null;
