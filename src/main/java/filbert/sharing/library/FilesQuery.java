package filbert.sharing.library;

import java.util.List;

/**
 * Which files to list.
 *
 * @param person who is looking; sees network, household and own private files
 * @param folder 0 for all
 * @param words canonical words, all to match; empty for all
 * @param type {@code audio, video, image, document, archive, program, other} or empty
 * @param sort column, {@code -} before it for descending: {@code name, size, modified}
 * @param page from 1
 */
public record FilesQuery(long person, long folder, List<String> words, String type, String sort, int page) {
    public static final int PAGE_SIZE = 100;
}
