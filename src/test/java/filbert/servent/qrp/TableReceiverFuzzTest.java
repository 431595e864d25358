package filbert.servent.qrp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import filbert.wire.message.Header;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.QrpPatch;
import filbert.wire.message.QrpReset;
import io.netty.buffer.Unpooled;

/** A stream of query routing messages, each a length byte and a payload. */
final class TableReceiverFuzzTest {
    /** S-41, S-72: any sequence leads to a table, to an offence or to nothing. */
    @FuzzTest
    void anySequenceOfMessagesIsTaken(byte[] data) {
        var receiver = TableReceiver.ofLeaf();
        var in = Unpooled.wrappedBuffer(data);
        while (in.isReadable()) {
            var payload = in.readSlice(Math.min(in.readUnsignedByte(), in.readableBytes()));
            try {
                var step = switch (MessageCodec.decode(Header.QRP, payload)) {
                    case QrpReset reset -> receiver.receive(reset);
                    case QrpPatch patch -> receiver.receive(patch);
                    default -> throw new AssertionError("no query routing message");
                };
                if (step instanceof TableReceiver.Step.Complete(var table)) {
                    assertThat(receiver.table()).contains(table);
                    assertThat(table.isFull()).isFalse();
                } else if (step instanceof TableReceiver.Step.Offence) {
                    assertThat(receiver.table()).isEmpty();
                }
            } catch (MalformedMessageException dropped) {
                assertThat(dropped.getMessage()).isNotEmpty();
            }
        }
        receiver.close();
    }
}
