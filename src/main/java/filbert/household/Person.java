package filbert.household;

/** Somebody with a login, acting in this role. A token may act in a lesser role than its person's. */
public record Person(long id, String name, Role role) {
    Person in(Role lesser) {
        return new Person(id, name, lesser);
    }

    /** @throws NotAllowedException naming the role that would be needed */
    public void require(Role needed) {
        if (!role.includes(needed)) {
            throw new NotAllowedException(needed);
        }
    }
}
