package filbert.sharing.download;

import filbert.net.Owner;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.http.Requests;
import filbert.sharing.mesh.Mesh;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What every download works with. {@code folders} gives a person's folder of finished files. */
record Engine(
        Owner owner,
        InstantSource clock,
        Executor workers,
        Disk disk,
        DownloadSettings settings,
        LongFunction<Path> folders,
        Requests requests,
        Hosts hosts,
        Places places,
        Mesh mesh,
        PartialShelf partials,
        SourceSearch search,
        Rations rations) {

    /** @param look called when a host nobody uses has a link */
    static Engine of(DownloadSettings settings, DownloadWorld world, PartialShelf partials, Runnable look) {
        var owner = world.network().owner();
        return new Engine(
                owner,
                world.clock(),
                world.workers(),
                world.disk(),
                settings,
                world.folders(),
                new Requests(world.userAgent(), world.pushes()::whereabouts),
                new Hosts(world.network(), world.pushes(), settings.connections(), look),
                new Places(),
                world.mesh(),
                partials,
                world.search(),
                new Rations(world.allowances(), owner));
    }

    long now() {
        return owner.nanos();
    }

    /** A moment of the owner's timeline as people read it; null for one that is past. */
    @Nullable Instant instant(long nanos) {
        var ahead = nanos - now();
        return ahead <= 0 ? null : clock.instant().plusNanos(ahead);
    }

    /** The same; for one that is past, now. */
    Instant instantAtLeast(long nanos) {
        return clock.instant().plusNanos(Math.max(0, nanos - now()));
    }

    /** How long ago that was by the clock people read; none at all for what is yet to come. */
    long nanosSince(Instant moment, Duration most) {
        var ago = Duration.between(moment, clock.instant());
        return ago.isNegative() ? 0 : (ago.compareTo(most) < 0 ? ago : most).toNanos();
    }
}
