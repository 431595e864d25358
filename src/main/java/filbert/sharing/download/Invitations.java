package filbert.sharing.download;

import filbert.identity.HostAddress;
import filbert.net.Link;
import filbert.sharing.download.QueueCallers.Fate;
import java.util.function.Predicate;

/** Decides about servents that say it is our turn in their queue (3-transfer, 3.6.3). Owner only. */
final class Invitations {
    private final Engine engine;
    private final Predicate<Download> wanted;
    private final Runnable onTaken;

    /**
     * @param wanted is it one of ours, and to be fetched now?
     * @param onTaken told when there is a link to ask on
     */
    Invitations(Engine engine, Predicate<Download> wanted, Runnable onTaken) {
        this.engine = engine;
        this.wanted = wanted;
        this.onTaken = onTaken;
    }

    Fate take(QueueCallers.Call call, Link link) {
        var fate = judge(call, link);
        if (fate != Fate.TAKEN) {
            link.close();
        }
        return fate;
    }

    private Fate judge(QueueCallers.Call call, Link link) {
        var holder = engine.places().holder(call.id()).orElse(null);
        if (holder == null) {
            return Fate.UNKNOWN;
        }
        var candidate = holder.candidate();
        if (!wanted.test(holder.download()) || candidate.bad()) {
            return Fate.NOT_WANTED;
        }
        call.address().ifPresent(address -> move(holder, address));
        var host = engine.hosts().of(candidate.key());
        if (!host.wouldTakeCallFor(candidate)) {
            return Fate.NOT_WANTED;
        }
        link.loop().execute(() -> host.calledFor(candidate, link, onTaken));
        return Fate.TAKEN;
    }

    /** A host whose address changed tells its new one; while it is being asked at the old one, that stays. */
    private static void move(Places.Holder holder, HostAddress address) {
        var candidate = holder.candidate();
        if (candidate.state() == Candidate.State.IDLE && !candidate.source().push() && !candidate.source().address().equals(address)) {
            holder.download().moves(candidate, address);
        }
    }
}
