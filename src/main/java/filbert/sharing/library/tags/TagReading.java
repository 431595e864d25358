package filbert.sharing.library.tags;

import filbert.servent.search.Tags;
import filbert.sharing.library.FileType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tags of any file, within a time. A reader that does not come back is left behind on its thread; after a few of those no more are begun, so
 * that odd files cannot eat the machine. Safe from any thread that may block; one file is read at a time.
 */
public final class TagReading {
    private static final Logger LOG = LoggerFactory.getLogger(TagReading.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LOST = 3;

    private final TagReader audio;
    private final TagReader pictures;
    private final TagReader documents;
    private final Duration patience;
    private int lost;

    public TagReading() {
        this(new AudioTags(), new PictureTags(), new DocumentTags(), PATIENCE);
    }

    TagReading(TagReader audio, TagReader pictures, TagReader documents, Duration patience) {
        this.audio = audio;
        this.pictures = pictures;
        this.documents = documents;
        this.patience = patience;
    }

    /** Nothing known is {@link Tags#NONE}, for whatever reason. */
    public synchronized Tags of(Path file) {
        return switch (FileType.of(String.valueOf(file.getFileName()))) {
            case AUDIO -> read(audio, file);
            case VIDEO, IMAGE -> read(pictures, file);
            case DOCUMENT -> read(documents, file);
            case ARCHIVE, PROGRAM, OTHER -> Tags.NONE;
        };
    }

    private Tags read(TagReader reader, Path file) {
        if (lost >= MOST_LOST) {
            return Tags.NONE;
        }
        var task = new FutureTask<>(() -> reader.read(file));
        var thread = Thread.ofPlatform().daemon().name("tags").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException unreadable) {
            LOG.debug("no tags of {}: {}", file, String.valueOf(unreadable.getCause()));
        } catch (TimeoutException stuck) {
            thread.interrupt();
            lost++;
            LOG.warn("Reading the tags of {} took more than {} s and was given up{}", file, patience.toSeconds(),
                    lost == MOST_LOST ? "; no more tags are read until the next start" : "");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        return Tags.NONE;
    }
}
