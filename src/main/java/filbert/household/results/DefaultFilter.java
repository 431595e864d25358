package filbert.household.results;

import filbert.household.Narrowing;
import filbert.household.Person;
import filbert.household.Tastes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody always wants hidden, unless they ask for all: added to every filter of theirs. */
public final class DefaultFilter {
    private static final String TASTE = "search-filter";
    private static final String HIDE = "hide=";
    private static final int LONGEST = 400; // of a taste

    private final Tastes tastes;

    public DefaultFilter(Tastes tastes) {
        this.tastes = tastes;
    }

    /** @param hidden empty when nothing was said of that */
    public record Usual(Narrowing narrowing, Optional<Set<Hiding>> hidden) {
        public static final Usual NONE = new Usual(Narrowing.NONE, Optional.empty());

        /** What {@link #toString} wrote, or the address of a page has: {@code type=audio&min=1MB&hide=spam,owned}. */
        public static Usual parse(String text) {
            var hidden = List.of(text.split("&")).stream()
                    .filter(pair -> pair.startsWith(HIDE))
                    .map(pair -> Hiding.parse(List.of(pair.substring(HIDE.length()).replace("%2C", ","))))
                    .findFirst();
            return new Usual(Narrowing.parse(text), hidden);
        }

        public boolean isEmpty() {
            return narrowing.isEmpty() && hidden.isEmpty();
        }

        @Override
        public String toString() {
            var others = narrowing.toString();
            return hidden.map(what -> others + (others.isEmpty() ? "" : "&") + HIDE + Hiding.write(what)).orElse(others);
        }
    }

    /** Does not block. */
    public Usual of(Person person) {
        return Usual.parse(tastes.of(person.id()).getOrDefault(TASTE, ""));
    }

    /** Blocks. @throws IllegalArgumentException {@code search.default.too-long} */
    public void choose(Person person, Usual usual) {
        var text = usual.toString();
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("search.default.too-long");
        }
        tastes.choose(person, TASTE, text);
    }
}
