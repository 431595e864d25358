package filbert.servent.routing;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/**
 * Somebody who is no neighbour and asked by datagram.
 *
 * @param answers takes the payload of every hit, valid during the call only
 */
record Caller(Consumer<ByteBuf> answers) implements Origin {}
