package filbert.household;

import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.spam.Asked;
import filbert.servent.spam.Experience;
import filbert.servent.spam.Lesson;
import filbert.servent.spam.LessonStore;
import filbert.servent.spam.Lessons;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;

/** What the household calls spam and what not. Members teach, everybody profits, each lesson can be taken back. Thread-safe; may block. */
public final class HouseholdSpam {
    private final LessonStore store;
    private final Experience experience;
    private final InstantSource clock;

    public HouseholdSpam(LessonStore store, Experience experience, InstantSource clock) {
        this.store = store;
        this.experience = experience;
        this.clock = clock;
        learnAnew();
    }

    /** What was taught, on this machine or another of the house. */
    public synchronized void learnAnew() {
        experience.learned(new Lessons(store.load()));
    }

    void teach(Person person, FoundFile file, Lesson.Verdict verdict) {
        person.require(Role.MEMBER);
        var hosts = file.sources().stream().map(source -> source.address().ip()).distinct().toList();
        store.add(new Lesson(0, person.id(), verdict, file.sha1(), file.name(), file.size(), hosts, clock.instant()));
        learnAnew();
    }

    /** Newest first. */
    public List<Lesson> lessons(Person person) {
        person.require(Role.GUEST);
        return store.load();
    }

    /**
     * Takes a lesson back. One's own; the owner everybody's.
     *
     * @throws NoSuchElementException when there is none, or it is somebody else's
     */
    public void forget(Person person, long id) {
        person.require(Role.MEMBER);
        var lesson = store.load().stream()
                .filter(one -> one.id() == id && (one.person() == person.id() || person.role() == Role.OWNER))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("lesson " + id));
        store.remove(lesson.id());
        learnAnew();
    }

    /** Takes back what was said of this content. Says nothing when nothing was. */
    void forget(Person person, FoundFile file) {
        person.require(Role.MEMBER);
        store.load().stream()
                .filter(lesson -> file.sha1().isPresent()
                        ? lesson.sha1().equals(file.sha1())
                        : lesson.sha1().isEmpty() && lesson.name().equals(file.name()) && lesson.size() == file.size())
                .findFirst()
                .ifPresent(lesson -> forget(person, lesson.id()));
    }

    /** A search as the household sees it now. */
    public SearchView judged(SearchView search) {
        var lessons = experience.lessons();
        var asked = Asked.of(search.query());
        return search.withFiles(search.files().stream().map(file -> file.judged(lessons, asked)).toList());
    }

    /** One file of a search as the household sees it now. */
    FoundFile judged(SearchView search, FoundFile file) {
        return file.judged(experience.lessons(), Asked.of(search.query()));
    }
}
