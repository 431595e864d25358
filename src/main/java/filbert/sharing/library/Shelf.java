package filbert.sharing.library;

import filbert.sharing.library.scan.Excludes;
import filbert.sharing.library.scan.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shared folder and how it is doing. Guarded by the catalogue's lock. */
final class Shelf {
    SharedFolder folder;
    Excludes excludes;
    long files;
    long bytes;
    long unhashed;
    long unreadable;
    /** Where it lay when it was last found in order; nowhere until then. */
    Walk.Place place = Walk.Place.NOWHERE;

    /** Moment of the timeline at which the whole of it was last found in order. */
    long foundAt;
    /** Moment of the timeline since which it has been missing; null while it is there. */
    @Nullable Long missingSince;
    /** Its files were taken out of the index because it was missing for long. */
    boolean withdrawn;

    /** Its stored files have been counted. */
    boolean loaded;

    boolean scanning;

    /** Somebody wants it left alone until the next look at the whole of it. */
    boolean calledOff;

    Shelf(SharedFolder folder, Excludes excludes) {
        this.folder = folder;
        this.excludes = excludes;
    }

    /** @param sign 1 for one more, -1 for one less */
    void count(SharedFile file, int sign) {
        files += sign;
        bytes += sign * file.size();
        unhashed += file.hashed().isEmpty() ? sign : 0;
    }

    /** The whole of it was found in order, at a moment of the timeline, at its place. */
    Shelf found(Walk.Place at, long unread, long moment) {
        place = at;
        missingSince = null;
        foundAt = moment;
        unreadable = unread;
        return this;
    }

    /** @return whether it was there until now */
    boolean missing(long moment) {
        var wasThere = missingSince == null;
        missingSince = wasThere ? Long.valueOf(moment) : missingSince;
        return wasThere;
    }

    /** What was found so far counts as found long ago. */
    Shelf callOff() {
        foundAt -= Duration.ofDays(1).toNanos();
        calledOff = true;
        return this;
    }

    /** As people see it. */
    SharedFolder view() {
        return with(folder.visibility(), folder.excludes(), state(), folder.lastScan());
    }

    private String state() {
        if (calledOff && (unhashed > 0 || folder.state().equals("new"))) {
            return "cancelled";
        }
        if (scanning) {
            return "scanning";
        }
        return folder.state().equals("ready") && unhashed > 0 ? "hashing" : folder.state();
    }

    SharedFolder with(Visibility visibility, List<String> excludes, String state, @Nullable Instant lastScan) {
        return new SharedFolder(
                folder.id(),
                folder.owner(),
                folder.path(),
                folder.alias(),
                visibility,
                excludes,
                loaded ? files : folder.files(),
                loaded ? bytes : folder.bytes(),
                state,
                lastScan);
    }
}
