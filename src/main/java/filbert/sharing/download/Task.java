package filbert.sharing.download;

import filbert.identity.TigerRoot;

/** What a worker asks for next. */
sealed interface Task {
    record Probe() implements Task {}

    record Tree(TigerRoot root) implements Task {}

    record Range(Segments.Claim claim) implements Task {}

    /** This source has nothing of what is missing. */
    record NotHere() implements Task {}

    record Nothing() implements Task {}
}
