package filbert.sharing.library;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.household.AccountStore.Account;
import filbert.household.Role;
import filbert.store.Database;
import filbert.store.H2AccountStore;
import filbert.store.H2LibraryStore;
import filbert.wire.words.Words;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty thousand files on real threads, a real disk and a real database. */
final class LargeLibraryTest {
    private static final int FOLDERS = 200;
    private static final int FILES = 20_000;
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path disk;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final PatientOwner owner = new PatientOwner();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private Database database;
    private Path music;
    private FolderLibrary library;

    @BeforeEach
    void manyFiles() throws IOException {
        music = Files.createDirectory(disk.resolve("music"));
        for (var folder = 0; folder < FOLDERS; folder++) {
            var path = Files.createDirectory(music.resolve("Album " + folder));
            for (var i = 0; i < FILES / FOLDERS; i++) {
                var file = Files.writeString(path.resolve("Song f" + folder + "n" + i + ".ogg"), folder + " " + i);
                Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3600)));
            }
        }
        database = Database.open(disk.resolve("house"));
        new H2AccountStore(database).insert(new Account(0, "ann", Role.OWNER, "-", Optional.empty(), NOW));
        library = start();
    }

    @AfterEach
    void close() {
        library.close();
        workers.shutdown();
        database.close();
    }

    private FolderLibrary start() {
        var store = new H2LibraryStore(database, Words::canonical);
        var started = new FolderLibrary(measured(store), LibrarySettings.DEFAULT, owner, () -> NOW, new Random(1), workers);
        started.start();
        return started;
    }

    /** Notes the largest list that goes into or comes out of the store. */
    private LibraryStore measured(LibraryStore store) {
        return (LibraryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LibraryStore.class}, (_, method, arguments) -> {
                    try {
                        var answer = method.invoke(store, arguments);
                        note(answer);
                        if (arguments != null) {
                            List.of(arguments).forEach(this::note);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void note(Object value) {
        if (value instanceof Collection<?> many) {
            mostAtOnce.accumulateAndGet(many.size(), Math::max);
        }
    }

    private void until(BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(() -> library.view().toString()).isLessThan(end);
            synchronized (this) {
                wait(20);
            }
        }
    }

    private boolean idle() {
        return library.view().phase().equals("idle") && library.view().filesLeft() == 0;
    }

    @Test
    @Timeout(240)
    void twentyThousandFilesAreFoundHashedAndFoundAgain() throws Exception {
        library.add(1, music, Visibility.NETWORK, List.of());
        until(() -> library.shared().files() == FILES && idle());
        assertThat(library.view().files()).isEqualTo(FILES);
        assertThat(library.shared().matching(Words.of("album 7 song f7n99"), List.of(), 0, 500)).hasSize(1);
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(4000);

        for (var i = 0; i < 50; i++) {
            Files.delete(music.resolve("Album 11/Song f11n" + i + ".ogg"));
        }
        Files.move(music.resolve("Album 12"), music.resolve("Renamed 12"));
        library.close();
        library = start();
        assertThat(library.view().files()).isEqualTo(FILES);
        until(() -> library.shared().files() == FILES - 50 && idle());
        assertThat(library.shared().matching(List.of("renamed"), List.of(), 0, 500)).hasSize(100);
        assertThat(library.view().folders()).singleElement().satisfies(folder -> {
            assertThat(folder.files()).isEqualTo(FILES - 50);
            assertThat(folder.state()).isEqualTo("ready");
        });
        library.change(1, Visibility.HOUSEHOLD, List.of());
        assertThat(library.shared().files()).isZero();
        library.change(1, Visibility.NETWORK, List.of());
        until(() -> library.shared().files() == FILES - 50);
        library.remove(1);
        assertThat(library.view().files()).isZero();
    }
}
