-- The folder a download was sent to instead of its person's; null for the latter.
alter table download add column folder varchar(4096);
