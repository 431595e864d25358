package filbert.sharing.download.adopt;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name LimeWire and its heirs give an unfinished file: {@code T-<size>-<name>}, with {@code " (2)"} before the extension when there are several
 * (com.limegroup.gnutella.downloader.IncompleteFileManager, tempName). Which bytes are there stands in {@link LimeDownloads} alone.
 */
record LimeName(long size, String name) {
    private static final Pattern SHAPE = Pattern.compile("T-([1-9][0-9]{0,15})-(.+)", Pattern.DOTALL);

    static Optional<LimeName> parse(String file) {
        var shape = SHAPE.matcher(file);
        return shape.matches() ? Optional.of(new LimeName(Long.parseLong(shape.group(1)), shape.group(2))) : Optional.empty();
    }
}
