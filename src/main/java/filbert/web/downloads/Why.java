package filbert.web.downloads;

import filbert.sharing.download.Grounds;
import filbert.web.Figures;
import filbert.web.Saying;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a source is left alone or was given up, as a sentence without its subject. */
public final class Why {
    private Why() {}

    /** Its arguments are the words of others, then the figures. */
    public static @Nullable Saying of(Grounds grounds) {
        if (grounds.isNone()) {
            return null;
        }
        var arguments = new ArrayList<Object>(List.of(grounds.words()));
        grounds.figures().forEach(figure -> arguments.add(Figures.count(figure)));
        return new Saying("source.why." + grounds.kind().key(), arguments);
    }
}
