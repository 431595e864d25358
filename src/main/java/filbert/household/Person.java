package filbert.household;

/**
 * Somebody with a login, acting in this role. A token may act in a lesser role than its person's.
 *
 * @param child somebody the owner wants to see and fetch less, see {@link Shelter}
 */
public record Person(long id, String name, Role role, boolean child) {
    public Person(long id, String name, Role role) {
        this(id, name, role, false);
    }

    Person in(Role lesser) {
        return new Person(id, name, lesser, child);
    }

    /** Guests, and members who are children: an owner decides what others see. */
    public boolean isSheltered() {
        return role == Role.GUEST || child && role != Role.OWNER;
    }

    /** @throws NotAllowedException naming the role that would be needed */
    public void require(Role needed) {
        if (!role.includes(needed)) {
            throw new NotAllowedException(needed);
        }
    }
}
