package filbert.sharing.download;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.servent.search.Source;

/** What makes two sources the same host: the address one calls, or the servent one asks to call back. */
record HostKey(HostAddress address, Guid servent) {
    static final HostAddress NOWHERE = HostAddress.of(new byte[4], 0);

    static HostKey of(Source source) {
        return source.push() ? new HostKey(NOWHERE, source.servent()) : new HostKey(source.address(), Guid.ZERO);
    }
}
