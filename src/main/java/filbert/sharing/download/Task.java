package filbert.sharing.download;

import filbert.identity.TigerRoot;
import filbert.sharing.download.disk.Span;

/** What a worker asks for next. */
sealed interface Task {
    record Probe() implements Task {}

    record Tree(TigerRoot root) implements Task {}

    /** Bytes that are there already: does it still send the same? */
    record Compare(Span span) implements Task {}

    /** @param span what to ask for: all of the claim, or what others left of it */
    record Range(Segments.Claim claim, Span span) implements Task {}

    /** This source has nothing of what is missing. */
    record NotHere() implements Task {}

    record Nothing() implements Task {}
}
