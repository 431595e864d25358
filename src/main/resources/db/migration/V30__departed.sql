-- Who was removed, and who has now what others used of theirs: the other machines of the house let go what they hold of them. No references: both may be gone.
create table departed (
    person_id bigint primary key,
    heir_id bigint not null
);
