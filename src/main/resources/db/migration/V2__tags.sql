-- what files say of their content, packed: titles, artists, lengths and the like
alter table shared_file add column tags varchar(2000) default '' not null;
