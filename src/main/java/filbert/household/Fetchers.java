package filbert.household;

/** Who may have files fetched from the network: members and owners, and guests to whom an owner gave a quota. */
@FunctionalInterface
public interface Fetchers {
    /** Where nobody has a quota. */
    Fetchers MEMBERS = person -> person.role().includes(Role.MEMBER);

    /** As things stand. Does not block. */
    boolean includes(Person person);

    /** @throws NotAllowedException for a guest without a quota */
    default void require(Person person) {
        if (!includes(person)) {
            throw NotAllowedException.withoutQuota();
        }
    }
}
