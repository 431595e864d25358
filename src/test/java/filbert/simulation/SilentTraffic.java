package filbert.simulation;

import filbert.servent.connection.Neighbour;
import filbert.servent.connection.Traffic;
import filbert.wire.message.Header;
import filbert.wire.message.Message;
import filbert.wire.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Hears everything, says nothing. */
public final class SilentTraffic implements Traffic {
    /** A message that reached the top. */
    public record Heard(Neighbour from, Header header, Message message) {}

    public final List<Neighbour> neighbours = new ArrayList<>();
    public final List<Neighbour> gone = new ArrayList<>();
    public final List<Heard> heard = new ArrayList<>();

    @Override
    public void joined(Neighbour neighbour) {
        neighbours.add(neighbour);
    }

    @Override
    public void left(Neighbour neighbour) {
        neighbours.remove(neighbour);
        gone.add(neighbour);
    }

    @Override
    public void received(Neighbour from, Header header, ByteBuf payload) {
        heard.add(new Heard(from, header, MessageCodec.decode(header.type(), payload.duplicate())));
    }
}
