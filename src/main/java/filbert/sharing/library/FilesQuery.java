package filbert.sharing.library;

import filbert.wire.words.Words;
import java.util.List;

/**
 * Which files to list.
 *
 * @param person who is looking; sees network, household and own private files
 * @param folder 0 for all
 * @param below a folder in it, such as {@code album/cd 1}: only what lies below; empty for all
 * @param words canonical words, all to match; empty for all
 * @param type {@code audio, video, image, document, archive, program, other} or empty
 * @param sort column, {@code -} before it for descending: {@code name, size, modified}
 * @param page from 1
 */
public record FilesQuery(long person, long folder, String below, List<String> words, String type, String sort, int page) {
    public static final int PAGE_SIZE = 100;

    /** Of one shared folder that are told. */
    public static final int MOST_FOLDERS = 200;

    public FilesQuery(long person, long folder, List<String> words, String type, String sort, int page) {
        this(person, folder, "", words, type, sort, page);
    }

    /** The same, below a folder in the shared one: nothing where no shared one is chosen. Slashes at its ends do not count. */
    public FilesQuery below(String path) {
        return new FilesQuery(person, folder, folder == 0 ? "" : path.replaceAll("^/+|/+$", ""), words, type, sort, page);
    }

    /** How the paths of what is looked at begin. */
    public String prefix() {
        return below.isEmpty() ? "" : below + "/";
    }

    /** As people ask: {@code text} in any spelling, {@code type} and {@code sort} possibly blank, {@code page} at least 1. */
    public static FilesQuery asked(long person, long folder, String text, String type, String sort, int page) {
        return new FilesQuery(person, folder, Words.of(text), type, sort.isBlank() ? "name" : sort, Math.max(1, page));
    }

    /** Does a list of these files look into this folder? */
    public boolean sees(SharedFolder its) {
        return (folder == 0 || folder == its.id()) && (its.visibility() != Visibility.PRIVATE || its.owner() == person);
    }

    /** The same, by this person whoever it said. */
    public FilesQuery by(long somebody) {
        return new FilesQuery(somebody, folder, below, words, type, sort, page);
    }
}
