package filbert.wire.message;

import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.wire.ggep.Ggep;

/** "Call me at {@code requester} and offer file {@code index}" (3-transfer, 3.9.1). {@code index} is unsigned 32 bits. */
public record Push(Guid servent, long index, HostAddress requester, Ggep extensions) implements Message {}
