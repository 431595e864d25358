package filbert.servent.spam;

import java.util.List;

/** Keeps what the household taught, the newest {@link Lessons#MOST}. Every method may block. */
public interface LessonStore {
    /** Newest first. */
    List<Lesson> load();

    /** Adds one; an older one for the same content goes. */
    void add(Lesson lesson);

    /** @return false when it is not there */
    boolean remove(long id);
}
