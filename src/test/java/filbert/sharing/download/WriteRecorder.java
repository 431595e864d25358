package filbert.sharing.download;

import filbert.identity.Sha1;
import filbert.sharing.download.disk.Disk;
import filbert.sharing.download.disk.Span;
import filbert.sharing.download.disk.Spans;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A disk that notes which bytes of partial files are written, and which more than once; and that can be full. */
final class WriteRecorder implements Disk {
    private final Map<String, Spans> written = new HashMap<>();
    private final Map<String, List<Span>> twice = new HashMap<>();
    long room = Long.MAX_VALUE;
    long readable = Long.MAX_VALUE; // bytes of partial files that can still be read

    List<Span> writtenTwice(Sha1 sha1) {
        return twice.getOrDefault(sha1.base32() + ".part", List.of());
    }

    @Override
    public long usable(Path folder) {
        return room;
    }

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        var real = FileChannel.open(file, options);
        return file.toString().endsWith(".part") ? new Recorded(real, file.getFileName().toString()) : real;
    }

    private final class Recorded extends FileChannel {
        private final FileChannel real;
        private final String name;

        Recorded(FileChannel real, String name) {
            this.real = real;
            this.name = name;
        }

        @Override
        public int write(ByteBuffer src, long position) throws IOException {
            if (room < src.remaining()) {
                throw new IOException("No space left on device");
            }
            var count = real.write(src, position);
            room -= room == Long.MAX_VALUE ? 0 : count;
            var span = new Span(position, position + count);
            var before = written.computeIfAbsent(name, _ -> new Spans());
            twice.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(before.within(span));
            before.add(span);
            return count;
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            return real.read(dst);
        }

        @Override
        public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
            return real.read(dsts, offset, length);
        }

        @Override
        public int write(ByteBuffer src) throws IOException {
            return real.write(src);
        }

        @Override
        public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
            return real.write(srcs, offset, length);
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            return real.position(newPosition);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            return real.truncate(size);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            real.force(metaData);
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return real.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel src, long position, long count) throws IOException {
            return real.transferFrom(src, position, count);
        }

        @Override
        public int read(ByteBuffer dst, long position) throws IOException {
            if (readable < dst.remaining()) {
                throw new IOException("Input/output error");
            }
            readable -= readable == Long.MAX_VALUE ? 0 : dst.remaining();
            return real.read(dst, position);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return real.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
