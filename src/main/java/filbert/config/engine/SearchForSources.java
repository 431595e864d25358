package filbert.config.engine;

import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.inquiry.HeadPings;
import filbert.servent.search.Source;
import filbert.servent.search.SourceSeeker;
import filbert.servent.search.UnsearchableException;
import filbert.sharing.download.Sounding;
import filbert.sharing.download.SourceSearch;
import filbert.sharing.download.http.ByteRange;
import filbert.wire.vendor.HeadPong;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Downloads ask the servent, once there is one, who else has a file. Owner only. */
record SearchForSources(Supplier<Optional<SourceSeeker>> servent, Supplier<Optional<HeadPings>> pings, boolean byItself) implements SourceSearch {
    @Override
    public boolean anybodyToAsk() {
        return servent.get().filter(SourceSeeker::anybodyToAsk).isPresent();
    }

    @Override
    public boolean sound(HostAddress host, Sha1 content, Consumer<Sounding> then) {
        return pings.get().filter(asking -> asking.ask(host, content, pong -> then.accept(of(pong)))).isPresent();
    }

    private static Sounding of(HeadPong pong) {
        var has = (pong.code() & HeadPong.COMPLETE) != 0 ? Sounding.Has.ALL : (pong.code() & HeadPong.PARTIAL) != 0 ? Sounding.Has.PART : Sounding.Has.NOTHING;
        var ranges = pong.ranges().stream().map(range -> new ByteRange(range.first(), range.last())).toList();
        return new Sounding(has, pong.queue(), (pong.code() & HeadPong.FIREWALLED) != 0, has == Sounding.Has.PART ? ranges : List.of());
    }

    @Override
    public Optional<String> look(Sha1 content, String name, boolean byHash, Consumer<List<Source>> found) {
        var seeker = servent.get();
        if (seeker.isEmpty()) {
            return Optional.of("nobody-to-ask");
        }
        try {
            seeker.get().seek(content, name, byHash ? SourceSeeker.By.HASH : SourceSeeker.By.NAME, found);
            return Optional.empty();
        } catch (UnsearchableException e) {
            return Optional.of("too-many-searches");
        }
    }
}
