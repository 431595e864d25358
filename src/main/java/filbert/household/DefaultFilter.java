package filbert.household;

/** What somebody always wants hidden, unless they ask for all: added to every filter of theirs. */
public final class DefaultFilter {
    private static final String TASTE = "search-filter";
    private static final int LONGEST = 400; // of a taste

    private final Tastes tastes;

    public DefaultFilter(Tastes tastes) {
        this.tastes = tastes;
    }

    /** Does not block. */
    public Narrowing of(Person person) {
        return Narrowing.parse(tastes.of(person.id()).getOrDefault(TASTE, ""));
    }

    /** Blocks. @throws IllegalArgumentException {@code search.default.too-long} */
    public void choose(Person person, Narrowing narrowing) {
        var text = narrowing.toString();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("search.default.too-long");
        }
        tastes.choose(person, TASTE, text);
    }
}
