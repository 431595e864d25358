package filbert.servent.routing;

import filbert.servent.qrp.QueryHashes;
import filbert.servent.qrp.WordHash;
import filbert.wire.message.Header;
import filbert.wire.message.Limits;
import filbert.wire.message.MalformedMessageException;
import filbert.wire.message.MessageCodec;
import filbert.wire.message.Query;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What routing needs of a query: the hashes of its words and URNs, read in place. Plain ASCII text with no extension that changes what is
 * asked, which is nearly every query, costs no allocation; anything else is decoded. One instance serves query after query: what it says
 * is true until the next {@link #read}. Confined to the owner.
 */
final class QueryGlance {
    private static final int SHORTEST = 4; // 2-search, 1.1
    private static final int SHORTEST_WORD = 3; // bytes; shorter words are not hashed: 2-search, 4.5
    private static final int MOST_BLOCKS = 32; // 2-search, 1.4 point 4
    private static final int FLAGS_AND_FIREWALLED = (Query.MARK | Query.FIREWALLED) >> 8;
    private static final int SEPARATOR = 0x1C;
    private static final int GGEP = 0xC3;
    private static final byte[] WHATS_NEW = Query.WHATS_NEW.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] URN_SHA1 = "urn:sha1:".getBytes(StandardCharsets.US_ASCII);
    private static final int URN_SHA1_LENGTH = URN_SHA1.length + 32;

    private final byte[] bytes = new byte[Limits.QUERY];
    private final QueryHashes hashes = new QueryHashes();
    private int length;
    private boolean general;
    private boolean whatsNew;

    /** Looks at a payload without moving its reader index. @return false when it is no query at all */
    boolean read(ByteBuf payload) {
        length = payload.readableBytes();
        if (length < SHORTEST || length > Limits.QUERY) {
            return false;
        }
        payload.getBytes(payload.readerIndex(), bytes, 0, length);
        if (bytes[0] == 0 && bytes[1] == 0) {
            return false;
        }
        hashes.clear();
        whatsNew = false;
        var end = readText();
        if (end == length) {
            return false; // no NUL
        }
        return (end >= 0 && readExtensions(end + 1)) || readDecoded(payload);
    }

    /** What it looks for in tables. */
    QueryHashes hashes() {
        return hashes;
    }

    /** Can the asker not be called? */
    boolean firewalled() {
        return (bytes[0] & FLAGS_AND_FIREWALLED) == FLAGS_AND_FIREWALLED;
    }

    /** Asks for half the network: only {@code mp3} or {@code mpg} (2-search, 10). */
    boolean isVeryGeneral() {
        return general;
    }

    /** Asks for the newest files: goes to whom knows them, whatever the tables say (2-search, 9.1). */
    boolean whatsNew() {
        return whatsNew;
    }

    /** @return where the NUL stands, the whole length when there is none, or -1 for text beyond ASCII */
    private int readText() {
        var word = 0;
        var at = 2;
        var hash = 0;
        var others = 0;
        for (; at < length && bytes[at] != 0; at++) {
            var c = lowerCase(bytes[at]);
            if (c < 0) {
                return -1;
            }
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                hash = WordHash.fold(hash, (char) c, word);
                word++;
            } else if (word > 0) {
                others += addWord(hash, word, at);
                word = 0;
                hash = 0;
            }
        }
        if (word > 0) {
            others += addWord(hash, word, at);
        }
        general = others == 0 && !hashes.isEmpty();
        whatsNew = at == 2 + WHATS_NEW.length && isWhatsNew();
        return at;
    }

    private boolean isWhatsNew() {
        for (var i = 0; i < WHATS_NEW.length; i++) {
            if (lowerCase(bytes[2 + i]) != WHATS_NEW[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return 0 for a word everybody's files have, else 1 */
    private int addWord(int hash, int wordLength, int end) {
        if (wordLength >= SHORTEST_WORD) {
            hashes.addWord(WordHash.product(hash));
        }
        var start = end - wordLength;
        var common = wordLength == 3
                && (bytes[start] | 0x20) == 'm'
                && (bytes[start + 1] | 0x20) == 'p'
                && (bytes[start + 2] == '3' || (bytes[start + 2] | 0x20) == 'g');
        return common ? 0 : 1;
    }

    /** @return false when something here has to be decoded to know what is asked */
    private boolean readExtensions(int start) {
        var at = start;
        for (var blocks = 0; at < length; blocks++) {
            switch (bytes[at] & 0xFF) {
                case 0, SEPARATOR -> {
                    at++;
                    blocks--;
                }
                case GGEP -> at = skipGgep(at + 1);
                case 'u', 'U' -> at = readUrn(at, endOfText(at, GGEP));
                default -> at = endOfText(at, SEPARATOR);
            }
            if (at < 0 || blocks == MOST_BLOCKS) {
                return false;
            }
        }
        return true;
    }

    private int endOfText(int start, int orBefore) {
        var at = start;
        while (at < length && bytes[at] != SEPARATOR && bytes[at] != 0 && (bytes[at] & 0xFF) != orBefore) {
            at++;
        }
        return at;
    }

    /** @return its end, or -1 when it is none by SHA-1 */
    private int readUrn(int start, int end) {
        if (end - start != URN_SHA1_LENGTH) {
            return -1;
        }
        var hash = 0;
        var anything = false;
        for (var i = 0; i < URN_SHA1_LENGTH; i++) {
            var c = lowerCase(bytes[start + i]);
            if (i < URN_SHA1.length ? c != URN_SHA1[i] : !isBase32(c)) {
                return -1;
            }
            anything |= i >= URN_SHA1.length && c != 'a';
            hash = WordHash.fold(hash, (char) c, i);
        }
        if (!anything) {
            return -1; // zeros name no content
        }
        hashes.addUrn(WordHash.product(hash));
        return end;
    }

    private static int lowerCase(byte c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private static boolean isBase32(int lowerCase) {
        return (lowerCase >= 'a' && lowerCase <= 'z') || (lowerCase >= '2' && lowerCase <= '7');
    }

    /** @return behind the block, or -1 when it is odd or holds XQ, WH, H or u */
    private int skipGgep(int start) {
        var at = start;
        while (at < length) {
            var flags = bytes[at++];
            var idLength = flags & 0x0F;
            if (idLength == 0 || at + idLength >= length || changesTheQuestion(at, idLength)) {
                return -1;
            }
            at += idLength;
            var size = 0;
            int group;
            do {
                if (at >= length) {
                    return -1;
                }
                group = bytes[at++];
                size = (size << 6) | (group & 0x3F);
            } while ((group & 0x80) != 0 && size <= Limits.QUERY);
            at += size;
            if (at > length) {
                return -1;
            }
            if ((flags & 0x80) != 0) {
                return at;
            }
        }
        return -1;
    }

    private boolean changesTheQuestion(int id, int idLength) {
        return switch (idLength) {
            case 1 -> bytes[id] == 'H' || bytes[id] == 'u';
            case 2 -> (bytes[id] == 'X' && bytes[id + 1] == 'Q') || (bytes[id] == 'W' && bytes[id + 1] == 'H');
            default -> false;
        };
    }

    private boolean readDecoded(ByteBuf payload) {
        general = false;
        try {
            if (MessageCodec.decode(Header.QUERY, payload.duplicate()) instanceof Query query) {
                hashes.replaceBy(query);
                whatsNew = query.whatsNew();
            }
            return true;
        } catch (MalformedMessageException malformed) {
            return false;
        }
    }
}
