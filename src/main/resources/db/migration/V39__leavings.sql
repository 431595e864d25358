-- What a machine keeps of somebody goes with them, and so do the figures of how much they fetched.
create table person_keepsake (
    servent_id bigint not null,
    person_id bigint not null references person (id) on delete cascade,
    name varchar(100) not null,
    content varchar(4000) not null,
    primary key (servent_id, person_id, name)
);
create index person_keepsake_of_person on person_keepsake (person_id);
insert into person_keepsake (servent_id, person_id, name, content)
    select keepsake.servent_id, person.id, 'banners.dismissed', keepsake.content from keepsake
    join person on keepsake.name = 'banners.dismissed.' || cast(person.id as varchar(20));
insert into person_keepsake (servent_id, person_id, name, content)
    select keepsake.servent_id, person.id, 'signed-in-from', keepsake.content from keepsake
    join person on keepsake.name = 'signed-in-from.' || cast(person.id as varchar(20));
delete from keepsake where name like 'banners.dismissed.%' or name like 'signed-in-from.%';
delete from sample where series = 'person' and not exists (select 1 from person where cast(person.id as varchar(20)) = sample.label);
