-- Which of a person's downloads come first: HIGH, NORMAL or LOW.
alter table download add column priority varchar(10) default 'NORMAL' not null;
