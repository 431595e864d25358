-- When a download last looked for more sources, and how often in a row in vain: a restart must not make it look again at once.
alter table download add column looked_at timestamp(6) with time zone;
alter table download add column looks_in_vain int default 0 not null;
