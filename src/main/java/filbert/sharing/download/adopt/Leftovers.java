package filbert.sharing.download.adopt;

import filbert.sharing.download.disk.PartialFolder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Says what one file is, by its name, by what stands in it, and by what stands beside it. Blocks. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * Where a leftover was found, enough to read it again.
     *
     * @param database the list of its program that told of it
     */
    public record Origin(Client client, Path file, Optional<Path> database) {}

    /**
     * As it stands now: what was said of it when it was found may be old. A finished file is told by its size alone.
     *
     * @throws DamagedException when there is nothing any more that could be taken over
     */
    public static Leftover read(Origin origin) throws IOException, DamagedException {
        var file = origin.file();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DamagedException("gone");
        }
        if (origin.client() == Client.FINISHED) {
            return finished(file, Files.size(file));
        }
        var ledger = origin.database().isPresent() ? Ledger.read(origin.database().get()) : Optional.<Ledger>empty();
        return of(file, ledger)
                .filter(leftover -> leftover.client() == origin.client())
                .orElseThrow(() -> new DamagedException("gone"));
    }

    static Leftover finished(Path file, long size) throws DamagedException {
        if (size < 1) {
            throw new DamagedException("sizes");
        }
        var none = Optional.<filbert.identity.TigerRoot>empty();
        return new Leftover(
                Client.FINISHED, file, file.getFileName().toString(), size, Optional.empty(), none, Optional.empty(), Claims.upTo(size), false);
    }

    /**
     * Empty for a file that tells nothing of itself.
     *
     * @param file regular, no link
     * @throws DamagedException when it looks like a leftover and cannot be believed
     */
    static Optional<Leftover> of(Path file, Optional<? extends Ledger> ledger) throws IOException, DamagedException {
        var name = file.getFileName().toString();
        if (name.endsWith(PartialFolder.DATA)) {
            var ours = filbert(file, name);
            if (ours.isPresent()) {
                return ours;
            }
        }
        var lime = LimeName.parse(name);
        if (lime.isPresent()) {
            return Optional.of(lime(file, lime.get(), ledger.filter(LimeDownloads.class::isInstance).flatMap(list -> ((LimeDownloads) list).entry(file))));
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var length = channel.size();
            var told = ledger.filter(GtkDatabase.class::isInstance).flatMap(list -> ((GtkDatabase) list).entry(file, length));
            try {
                return GtkTold.of(GtkTrailer.read(file, channel), told);
            } catch (DamagedException e) {
                return Optional.of(told.orElseThrow(() -> e).leftover()); // the list outlives a trailer that was cut off while it was written
            }
        } catch (EOFException shorterNow) {
            throw new DamagedException("cut");
        }
    }

    private static Optional<Leftover> filbert(Path data, String name) throws IOException, DamagedException {
        var journal = data.resolveSibling(name.substring(0, name.length() - PartialFolder.DATA.length()) + PartialFolder.JOURNAL);
        var kept = PartialFolder.read(journal);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var wanted = kept.get().wanted();
        if (!name.equals(PartialFolder.dataName(wanted.sha1())) || wanted.size() < 1) {
            throw new DamagedException("journal");
        }
        var root = kept.get().row().map(row -> row.root()).or(wanted::tigerRoot);
        return Optional.of(new Leftover(
                Client.FILBERT,
                data,
                wanted.name(),
                wanted.size(),
                Optional.of(wanted.sha1()),
                root,
                kept.get().row(),
                Claims.within(kept.get().written(), Files.size(data)),
                false));
    }

    /** Its list tells the SHA-1 and which bytes are there; without it, all there are may be. */
    private static Leftover lime(Path file, LimeName told, Optional<LimeDownloads.Entry> listed) throws IOException, DamagedException {
        var length = Files.size(file);
        if (length > told.size()) {
            throw new DamagedException("sizes");
        }
        var blocks = listed.map(LimeDownloads.Entry::blocks).filter(some -> !some.isEmpty());
        return new Leftover(
                Client.LIMEWIRE,
                file,
                told.name(),
                told.size(),
                listed.flatMap(LimeDownloads.Entry::sha1),
                Optional.empty(),
                Optional.empty(),
                blocks.map(some -> Claims.within(some, length)).orElseGet(() -> Claims.upTo(length)),
                blocks.isEmpty());
    }
}
