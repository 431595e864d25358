package filbert.household.history;

import java.time.Instant;
import java.util.List;

/** Keeps what people searched for, and which of their bookmarks are live. Writes are durable when they return; methods may block. */
public interface HistoryStore {
    /** Newest first. */
    List<PastSearch> of(long person, int from, int atMost);

    int count(long person);

    /** The ids of all, newest first. */
    List<String> ids(long person);

    /** @return false when this person has none such */
    boolean remove(long person, String search);

    /** One more file of it is downloaded. */
    void taken(String search);

    /** @return how many older ones there were */
    int forgetBefore(Instant when);

    /** How somebody last asked for these words; an empty look forgets it. */
    void look(long person, String words, String look);

    /** Forgets how words were asked for that no search is left of. */
    void forgetLooks();

    List<String> live(long person);

    void makeLive(long person, String words);

    void makeStill(long person, String words);
}
