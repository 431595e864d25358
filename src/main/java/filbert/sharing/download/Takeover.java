package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.download.AdoptionView.State;
import filbert.sharing.download.adopt.Client;
import filbert.sharing.download.adopt.DamagedException;
import filbert.sharing.download.adopt.Leftover;
import filbert.sharing.download.adopt.Leftovers;
import filbert.sharing.download.disk.DiskTrouble;
import filbert.sharing.download.disk.Intake;
import filbert.sharing.download.disk.PartialFile;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Storage;
import filbert.sharing.hashing.TreeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else left of a file becomes bytes of our own partial file. Only what we lack is copied; it counts as written, and as present only
 * once the tree has proved it, or the SHA-1 of the whole. Synced and journalled like bytes from a source, so that a kill costs what was not synced.
 * Owner only.
 */
final class Takeover {
    private final Engine engine;
    private final Download download;
    private final Leftovers.Origin origin;
    private State state = State.WAITING;
    private String problem = "";
    private String detail = "";
    private long said = -1;
    private long passed;
    private long kept;
    private long proved;
    private long spoiled;
    private @Nullable Run run;

    Takeover(Engine engine, Download download, Leftovers.Origin origin) {
        this.engine = engine;
        this.download = download;
        this.origin = origin;
    }

    Download download() {
        return download;
    }

    Leftovers.Origin origin() {
        return origin;
    }

    /** Is there still something to do? */
    boolean pending() {
        return state == State.WAITING || running();
    }

    boolean running() {
        return run != null;
    }

    /**
     * @param outcome of the disk, told as a fetching would
     * @param ended told once when there is nothing more to do
     */
    void begin(Outcome outcome, Consumer<Takeover> ended) {
        state = State.COPYING;
        var begun = new Run(outcome, ended);
        run = begun;
        begun.read();
    }

    /** To be begun again some time; what has been copied is synced. @return whether it ran */
    boolean halt() {
        var now = run;
        if (now == null) {
            return false;
        }
        now.stop();
        state = State.WAITING;
        return true;
    }

    void sync() {
        if (run != null) {
            run.storage.sync();
        }
    }

    /** Nobody wants the rest of it. */
    void leave() {
        halt();
        state = State.LEFT;
    }

    AdoptionView view() {
        return new AdoptionView(
                download.id(), origin.client(), origin.file(), state, said, passed, kept, proved, spoiled, problem, detail);
    }

    private final class Run implements Storage.Events, Intake.Listener {
        private final Outcome outcome;
        private final Consumer<Takeover> ended;
        private final Storage storage;
        private @Nullable Leftover leftover;
        private Collection<Span> unsaid = List.of(); // of what may be there though nobody says so
        private long keptBefore;
        private boolean over;

        Run(Outcome outcome, Consumer<Takeover> ended) {
            this.outcome = outcome;
            this.ended = ended;
            storage = new Storage(
                    engine.disk(), engine.settings().incomplete(), download.lane(), engine.workers(), engine.owner(), this);
        }

        void read() {
            download.lane().execute(() -> {
                try {
                    var told = Leftovers.read(origin);
                    tell(() -> open(told));
                } catch (DamagedException e) {
                    tell(() -> fail(e.key(), ""));
                } catch (IOException e) {
                    tell(() -> fail("unreadable", String.valueOf(e.getMessage())));
                }
            });
        }

        private void tell(Runnable event) {
            engine.owner().execute(() -> {
                if (!over) {
                    event.run();
                }
            });
        }

        private void open(Leftover told) {
            leftover = told;
            if (told.sha1().filter(sha1 -> !sha1.equals(download.sha1())).isPresent()) {
                fail("other-content", "");
            } else if (download.size() >= 0 && download.size() != told.size()) {
                fail("other-size", "");
            } else {
                if (download.size() < 0) {
                    download.sizeIs(told.size());
                }
                storage.open(download.wanted(), download.stock().expected(), engine.settings().reserve());
            }
        }

        @Override
        public void opened(Storage.Contents contents) {
            var from = leftover;
            if (from == null) {
                throw new IllegalStateException("bug: opened for nothing");
            }
            var proves = useTree(from, contents.tree());
            var lacking = from.claims().stream().flatMap(claim -> contents.arrived().missingFrom(claim).stream()).toList();
            said = lacking.stream().mapToLong(Span::length).sum();
            passed = 0;
            unsaid = proves && from.client() == Client.GTK_GNUTELLA ? unsaid(from, contents) : List.of();
            keptBefore = 0;
            outcome.progress(contents);
            tellPercent();
            storage.take(new Intake(engine.disk(), origin.file(), lacking, from.guessed() ? Intake.Holes.BLANK : Intake.Holes.NONE), this);
        }

        /** gtk-gnutella tells of a minute ago; what came since is there all the same, and the tree finds out. */
        private List<Span> unsaid(Leftover from, Storage.Contents contents) {
            var known = contents.arrived();
            from.claims().forEach(known::add);
            return known.missingFrom(new Span(0, from.size()));
        }

        /** Whoever left it may have had a tree, or the name of one: as good as a source's word. @return is there a tree now? */
        private boolean useTree(Leftover from, Optional<TigerRoot> known) {
            var trust = download.trust();
            known.ifPresent(trust::hear);
            from.tigerRoot().ifPresent(trust::hear);
            var usable = from.row().filter(row -> known.isEmpty() && trust.root().filter(row.root()::equals).isPresent());
            usable.ifPresent(storage::trust);
            return usable.isPresent() || known.isPresent();
        }

        @Override
        public void took(long read, long copied) {
            if (state == State.COPYING) {
                passed = read;
                tellPercent();
            }
            kept = keptBefore + copied;
        }

        private void tellPercent() {
            download.becomes(
                    DownloadView.State.CHECKING, Takeovers.ADOPTING, Long.toString(passed * 100 / Math.max(1, said)), engine.now());
        }

        @Override
        public void tookAll() {
            var rest = unsaid;
            unsaid = List.of();
            state = State.PROVING;
            if (rest.isEmpty()) {
                storage.settle();
            } else {
                keptBefore = kept;
                storage.take(new Intake(engine.disk(), origin.file(), rest, Intake.Holes.BLANK), this);
            }
        }

        @Override
        public void lost(String why) {
            problem = "unreadable";
            detail = why;
            unsaid = List.of();
            tookAll();
        }

        @Override
        public void synced(Storage.Contents contents) {
            outcome.progress(contents);
        }

        @Override
        public void judged(PartialFile.Verdict verdict) {
            if (verdict.right()) {
                download.trust().right();
            } else {
                spoiled += verdict.slice().length();
            }
        }

        @Override
        public void settled(Storage.Contents contents) {
            outcome.progress(contents);
            storage.close(this::closed);
        }

        private void closed(Storage.Contents contents) {
            if (!over) {
                proved = contents.right().total();
                kept = Math.max(0, kept - spoiled);
                end(problem.isEmpty() ? State.DONE : State.FAILED);
                ended.accept(Takeover.this);
            }
        }

        private void fail(String key, String about) {
            problem = key;
            detail = about;
            end(State.FAILED);
            ended.accept(Takeover.this);
        }

        private void end(State how) {
            over = true;
            run = null;
            state = how;
        }

        void stop() {
            over = true;
            run = null;
            storage.close(outcome::progress);
        }

        @Override
        public void checking(long bytes) {
            throw new IllegalStateException("bug: nobody asked for the SHA-1");
        }

        @Override
        public void checked(Sha1 sha1) {
            throw new IllegalStateException("bug: nobody asked for the SHA-1");
        }

        @Override
        public void published(Path path, Optional<TreeRow> row) {
            end(State.DONE);
            outcome.published(path, row);
            ended.accept(Takeover.this);
        }

        /** It is begun again when the disk is better, as a fetching is. */
        @Override
        public void troubled(DiskTrouble trouble) {
            end(State.WAITING);
            outcome.troubled(trouble);
        }
    }

    /** Those of a list that wait, in order. */
    static List<Takeover> waiting(List<Takeover> all) {
        return all.stream().filter(takeover -> takeover.state == State.WAITING).toList();
    }
}
