package filbert.servent.push;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import java.net.InetAddress;

/** Passes pushes on to leaves of ours, for whoever asks over HTTP (3-transfer, 3.9.4). Owner only. */
public interface PushProxy {
    /** For servents that are nobody's proxy. */
    PushProxy NONE = (servent, index, requester, source) -> Outcome.NOT_HERE;

    /** What became of it. */
    enum Outcome {
        /** On its way to the leaf. */
        FORWARDED,
        /** No leaf of ours has this GUID. */
        NOT_HERE,
        /** The address to be called is not the one the request comes from, or nobody's. */
        NOT_YOURS,
        TOO_OFTEN
    }

    /**
     * Passes one push on.
     *
     * @param index unsigned 32 bits
     * @param requester where the leaf is to call
     * @param source where the request really comes from
     */
    Outcome relay(Guid servent, long index, HostAddress requester, InetAddress source);
}
