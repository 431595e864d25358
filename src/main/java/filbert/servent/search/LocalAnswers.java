package filbert.servent.search;

import filbert.identity.Sha1;
import filbert.servent.routing.SharedWords;
import java.util.List;

/** What this servent can answer with. Implemented by the library; {@link #matching} is called on the owner for every query and must take microseconds. */
public interface LocalAnswers extends SharedWords {
    /**
     * Files visible to the network whose words match, plus files with one of the hashes, no duplicates (2-search, 2.2 and 2.3).
     *
     * @param words canonical words, every one to be the prefix of a word of the file, as often as repeated; empty matches nothing
     * @param mediaTypes the M bit mask, or 0 for no filter (2-search, 1.5)
     * @param atMost when more match, a random choice
     */
    List<LocalFile> matching(List<String> words, List<Sha1> hashes, int mediaTypes, int atMost);

    /**
     * Files shared last, the newest first.
     *
     * @param mediaTypes the M bit mask, or 0 for no filter
     */
    default List<LocalFile> newest(int mediaTypes, int atMost) {
        return List.of();
    }

    /**
     * All files visible to the network, piece by piece.
     *
     * @param index the last one already had; 0 to begin
     * @return those that follow, ascending by index; none at the end
     */
    default List<LocalFile> behind(long index, int atMost) {
        return List.of();
    }

    long files();

    long kibibytes();
}
