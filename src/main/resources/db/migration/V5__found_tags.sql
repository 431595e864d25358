-- what files that were found say of themselves, packed
alter table found_file add column tags varchar(2000) default '' not null;
