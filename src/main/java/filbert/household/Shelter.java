package filbert.household;

import filbert.servent.search.FoundFile;
import filbert.servent.search.FoundLine;
import filbert.servent.search.SearchSummary;
import filbert.servent.search.SearchView;
import filbert.servent.search.Tags;
import filbert.servent.spam.Judgement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of the network guests and children do not see and cannot fetch: programs, what names itself as meant for adults, and spam, whatever they tick. Names
 * are all there is to judge by; who calls things by other names gets past, and a harmless file may be hidden. Thread-safe.
 */
public final class Shelter {
    /** With the words that stand in the settings unless somebody changed them. */
    public static final Shelter USUAL = new Shelter(() -> List.of(SettingKeys.PEOPLE_ADULT_WORDS.defaultValue().split(", ")));

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+]+");

    private final Supplier<? extends Collection<String>> words;

    /** @param words by which something names itself as meant for adults, in small letters */
    public Shelter(Supplier<? extends Collection<String>> words) {
        this.words = words;
    }

    boolean shows(Person person, FoundFile file) {
        return !person.isSheltered() || isFit(Stream.concat(Stream.of(file.name()), file.names().stream()), file.tags(), file.judgement());
    }

    private boolean shows(Person person, FoundLine line) {
        return !person.isSheltered() || isFit(Stream.of(line.name()), line.tags(), line.judgement());
    }

    private boolean isFit(Stream<String> names, Tags tags, Judgement judgement) {
        return !judgement.isSpam()
                && Stream.concat(names, Stream.of(tags.title(), tags.album(), tags.genre())).allMatch(this::isFit);
    }

    /** Nothing is known of it but its name; without one nothing is. */
    boolean shows(Person person, String name) {
        return !person.isSheltered() || !name.isBlank() && isFit(name);
    }

    private boolean isFit(String name) {
        return !Programs.isOne(name) && !isForAdults(name);
    }

    private boolean isForAdults(String name) {
        var said = Set.of(NO_WORD.splitAsStream(name.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new));
        return words.get().stream().anyMatch(word -> said.contains(word.toLowerCase(Locale.ROOT)));
    }

    /** @throws IllegalArgumentException {@code download.refused.sheltered} when this is not for this person */
    void check(Person person, String name) {
        if (!shows(person, name)) {
            throw new IllegalArgumentException("download.refused.sheltered");
        }
    }

    /** @throws IllegalArgumentException {@code download.refused.sheltered} when this is not for this person */
    void check(Person person, FoundFile file) {
        if (!shows(person, file)) {
            throw new IllegalArgumentException("download.refused.sheltered");
        }
    }

    SearchView of(Person person, SearchView search) {
        return person.isSheltered() ? search.withFiles(search.files().stream().filter(file -> shows(person, file)).toList()) : search;
    }

    /** Folders that name themselves as meant for adults are left out, not the files in them that do not. */
    SearchSummary of(Person person, SearchSummary summary) {
        if (!person.isSheltered()) {
            return summary;
        }
        var folders = new HashMap<String, Boolean>(); // those of a host come again and again
        var fit = summary.lines().stream()
                .filter(line -> shows(person, line))
                .map(line -> line.withFolders(folder -> folders.computeIfAbsent(folder, name -> !isForAdults(name))))
                .toList();
        return new SearchSummary(summary.search(), fit);
    }
}
