package filbert.sharing.download;

import java.util.List;

/**
 * All that a magnet URI says, and what of it cannot be used (3-transfer, 3.11).
 *
 * @param files may be none: a link of search words only
 * @param keywords {@code kt}: each is a search to offer
 * @param unused keys we do not know or have no use for, as {@code key=value}
 * @param faults what was meant for us and cannot be used
 */
public record MagnetLink(List<Magnet> files, List<String> keywords, List<String> unused, List<Fault> faults) {
    public MagnetLink {
        files = List.copyOf(files);
        keywords = List.copyOf(keywords);
        unused = List.copyOf(unused);
        faults = List.copyOf(faults);
    }

    /** Why a part is left out. Messages are below {@code magnet.fault.}. */
    public enum Why {
        /** It is no {@code key=value}. */
        PART,
        /** The hash is none, or mistyped. */
        HASH,
        /** The hash covers only pieces of the file: anybody could change the rest. */
        PARTIAL_HASH,
        /** A hash only other networks can look for. */
        FOREIGN_HASH,
        /** A tree root alone: the network is asked by SHA-1. */
        TREE_ONLY,
        /** No number of bytes. */
        SIZE,
        /** No servent, by its address in numbers, that offers this very file. */
        SOURCE,
        /** Over a limit of {@link MagnetUri}. */
        TOO_MANY
    }

    /** @param part as it stands in the link, shortened */
    public record Fault(String part, Why why) {}

    /**
     * Contacts nobody.
     *
     * @throws IllegalArgumentException {@code magnet.malformed} or {@code magnet.too-long}
     */
    public static MagnetLink read(String uri) {
        return MagnetUri.read(uri);
    }
}
