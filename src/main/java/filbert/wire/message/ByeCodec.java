package filbert.wire.message;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Code u16 little-endian, text, NUL (1-connect, 5.4). */
final class ByeCodec {
    private static final int CODE_LENGTH = 2;

    /** Above it, two letters are text that lacks a code. */
    private static final int HIGHEST_CODE = 999;

    private static final int NO_CODE = 901;

    private ByeCodec() {}

    static Bye decode(ByteBuf payload) {
        if (payload.readableBytes() < CODE_LENGTH || payload.readableBytes() > Limits.BYE) {
            throw new MalformedMessageException("bye of " + payload.readableBytes() + " bytes, need " + CODE_LENGTH + " to " + Limits.BYE);
        }
        var code = payload.getUnsignedShortLE(payload.readerIndex());
        if (code > HIGHEST_CODE && isLetters(code)) {
            code = NO_CODE;
        } else {
            payload.skipBytes(CODE_LENGTH);
        }
        var nul = payload.bytesBefore((byte) 0);
        var text = payload.readCharSequence(nul < 0 ? payload.readableBytes() : nul, StandardCharsets.UTF_8);
        return new Bye(code, text.toString());
    }

    static void encode(Bye bye, ByteBuf out) {
        var text = bye.reason().replace("\0", "").getBytes(StandardCharsets.UTF_8);
        out.writeShortLE(bye.code());
        out.writeBytes(text, 0, Math.min(text.length, Limits.BYE - CODE_LENGTH - 1)).writeByte(0);
    }

    private static boolean isLetters(int code) {
        return isLetter(code & 0xFF) && isLetter(code >> 8);
    }

    private static boolean isLetter(int octet) {
        return (octet >= 'A' && octet <= 'Z') || (octet >= 'a' && octet <= 'z');
    }
}
