package filbert.sharing.download.disk;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import filbert.sharing.hashing.TreeBuilder;
import filbert.sharing.hashing.TreeRow;
import filbert.sharing.hashing.TreeShape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** A made-up file: its bytes, its hashes, and how one would ask for it. */
public record Content(byte[] bytes, Sha1 sha1, TreeRow row) {
    public static Content ofSize(int size) {
        return of(size, 7);
    }

    public static Content of(int size, long seed) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return new Content(bytes, sha1(bytes), row(bytes, TreeShape.keptFor(size).slice()));
    }

    /** The same with a tree of other slices. */
    public Content inSlicesOf(long slice) {
        return new Content(bytes, sha1, row(bytes, slice));
    }

    private static TreeRow row(byte[] bytes, long slice) {
        var builder = new TreeBuilder(slice);
        builder.update(bytes, 0, bytes.length);
        return new TreeRow(new TreeShape(bytes.length, slice), builder.finish().row());
    }

    public static Sha1 sha1(byte[] bytes) {
        try {
            return Sha1.of(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    public TigerRoot root() {
        return row.root();
    }

    public int size() {
        return bytes.length;
    }

    public Wanted wanted() {
        return new Wanted(sha1, size(), Optional.of(root()), 3, "blue hazel.ogg", Instant.parse("2026-11-21T10:00:00Z"));
    }

    public Span all() {
        return new Span(0, size());
    }

    public ByteBuf buffer(Span span) {
        return Unpooled.wrappedBuffer(slice(span));
    }

    public byte[] slice(Span span) {
        return Arrays.copyOfRange(bytes, (int) span.from(), (int) span.to());
    }
}
