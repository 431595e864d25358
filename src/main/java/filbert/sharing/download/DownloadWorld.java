package filbert.sharing.download;

import filbert.event.Happenings;
import filbert.net.Network;
import filbert.servent.push.Pushes;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.mesh.Mesh;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;

/**
 * What surrounds the queue of downloads.
 *
 * @param workers disk and hashing; a pool, or the calling thread itself in virtual time
 * @param folders a person's folder of finished files; asked on workers
 * @param userAgent for instance {@code Filbert/0.1}
 */
public record DownloadWorld(
        Network network,
        InstantSource clock,
        Executor workers,
        Disk disk,
        DownloadStore store,
        Pushes pushes,
        LongFunction<Path> folders,
        Finished finished,
        Happenings happenings,
        String userAgent,
        Mesh mesh,
        SourceSearch search,
        Allowances allowances) {
    /** Where nobody tells of others, nobody can be asked who has a file, and everybody may fetch as much as there is. */
    public DownloadWorld(
            Network network,
            InstantSource clock,
            Executor workers,
            Disk disk,
            DownloadStore store,
            Pushes pushes,
            LongFunction<Path> folders,
            Finished finished,
            Happenings happenings,
            String userAgent) {
        this(
                network, clock, workers, disk, store, pushes, folders, finished, happenings, userAgent,
                new Mesh(network.owner(), network.scope(), Optional::empty), SourceSearch.NONE, Allowances.UNLIMITED);
    }

    public DownloadWorld with(Mesh others) {
        return new DownloadWorld(network, clock, workers, disk, store, pushes, folders, finished, happenings, userAgent, others, search, allowances);
    }

    public DownloadWorld with(SourceSearch asking) {
        return new DownloadWorld(network, clock, workers, disk, store, pushes, folders, finished, happenings, userAgent, mesh, asking, allowances);
    }
}
