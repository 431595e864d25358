-- Names of our places in other servents' queues: they outlive a restart.
alter table download add column places varchar(1000000) default '[]' not null;
