-- whether tags were looked for in a file: those hashed before there were tags, and finished downloads, wait for it
alter table shared_file add column tags_read boolean default false not null;
