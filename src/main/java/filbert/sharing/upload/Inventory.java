package filbert.sharing.upload;

import filbert.identity.Urn;
import java.util.Optional;
import java.util.stream.Stream;

/** Which file a request means, and what of it may be told and sent. Any thread. */
final class Inventory {
    private final SharedContent content;
    private volatile UnfinishedContent unfinished = UnfinishedContent.NONE;

    Inventory(SharedContent content) {
        this.content = content;
    }

    void serveUnfinished(UnfinishedContent content) {
        unfinished = content;
    }

    /** One that is complete, else one on its way to us. */
    Optional<ServedFile> any(Urn urn) {
        return complete(urn).or(() -> unfinished(urn));
    }

    Optional<ServedFile> complete(Urn urn) {
        return urn.sha1().flatMap(content::bySha1).filter(file -> agrees(urn, file));
    }

    private Optional<ServedFile> unfinished(Urn urn) {
        return urn.sha1().flatMap(unfinished::bySha1).map(UnfinishedFile::file).filter(file -> agrees(urn, file));
    }

    /** What may be told and sent of it at this moment. */
    VerifiedRanges verified(ServedFile file) {
        return unfinished.bySha1(file.sha1()).filter(now -> now.file().equals(file)).map(UnfinishedFile::verified).orElse(VerifiedRanges.NONE);
    }

    /** A bitprint whose tiger root is another names another content. */
    private static boolean agrees(Urn urn, ServedFile file) {
        return urn.sha1().filter(file.sha1()::equals).isPresent() && urn.tigerRoot().map(file.tigerRoot()::equals).orElse(true);
    }

    /** Index and name must agree, or the name must be the only one of its kind (3-transfer, 3.2.2, 6). */
    Optional<ServedFile> byName(long index, String name) {
        return content.byIndex(index).filter(file -> file.name().equals(name)).or(() -> onlyOneNamed(name));
    }

    private Optional<ServedFile> onlyOneNamed(String name) {
        var named = content.byName(name);
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    enum Standing {
        THERE,
        /** About to appear under its final name. */
        MOVING,
        HIDDEN
    }

    /** How an unfinished file stands at this moment. May block: for workers. */
    Standing standing(ServedFile file) {
        if (unfinished.bySha1(file.sha1()).filter(unfinished::mayBeServed).isEmpty()) {
            return Standing.HIDDEN;
        }
        return OnDisk.unchanged(file) ? Standing.THERE : file.growing() ? Standing.MOVING : Standing.HIDDEN;
    }

    /** False when the peer says what it expects, and this is something else. */
    static boolean isWhatIsExpected(HttpRequest request, ServedFile file) {
        var expected = Stream.of("X-Gnutella-Content-URN", "X-Content-URN")
                .flatMap(name -> request.headers().get(name).stream())
                .flatMap(value -> Stream.of(value.split(",")))
                .flatMap(text -> Urn.parse(text.strip()).stream())
                .filter(urn -> urn.sha1().isPresent())
                .toList();
        return expected.isEmpty() || expected.stream().anyMatch(urn -> agrees(urn, file));
    }
}
