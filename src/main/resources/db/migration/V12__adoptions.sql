-- What downloads take over from files of other programs: gone on with after a restart.
create table adoption (
    download_id bigint not null references download (id) on delete cascade,
    client varchar(20) not null,
    file varchar(4096) not null,
    list_file varchar(4096),
    primary key (download_id, file)
);
