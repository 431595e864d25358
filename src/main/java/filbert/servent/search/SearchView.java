package filbert.servent.search;

import filbert.wire.message.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A search as it stands: immutable.
 *
 * @param person id of who asked
 * @param query the text as typed
 * @param asked neighbours it was sent to
 * @param answered distinct hosts that answered
 * @param reason message key below {@code search.why.} when nobody was asked or nobody answered, else empty
 * @param dropped hits refused, for instance over a ceiling
 */
public record SearchView(
        String id,
        long person,
        String query,
        State state,
        Instant started,
        int asked,
        int answered,
        String reason,
        int dropped,
        List<FoundFile> files,
        Reach reach) {

    /** One that went no farther than neighbours. */
    public SearchView(
            String id,
            long person,
            String query,
            State state,
            Instant started,
            int asked,
            int answered,
            String reason,
            int dropped,
            List<FoundFile> files) {
        this(id, person, query, state, started, asked, answered, reason, dropped, files, Reach.NONE);
    }

    public SearchView with(Reach farther) {
        return new SearchView(id, person, query, state, started, asked, answered, reason, dropped, files, farther);
    }

    /** Does it ask for the newest files, whatever they are called? */
    public boolean whatsNew() {
        return query.equalsIgnoreCase(Query.WHATS_NEW);
    }

    public SearchView withFiles(List<FoundFile> others) {
        return new SearchView(id, person, query, state, started, asked, answered, reason, dropped, others, reach);
    }

    public enum State {
        /** Waiting for a neighbour to ask. */
        WAITING,
        RUNNING,
        DONE,
        STOPPED
    }

    public SearchView withoutFiles() {
        return new SearchView(id, person, query, state, started, asked, answered, reason, dropped, List.of(), reach);
    }

    Optional<FoundFile> file(String fileId) {
        return files.stream().filter(file -> file.id().equals(fileId)).findFirst();
    }
}
