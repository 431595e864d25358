-- A file whose host named no hash: until it is done, sha1 is what the row is called by, and no hash of anything.
alter table download add unvouched boolean default false not null;
