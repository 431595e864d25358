package filbert.sharing.upload;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.identity.Sha1;
import filbert.identity.TigerRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldFileTest {
    @TempDir
    Path folder;

    private final HeldFile held = new HeldFile();

    private OpenFile file(String name) throws IOException {
        var path = Files.writeString(folder.resolve(name), name);
        var served = new ServedFile(1, name, folder, name, name.length(), Instant.EPOCH, new Sha1(1, 2, 3), TigerRoot.of(new byte[24]));
        return new OpenFile(served, FileChannel.open(path));
    }

    @Test
    void oneIsHeldAndTheOneBeforeIsClosed() throws IOException {
        var hazel = file("hazel.ogg");
        var walnut = file("walnut.ogg");
        held.hold(hazel);
        held.hold(walnut);
        assertThat(hazel.channel().isOpen()).isFalse();
        assertThat(held.is(walnut.file())).isTrue();
        assertThat(held.take(hazel.file())).isEmpty();
        assertThat(held.take(walnut.file())).contains(walnut);
        held.closeForGood();
        assertThat(walnut.channel().isOpen()).as("it is the taker's").isTrue();
        walnut.close();
    }

    @Test
    void afterTheEndNoneIsHeld() throws IOException {
        var hazel = file("hazel.ogg");
        held.hold(hazel);
        held.closeForGood();
        assertThat(hazel.channel().isOpen()).isFalse();
        var walnut = file("walnut.ogg");
        held.hold(walnut);
        assertThat(walnut.channel().isOpen()).isFalse();
        assertThat(held.is(walnut.file())).isFalse();
    }
}
