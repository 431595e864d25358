package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.KeptParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;

/** What removed downloads left, as people see it. Blocks. */
final class Leavings {
    private final KeptParts parts;

    Leavings(KeptParts parts) {
        this.parts = parts;
    }

    List<KeptPart> all() {
        try {
            return parts.all().stream().map(Leavings::shown).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptPart shown(KeptParts.Kept part) {
        var wanted = part.wanted();
        return new KeptPart(wanted.sha1(), wanted.person(), wanted.name(), wanted.size(), part.written(), part.since(), wanted.unvouched());
    }

    /** How large the file is of which there is a part that will be gone on with. */
    OptionalLong size(Sha1 content) {
        try {
            return parts.size(content);
        } catch (IOException unreadable) {
            return OptionalLong.empty(); // said when it is opened
        }
    }

    /** @return false when there is no such part */
    boolean discard(Sha1 content) {
        try {
            return parts.delete(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
