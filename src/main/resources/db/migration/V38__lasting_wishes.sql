-- Does a download still wait for its turn to be looked for, having come without a source? A restart must not forget that.
alter table download add column sought boolean default false not null;
-- Which place the folder was, all links followed, when somebody chose it: it is used only while it still is. Null where nobody looked.
alter table download add column folder_place varchar(4096);
-- When sources of downloads were looked for within the last hour: a restart begins no new budget.
create table download_look (
    servent_id bigint not null,
    asked_at timestamp(6) with time zone not null,
    by_itself boolean not null,
    primary key (servent_id, asked_at)
);
