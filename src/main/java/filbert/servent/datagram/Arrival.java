package filbert.servent.datagram;

import filbert.identity.HostAddress;
import filbert.wire.message.Header;
import filbert.wire.message.Message;

/**
 * A message that came by datagram, from a welcome address and within the rates.
 *
 * @param header as it stood on the wire; TTL and hops mean little here
 * @param payload as it came, for those who pass it on; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Arrival(HostAddress from, Header header, Message message, byte[] payload) {}
