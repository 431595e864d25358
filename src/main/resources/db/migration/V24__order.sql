-- Paths and ids stand in the order of their characters, whatever order the server's language has: a scan walks the disk in that order beside them.
alter table shared_file alter column relative set data type varchar(4096)${bytewise};
alter table found_file alter column id set data type varchar(64)${bytewise};
