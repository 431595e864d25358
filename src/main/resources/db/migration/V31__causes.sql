-- Which of several things a notice of its kind tells: what trouble, which quota. Empty where the kind says all.
alter table notice add column cause varchar(40) default '' not null;
