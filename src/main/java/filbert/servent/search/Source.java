package filbert.servent.search;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.util.List;

/**
 * A host that offers a file.
 *
 * @param index the file's index there, needed for pushes and {@code /get/}
 * @param name as that host calls it; data, never a path
 * @param push true when it must be asked to call us
 * @param proxies its push proxies
 * @param tags what it says of the content; not kept over a restart
 * @param folder the folder it says the file is in, {@code Music/Old songs}, or nothing; data, never a path
 */
public record Source(
        HostAddress address,
        Guid servent,
        long index,
        String name,
        String vendor,
        long speed,
        boolean push,
        boolean busy,
        List<HostAddress> proxies,
        Tags tags,
        String folder) {
    /** One that says nothing of the content. */
    public Source(
            HostAddress address, Guid servent, long index, String name, String vendor, long speed, boolean push, boolean busy, List<HostAddress> proxies) {
        this(address, servent, index, name, vendor, speed, push, busy, proxies, Tags.NONE, "");
    }

    /** One that tells no folder. */
    public Source(
            HostAddress address,
            Guid servent,
            long index,
            String name,
            String vendor,
            long speed,
            boolean push,
            boolean busy,
            List<HostAddress> proxies,
            Tags tags) {
        this(address, servent, index, name, vendor, speed, push, busy, proxies, tags, "");
    }

    /** The same, called elsewhere. */
    public Source at(HostAddress elsewhere) {
        return new Source(elsewhere, servent, index, name, vendor, speed, push, busy, proxies, tags, folder);
    }

    public Source withProxies(List<HostAddress> now) {
        return new Source(address, servent, index, name, vendor, speed, push, busy, List.copyOf(now), tags, folder);
    }
}
